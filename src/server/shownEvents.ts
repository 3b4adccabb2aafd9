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
import type { CellOf, EventSource } from "../workspace/events/eventSource.ts";
import { eventTest, textTest } from "../workspace/events/eventTest.ts";
import { MatchingEvents } from "../workspace/events/matchingEvents.ts";

const foundTogether = 512;

/** One capture of Process Monitor that somebody looks at, with the filter it is looked at through. */
export class ShownEvents {
  readonly source: EventSource;
  /** Absent where the filter leaves everything. */
  #matching: MatchingEvents | undefined;

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

  filter(words: EventFilterWords): void {
    const test = eventTest(words, this.source.columns);
    this.#matching = test && new MatchingEvents(this.source, test);
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

  /** Looks at some events of those that the filter leaves. */
  async find(text: string, from: number, direction: FindDirection): Promise<FindEventResult> {
    const meets = textTest(text, this.source.columns);
    const count = this.#matching?.count ?? this.source.count;
    if (!meets || count <= from) return { kind: "none" };
    const first = direction === "forward" ? from : Math.max(0, from - foundTogether + 1);
    const last = direction === "forward" ? Math.min(count, from + foundTogether) - 1 : from;
    const events = this.#eventsAt(first, last - first + 1);
    const found: number[] = [];
    let at = first;
    await this.source.read(events, (_event, cellOf) => {
      if (meets(cellOf)) found.push(at);
      at++;
    });
    const position = direction === "forward" ? found[0] : found.at(-1);
    if (position !== undefined) return { kind: "found", position };
    const next = direction === "forward" ? last + 1 : first - 1;
    return next < 0 || (count <= next && this.isDone) ? { kind: "none" } : { kind: "looked", next };
  }

  close(): Promise<void> {
    return this.source.close();
  }

  #eventsAt(from: number, count: number): ArrayLike<number> {
    if (this.#matching) return this.#matching.slice(from, count).slice();
    const length = Math.max(0, Math.min(count, this.source.count - from));
    return Uint32Array.from({ length }, (_, i) => from + i);
  }

  async #read(events: ArrayLike<number>, columns: readonly number[]): Promise<readonly EventRow[]> {
    const rows: EventRow[] = [];
    await this.source.read(events, (event, cellOf) =>
      rows.push({ event, cells: columns.map((column) => shortCell(cellOf, column)) }),
    );
    return rows;
  }
}

function shortCell(cellOf: CellOf, column: number): string {
  const text = cellOf(column);
  return text.length <= longestCell ? text : `${text.slice(0, longestCell)}…`;
}
