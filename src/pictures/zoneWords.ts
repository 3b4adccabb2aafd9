import type { TimelineCapture } from "./timeline.ts";

/** Which clock the times of a timeline are by. */
export function zoneWords(captures: readonly Pick<TimelineCapture, "assumed">[]): string {
  const unknown = captures.filter(({ assumed }) => assumed.includes("zone")).length;
  if (unknown === 0) return "UTC";
  return unknown === captures.length ? "by clocks of unknown zone" : "UTC, or by clocks of unknown zone";
}
