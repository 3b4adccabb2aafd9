import type { Instant } from "../../core/instant.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** The earliest and the latest time of a capture; empty where its rows have none. */
export function timeSpan({ clock, columns, activity }: ScannedCapture): {
  readonly first?: Instant;
  readonly last?: Instant;
} {
  const { time, count } = activity?.events ?? columns;
  if (!clock || count === 0) return {};
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  if (!activity && columns.isInOrder) [first, last] = [time[0]!, time[count - 1]!];
  else
    for (let row = 0; row < count; row++) {
      const micros = time[row]!;
      if (micros < first) first = micros;
      if (last < micros) last = micros;
    }
  return Number.isFinite(first)
    ? { first: { ...clock, micros: first }, last: { ...clock, micros: last } }
    : {};
}
