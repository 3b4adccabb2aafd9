import type { EventDetail } from "../../core/eventDetail.ts";
import { LineBreakCount } from "../reading/lineBreaks.ts";
import type { EventSource, EventTaker } from "./eventSource.ts";
import type { FileBytes } from "./fileBytes.ts";
import { eventsPerNote, NotedEvents } from "./notedEvents.ts";
import type { EventBytes, TextShape } from "./textShape.ts";

const chunkBytes = 1 << 20;
/** What has no end for longer is no event. */
const longestEvent = 8 << 20;

/** Adds what a text says of an event beside its columns. */
export type DetailOf = (event: EventBytes, own: EventDetail) => Promise<EventDetail>;

interface TakenEvent extends EventBytes {
  readonly event: number;
  readonly line: number;
}

/** Whether the lines of events are asked for, which takes time. */
type Counted = "lines" | "no lines";

interface Visit {
  readonly wanted: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
  readonly counted: Counted;
}

/** Events of a text of any size. A first pass notes where they are; after it nothing is read but what is wanted. */
export class TextEvents implements EventSource {
  readonly #file: FileBytes;
  readonly #shape: TextShape;
  readonly #detailOf: DetailOf;
  readonly #noted = new NotedEvents();
  readonly #problems: string[] = [];
  /** Where the first pass has come to. */
  #at: number;
  #line: number;
  #room = chunkBytes;
  #isWhole = false;

  /** `line` is the one on which events begin. */
  constructor(file: FileBytes, shape: TextShape, line: number, detailOf: DetailOf) {
    this.#file = file;
    this.#shape = shape;
    this.#detailOf = detailOf;
    this.#at = shape.first;
    this.#line = line;
  }

  get form() {
    return this.#shape.form;
  }

  get columns() {
    return this.#shape.columns;
  }

  get count(): number {
    return this.#noted.count;
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  get progress(): number {
    return this.#isWhole ? 1 : this.#at / Math.max(1, this.#file.size);
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  async advance(): Promise<void> {
    if (this.#isWhole) return;
    const bytes = await this.#file.read(this.#at, this.#at + this.#room);
    const isEnd = bytes.length < this.#room || this.#file.size <= this.#at + bytes.length;
    const taken = this.#note(bytes);
    if (isEnd) this.#finish(bytes, taken);
    else if (taken === 0) this.#widen();
    else this.#room = chunkBytes;
    this.#at += taken;
  }

  async read(wanted: ArrayLike<number>, take: EventTaker): Promise<void> {
    await this.#visit(wanted, "no lines", (taken) => take(taken.event, this.#shape.cells(taken)));
  }

  async linesOf(events: ArrayLike<number>): Promise<readonly number[]> {
    const lines: number[] = [];
    await this.#visit(events, "lines", ({ line }) => lines.push(line));
    return lines;
  }

  async eventOnLine(line: number): Promise<number | undefined> {
    const note = this.#noted.noteOnLine(line);
    if (note < 0) return this.count === 0 ? undefined : 0;
    const from = note * eventsPerNote;
    const count = Math.min(eventsPerNote, this.count - from);
    let found = from;
    await this.#visit(
      Array.from({ length: count }, (_, i) => from + i),
      "lines",
      (taken) => {
        if (taken.line <= line) found = taken.event;
      },
    );
    return found;
  }

  async detail(event: number): Promise<EventDetail | undefined> {
    let found: (() => Promise<EventDetail>) | undefined;
    await this.#visit([event], "lines", (taken) => {
      const { bytes, from, to, line } = taken;
      const cells = this.#shape.cells(taken);
      const values = this.columns.map((name, column) => [name, cells.text(column)] as const);
      const own: EventDetail = { event, line, values, process: [], modules: [] };
      found = () => this.#detailOf({ bytes, from, to }, own);
    });
    return found?.();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Notes the events that end in some bytes, and says how many bytes these take. */
  #note(bytes: Uint8Array): number {
    let at = 0;
    const breaks = new LineBreakCount(bytes, 0);
    for (;;) {
      const end = this.#shape.end(bytes, at, bytes.length);
      if (end < 0) return at;
      this.#noteOne(bytes, at, end, breaks);
      at = end;
    }
  }

  #noteOne(bytes: Uint8Array, from: number, to: number, breaks: LineBreakCount): void {
    const start = this.#shape.start(bytes, from, to);
    if (0 <= start) {
      this.#line += breaks.upTo(start);
      this.#noted.add(this.#at + start, this.#line);
    }
    this.#line += breaks.upTo(to);
  }

  #finish(bytes: Uint8Array, taken: number): void {
    this.#isWhole = true;
    const from = this.#shape.start(bytes, taken, bytes.length);
    if (from < 0) return;
    const last = this.#shape.last({ bytes, from, to: bytes.length });
    if (last !== "left out") this.#noteOne(bytes, taken, bytes.length, new LineBreakCount(bytes, taken));
    if (last === "cut") this.#problems.push("The file ends within its last event.");
    if (last === "left out") this.#problems.push("The file ends within an event, which is left out.");
  }

  #widen(): void {
    this.#room *= 2;
    if (this.#room <= longestEvent) return;
    this.#isWhole = true;
    this.#problems.push("An event does not end. What stands behind it is left out.");
  }

  /** Reads the stretches that have wanted events; neighbors in one go. */
  async #visit(
    wanted: ArrayLike<number>,
    counted: Counted,
    visit: (taken: TakenEvent) => void,
  ): Promise<void> {
    for (let i = 0; i < wanted.length; ) {
      const first = noteOf(wanted[i]!);
      let last = first;
      let behind = i;
      while (behind < wanted.length && wanted[behind]! < this.count) {
        const note = noteOf(wanted[behind]!);
        if (last + 1 < note || (first < note && chunkBytes < this.#endOf(note) - this.#noted.offset(first)))
          break;
        last = note;
        behind++;
      }
      if (behind === i) return;
      const from = this.#noted.offset(first);
      const bytes = await this.#file.read(from, this.#endOf(last));
      this.#visitIn(bytes, first, { wanted, from: i, to: behind, counted }, visit);
      i = behind;
    }
  }

  #visitIn(
    bytes: Uint8Array,
    note: number,
    { wanted, from, to, counted }: Visit,
    visit: (taken: TakenEvent) => void,
  ): void {
    let [at, line] = [0, this.#noted.line(note)];
    let event = note * eventsPerNote;
    const breaks = counted === "lines" ? new LineBreakCount(bytes, 0) : undefined;
    // From a step on that is not noted, events are looked for.
    let isAtEvent = true;
    for (let i = from; i < to && at < bytes.length; ) {
      const step: number | undefined = isAtEvent ? this.#noted.step(event) : undefined;
      isAtEvent = step !== undefined;
      const found = step === undefined ? this.#shape.end(bytes, at, bytes.length) : at + step;
      const end = found < 0 ? bytes.length : found;
      const start = isAtEvent ? at : this.#shape.start(bytes, at, end);
      if (0 <= start) {
        if (wanted[i] === event) {
          line += breaks?.upTo(start) ?? 0;
          visit({ bytes, from: start, to: end, event, line });
          i++;
        }
        event++;
      }
      line += breaks?.upTo(end) ?? 0;
      at = end;
    }
  }

  #endOf(note: number): number {
    return note + 1 < this.#noted.notes
      ? this.#noted.offset(note + 1)
      : this.#isWhole
        ? this.#file.size
        : this.#at;
  }
}

function noteOf(event: number): number {
  return Math.floor(event / eventsPerNote);
}
