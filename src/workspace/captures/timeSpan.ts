import type { Instant } from "../../core/instant.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** The earliest and the latest time of a capture; empty where its rows have none. */
export function timeSpan({ clock, columns, flows }: ScannedCapture): {
  readonly first?: Instant;
  readonly last?: Instant;
} {
  if (!clock || columns.count === 0) return {};
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  if (flows.isInOrder) {
    first = columns.time[0]!;
    last = columns.time[columns.count - 1]!;
  } else
    for (let flow = 0; flow < flows.count; flow++) {
      first = Math.min(first, flows.first(flow));
      last = Math.max(last, flows.last(flow));
    }
  return Number.isFinite(first)
    ? { first: { ...clock, micros: first }, last: { ...clock, micros: last } }
    : {};
}
