import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import { leastOf } from "./leastOf.ts";
import { marksOf, type OrderedRows, type TimelineMark } from "./timelineMarks.ts";

/** A row of the timeline: something a capture tells, or that it tells nothing. */
export type TimelineEntry =
  | { readonly kind: "row"; readonly micros: number; readonly capture: ScannedCapture; readonly row: number }
  | TimelineMark;

/** µs since 1970: the first that is asked for, and the first that is not any more. */
export interface AskedSpan {
  readonly from: number;
  readonly to: number;
}

/** All captures of a case that have times, merged; as numbers until a row is asked for. */
export class MergedTimeline {
  /** Rows and marks of the span. */
  readonly count: number;
  /** Captures without times, and those that print no date: they cannot be placed. */
  readonly timeless: readonly ScannedCapture[];
  readonly dateless: readonly ScannedCapture[];
  readonly #streams: readonly Stream[];

  constructor(reading: CaseReading, span: AskedSpan) {
    const { captures } = reading;
    const isDateless = ({ clock }: ScannedCapture) => clock?.assumed.includes("date") === true;
    const streams = captures.flatMap((capture) => (isDateless(capture) ? [] : streamsOf(capture)));
    this.timeless = captures.filter((capture) => !capture.clock && capture.facts.captured === undefined);
    this.dateless = captures.filter(isDateless);
    const dated = new Set(captures.filter((capture) => !isDateless(capture)));
    const orders = new Map(streams.map(({ capture, rows }) => [capture, rows]));
    const marks = marksOf(reading, dated, (capture) => orders.get(capture));
    this.#streams = [
      // What begins stands before its first row, what ends behind its last.
      new MarkStream(marks.filter(({ kind }) => kind === "begins")),
      ...streams.map(({ capture, rows }) => new RowStream(capture, rows)),
      new MarkStream(marks.filter(({ kind }) => kind !== "begins")),
    ];
    for (const stream of this.#streams) stream.narrow(span);
    this.count = this.#streams.reduce((sum, stream) => sum + stream.left, 0);
  }

  /** In the order of time; can be gone through once. */
  *entries(): Generator<TimelineEntry, void> {
    const at = (stream: number) => this.#streams[stream]!.micros;
    for (const stream of leastOf(this.#streams.length, at)) yield this.#streams[stream]!.take();
  }
}

function streamsOf(capture: ScannedCapture) {
  if (!capture.clock) return [];
  const { time, count } = capture.activity?.events ?? capture.columns;
  return count === 0 ? [] : [{ capture, rows: inOrder(time.subarray(0, count)) }];
}

function inOrder(time: Float64Array): OrderedRows {
  let isInOrder = !Number.isNaN(time[0]);
  for (let row = 1; row < time.length && isInOrder; row++) isInOrder = time[row - 1]! <= time[row]!;
  if (isInOrder) return { times: time };
  const timed = Uint32Array.from(time.keys()).filter((row) => !Number.isNaN(time[row]));
  const rows = timed.sort((a, b) => time[a]! - time[b]! || a - b);
  return { rows, times: Float64Array.from(rows, (row) => time[row]!) };
}

interface Stream {
  /** Of the next entry; infinite behind the last. */
  readonly micros: number;
  readonly left: number;
  narrow(span: AskedSpan): void;
  take(): TimelineEntry;
}

class RowStream implements Stream {
  readonly #capture: ScannedCapture;
  readonly #order: OrderedRows;
  #at = 0;
  #end: number;

  constructor(capture: ScannedCapture, order: OrderedRows) {
    this.#capture = capture;
    this.#order = order;
    this.#end = order.times.length;
  }

  get micros(): number {
    return this.#at < this.#end ? this.#order.times[this.#at]! : Number.POSITIVE_INFINITY;
  }

  get left(): number {
    return this.#end - this.#at;
  }

  narrow({ from, to }: AskedSpan): void {
    this.#at = firstAtOrAfter(this.#order.times, from);
    this.#end = Math.max(this.#at, firstAtOrAfter(this.#order.times, to));
  }

  take(): TimelineEntry {
    const at = this.#at++;
    const { times, rows } = this.#order;
    return { kind: "row", micros: times[at]!, capture: this.#capture, row: rows ? rows[at]! : at };
  }
}

class MarkStream implements Stream {
  #marks: readonly TimelineMark[];
  #at = 0;

  constructor(marks: readonly TimelineMark[]) {
    this.#marks = [...marks].sort((a, b) => a.micros - b.micros);
  }

  get micros(): number {
    return this.#marks[this.#at]?.micros ?? Number.POSITIVE_INFINITY;
  }

  get left(): number {
    return this.#marks.length - this.#at;
  }

  narrow({ from, to }: AskedSpan): void {
    this.#marks = this.#marks.filter(({ micros }) => from <= micros && micros < to);
  }

  take(): TimelineEntry {
    return this.#marks[this.#at++]!;
  }
}

function firstAtOrAfter(times: Float64Array, micros: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}
