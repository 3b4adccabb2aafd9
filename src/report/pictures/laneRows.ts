import { withRoom } from "../../core/names.ts";
import type { BeatBins } from "../../pictures/timeline.ts";
import type { TimeSpan } from "../../pictures/timeScale.ts";

/** Rows of one capture that belong to a lane: every `stride`-th number from `start` to before `end`. */
export interface LaneRows {
  /** Place of the capture among those of the timeline. */
  readonly capture: number;
  readonly time: Float64Array;
  /** Microseconds to be added to each time. */
  readonly shift: number;
  readonly isInOrder: boolean;
  readonly rows: Uint32Array;
  readonly start: number;
  readonly end: number;
  readonly stride: number;
}

/** Called for rows of a lane; a place leads back to the row. */
export type RowVisitor = (micros: number, row: number, of: LaneRows) => void;

/** Visits the rows with times of a span, capture after capture. */
export function visitRows(parts: readonly LaneRows[], { from, to }: TimeSpan, visit: RowVisitor): void {
  for (const part of parts) {
    const { time, rows, stride, shift, isInOrder, end } = part;
    for (let at = isInOrder ? firstFrom(part, from) : part.start; at < end; at += stride) {
      const row = rows[at]!;
      const micros = time[row]! + shift;
      if (micros < from || Number.isNaN(micros)) continue;
      if (micros < to) visit(micros, row, part);
      else if (isInOrder) break;
    }
  }
}

/** The place of the first row at or after a time. */
function firstFrom({ time, rows, start, end, stride, shift }: LaneRows, from: number): number {
  let low = 0;
  let high = (end - start) / stride;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[rows[start + middle * stride]!]! + shift < from) low = middle + 1;
    else high = middle;
  }
  return start + low * stride;
}

let tallies = new Uint32Array(1 << 10);

/** How many of some times lie in each of `columns` parts of a span. */
export function binned(
  times: (visit: (micros: number) => void) => void,
  { from, to }: TimeSpan,
  columns: number,
): BeatBins {
  tallies = withRoom(tallies, columns);
  tallies.fill(0, 0, columns);
  const perMicro = columns / Math.max(1, to - from);
  times((micros) => {
    const column = Math.min(columns - 1, Math.floor((micros - from) * perMicro));
    tallies[column] = tallies[column]! + 1;
  });
  const at: number[] = [];
  const count: number[] = [];
  for (let column = 0; column < columns; column++) {
    if (tallies[column] === 0) continue;
    at.push(column);
    count.push(tallies[column]!);
  }
  return { at, count };
}

/** Rows of a lane, and when the first and the last of them were; NaN where none has a time. */
export function extentOf(parts: readonly LaneRows[]): { readonly rows: number } & TimeSpan {
  let [from, to, rows] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const note = (micros: number) => {
    if (micros < from) from = micros;
    if (to < micros) to = micros;
  };
  for (const part of parts) {
    const { time, rows: numbers, start, end, stride, shift } = part;
    rows += (end - start) / stride;
    if (end <= start) continue;
    const step = part.isInOrder ? end - stride - start || stride : stride;
    for (let at = start; at < end; at += step) note(time[numbers[at]!]! + shift);
  }
  return from <= to ? { rows, from, to } : { rows, from: Number.NaN, to: Number.NaN };
}
