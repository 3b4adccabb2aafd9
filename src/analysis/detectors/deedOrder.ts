import type { LineReference } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import { type Instant, microsPerSecond } from "../../core/instant.ts";

/** Whether one event comes before another: by their times, else by their places in the same capture. */
export function isBefore(
  a: { readonly place: LineReference; readonly time?: Instant | undefined },
  b: { readonly place: LineReference; readonly time?: Instant | undefined },
): boolean {
  const seconds = secondsBetween(a.time, b.time);
  if (seconds !== undefined && seconds !== 0) return 0 < seconds;
  return a.place.uri === b.place.uri && a.place.line < b.place.line;
}

/** Orders deeds by their times, else by their places. */
export function byTime(a: Deed, b: Deed): number {
  const seconds = secondsBetween(a.time, b.time);
  if (seconds !== undefined && seconds !== 0) return -seconds;
  if (a.place.uri !== b.place.uri) return a.place.uri < b.place.uri ? -1 : 1;
  return a.place.line - b.place.line;
}

/** Seconds from one event to another; undefined where nothing tells. */
export function secondsBetween(from: Instant | undefined, to: Instant | undefined): number | undefined {
  return from && to && (to.micros - from.micros) / microsPerSecond;
}
