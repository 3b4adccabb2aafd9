import {
  type ChosenEvents,
  type ChosenEventsParams,
  type EventFilterWords,
  type EventPosition,
  type EventRow,
  type EventsState,
  type FindDirection,
  type FindEventResult,
  longestCell,
} from "../protocol/events.ts";
import type { EventCells, EventSource } from "../workspace/events/eventSource.ts";
import { type EventTest, eventTest, isNarrower, textTest } from "../workspace/events/eventTest.ts";
import { eventsFrom, MatchingEvents } from "../workspace/events/matchingEvents.ts";

const foundTogether = 2048;

/** One capture of Process Monitor that somebody looks at, with the filter it is looked at through. */
export class ShownEvents {
  readonly source: EventSource;
  /** Absent where the filter leaves everything. */
  #matching: MatchingEvents | undefined;
  #words: EventFilterWords | undefined;

  constructor(source: EventSource) {
    this.source = source;
  }

  get state(): EventsState {
    const { count, isWhole, progress, problems } = this.source;
    const matching = this.#matching && {
      count: this.#matching.count,
      checked: this.#matching.checked,
      isWhole: this.#matching.isWhole,
    };
    return { count, isWhole, progress, problems, ...(matching ? { matching } : {}) };
  }

  get isDone(): boolean {
    return this.source.isWhole && (this.#matching?.isWhole ?? true);
  }

  /** Where rules are only added, what is left is looked through, and not the whole capture again. */
  filter(words: EventFilterWords): void {
    const test = eventTest(words, this.source.columns);
    const wider = this.#words && isNarrower(words, this.#words) ? this.#matching : undefined;
    this.#matching = test && new MatchingEvents(this.source, test, wider);
    this.#words = words;
  }

  /** What is known of is tested before more is looked for. */
  async advance(): Promise<void> {
    if (this.#matching && this.#matching.checked < this.source.count) await this.#matching.advance();
    else await this.source.advance();
  }

  async rows(from: number, count: number, columns: readonly number[]): Promise<readonly EventRow[]> {
    return this.#read(this.#eventsAt(from, count), columns);
  }

  async chosen({ events, by, columns }: Omit<ChosenEventsParams, "id">): Promise<ChosenEvents> {
    const named =
      by === "event" ? events : events.flatMap((position) => this.#eventsAt(position, 1)[0] ?? []);
    const wanted = named.filter((event) => event < this.source.count).sort((a, b) => a - b);
    return { rows: await this.#read(wanted, columns), lines: await this.source.linesOf(wanted) };
  }

  position(event: number): EventPosition | undefined {
    if (this.source.count <= event) return undefined;
    const position = this.#matching?.before(event) ?? event;
    return { event, position, isShown: this.#matching?.slice(position, 1)[0] === event || !this.#matching };
  }

  /** Looks at events of those that the filter leaves, one piece after the other, while `goesOn` says so. */
  async find(
    text: string,
    from: number,
    direction: FindDirection,
    goesOn: () => Promise<boolean>,
  ): Promise<FindEventResult> {
    const meets = textTest(text, this.source.columns);
    if (!meets) return { kind: "none" };
    for (let at = from; ; ) {
      const count = this.#matching?.count ?? this.source.count;
      if (at < 0 || (count <= at && this.isDone)) return { kind: "none" };
      if (count <= at) return { kind: "looked", next: at };
      const first = direction === "forward" ? at : Math.max(0, at - foundTogether + 1);
      const last = direction === "forward" ? Math.min(count, at + foundTogether) - 1 : at;
      const position = await this.#firstIn(first, last, direction, meets);
      if (position !== undefined) return { kind: "found", position };
      at = direction === "forward" ? last + 1 : first - 1;
      if (0 <= at && !(await goesOn())) return { kind: "looked", next: at };
    }
  }

  async #firstIn(
    first: number,
    last: number,
    direction: FindDirection,
    meets: EventTest,
  ): Promise<number | undefined> {
    let found: number | undefined;
    let at = first;
    await this.source.read(this.#eventsAt(first, last - first + 1), (_event, cells) => {
      if ((direction === "backward" || found === undefined) && meets(cells)) found = at;
      at++;
    });
    return found;
  }

  close(): Promise<void> {
    return this.source.close();
  }

  #eventsAt(from: number, count: number): ArrayLike<number> {
    if (this.#matching) return this.#matching.slice(from, count).slice();
    const length = Math.max(0, Math.min(count, this.source.count - from));
    return eventsFrom(from, length);
  }

  async #read(events: ArrayLike<number>, columns: readonly number[]): Promise<readonly EventRow[]> {
    const rows: EventRow[] = [];
    await this.source.read(events, (event, cells) =>
      rows.push({ event, cells: columns.map((column) => shortCell(cells, column)) }),
    );
    return rows;
  }
}

function shortCell(cells: EventCells, column: number): string {
  const text = cells.text(column);
  return text.length <= longestCell ? text : `${text.slice(0, longestCell)}…`;
}
