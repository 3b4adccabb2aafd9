import { microsPerMinute, microsPerSecond, type TimeAssumption } from "../../core/instant.ts";

/** What is to be said of a clock so that its times agree with another's: facts as on a fence. */
export interface ClockCorrection {
  /** Where its zone is not known, and the offset is one that zones have. */
  readonly zone?: string;
  /** Where something is left besides. */
  readonly skew?: string;
}

/** What is assumed of the two clocks, and what was said of the first already. */
export interface ComparedClocks {
  readonly assumed: readonly TimeAssumption[];
  readonly otherAssumed: readonly TimeAssumption[];
  /** µs that its times were put back already. */
  readonly skew: number;
  /** Whether both clocks print parts of a second. */
  readonly isFine: boolean;
}

/** Clocks that differ by less are taken to agree: logs are written some time after what they tell. */
export const negligible = 2 * microsPerSecond;
const quarterHour = 15 * microsPerMinute;
/** A clock of which the zone is not known is put into the zone that leaves less than this. */
const farthestFromZone = 2 * microsPerMinute;
const farthestZone = 14 * 4 * quarterHour;

/**
 * What puts a clock right that is `ahead` µs. Nothing where it agrees. "zones" where it is hours off, and neither
 * clock's zone is known: then it cannot be told which of the two is meant by UTC.
 */
export function correctionOf(ahead: number, clocks: ComparedClocks): ClockCorrection | "zones" | undefined {
  const isZoneOpen = clocks.assumed.includes("zone");
  const quarters = Math.round(ahead / quarterHour) * quarterHour;
  const rest = ahead - quarters;
  const looksLikeZone =
    quarters !== 0 && Math.abs(rest) <= farthestFromZone && Math.abs(quarters) <= farthestZone;
  if (looksLikeZone && isZoneOpen) {
    if (clocks.otherAssumed.includes("zone")) return "zones";
    return { zone: offsetText(quarters), ...skewFact(rest, clocks) };
  }
  const fact = skewFact(ahead, clocks);
  return fact.skew === undefined ? undefined : fact;
}

function skewFact(ahead: number, { skew, isFine }: ComparedClocks): Pick<ClockCorrection, "skew"> {
  if (Math.abs(ahead) < negligible) return {};
  const step = isFine ? microsPerSecond / 1000 : microsPerSecond;
  return { skew: skewText(Math.round((ahead + skew) / step) * step) };
}

/** As `skew=` has it: `+7m2s`, `-1h30m`, `+0.25s`. */
export function skewText(micros: number): string {
  const size = Math.abs(Math.round(micros));
  const seconds = size % microsPerMinute;
  const minutes = (size - seconds) / microsPerMinute;
  const fraction = seconds % microsPerSecond;
  const shown =
    fraction === 0
      ? String(seconds / microsPerSecond)
      : (seconds / microsPerSecond).toFixed(6).replace(/0+$/, "");
  const parts = [
    [Math.floor(minutes / 60), "h"],
    [minutes % 60, "m"],
  ] as const;
  const said = parts.filter(([count]) => count !== 0).map(([count, unit]) => `${count}${unit}`);
  if (seconds !== 0 || said.length === 0) said.push(`${shown}s`);
  return `${micros < 0 ? "-" : "+"}${said.join("")}`;
}

/** `+02:00` */
function offsetText(micros: number): string {
  const minutes = Math.abs(micros) / microsPerMinute;
  const two = (count: number) => String(count).padStart(2, "0");
  return `${micros < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
