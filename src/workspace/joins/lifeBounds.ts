import { microsPerMinute, microsPerSecond } from "../../core/instant.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { capturedMicros } from "../reading/capturedTime.ts";
import { type Life, livesOf } from "./lives.ts";

/** A sighting, as far as times tell whether two can be of one process. */
interface Seen {
  readonly capture: ScannedCapture;
  readonly life?: Life;
  readonly shown?: Life;
}

/** What two captures say of when a process lived: it is one, it cannot be, or nothing tells. */
export type Sameness = "same" | "other" | "untold";

/** Two tables of one process name its start to within so much. */
const startTolerance = microsPerSecond;
/** The clocks that people note and those of captures differ a little. */
const clockTolerance = 2 * microsPerMinute;

/** Of two sightings of one PID and one name. */
export function samenessOf(a: Seen, b: Seen): Sameness {
  if (a.life && b.life) return samenessOfLives(a, a.life, b, b.life);
  if (a.life) return samenessWithTable(a, a.life, b);
  return b.life ? samenessWithTable(b, b.life, a) : "untold";
}

function samenessWithTable(of: Seen, life: Life, { capture, shown }: Seen): Sameness {
  if (shown === life) return "same";
  const lives = livesOf(of.capture);
  const isOfOther = shown !== undefined && lives !== undefined && 0 <= lives.placeOf(shown);
  return isOfOther ? "other" : isAlive(of, life, capture);
}

function samenessOfLives(a: Seen, one: Life, b: Seen, other: Life): Sameness {
  if (a.capture === b.capture) return "other";
  const isStartSure = isSure(one.start) && isSure(other.start);
  if (one.start && other.start && isStartSure)
    return Math.abs(one.start.micros - other.start.micros) <= startTolerance ? "same" : "other";
  if (!isSure(a.capture.clock) || !isSure(b.capture.clock)) return "untold";
  return isOverBefore(one, other) || isOverBefore(other, one) ? "other" : "untold";
}

function isOverBefore(one: Life, other: Life): boolean {
  return one.hasEnded && one.lastSeen + startTolerance < (other.start?.micros ?? other.firstSeen);
}

/** Whether a process lived when a table or a list was taken, of which the analyst noted the time. */
function isAlive({ capture }: Seen, life: Life, list: ScannedCapture): Sameness {
  const written = list.facts.captured;
  if (written === undefined || !/(?:Z|[+-]\d\d:?\d\d)$/u.test(written)) return "untold";
  const taken = capturedMicros(written);
  if (taken === undefined) return "untold";
  const { start } = life;
  if (start && isSure(start) && taken + clockTolerance < start.micros) return "other";
  const hasEnded = life.hasEnded && isSure(capture.clock);
  return hasEnded && life.lastSeen < taken - clockTolerance ? "other" : "untold";
}

/** Whether times are instants: clocks without a date or a zone show the same time again and again. */
export function isSure(clock: ScannedCapture["clock"]): boolean {
  return clock !== undefined && clock.assumed.length === 0;
}
