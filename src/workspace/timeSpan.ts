import type { Instant } from "../core/instant.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** The earliest and the latest time of a capture; empty where its rows have none. */
export function timeSpan({ clock, columns }: ScannedCapture): {
  readonly first?: Instant;
  readonly last?: Instant;
} {
  if (!clock) return {};
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < columns.count; row++) {
    const micros = columns.time[row]!;
    if (micros < first) first = micros;
    if (last < micros) last = micros;
  }
  return Number.isFinite(first)
    ? { first: { ...clock, micros: first }, last: { ...clock, micros: last } }
    : {};
}
