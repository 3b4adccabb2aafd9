import { microsPerDay, microsPerSecond } from "../../core/instant.ts";

/** How far one clock is ahead of another, by the times that both show of the same events. All in µs. */
export type ClockOffset = SolvedOffset | RefusedOffset;

export interface SolvedOffset {
  readonly kind: "solved";
  /** Median of the events that agree; below 0 where the clock is behind. */
  readonly ahead: number;
  /** Events that agree in it to within some seconds, of how many. */
  readonly agreeing: number;
  readonly of: number;
  /** Median distance of those that agree from `ahead`. */
  readonly scatter: number;
}

export interface RefusedOffset {
  readonly kind: "refused";
  /**
   * Too few events in common; no offset that most of them agree in; or two offsets that many agree in, as where a
   * clock was set in between.
   */
  readonly why: "few" | "scattered" | "two";
  readonly of: number;
}

/** Events that agree lie within so much of each other's offset. */
export const agreement = 5 * microsPerSecond;
export const fewestAgreeing = 3;
/** Of all events, so many have to agree: the others are ports used again, and packets sent again. */
const leastShare = 0.6;
/** An offset with so many of the events that the best one has is a rival. */
const rivalShare = 0.5;

/** `differences`: of each event, how much later the first clock shows it than the second. */
export function solveOffset(differences: Float64Array): ClockOffset {
  const sorted = differences.filter(Number.isFinite).sort();
  const of = sorted.length;
  if (of < fewestAgreeing) return { kind: "refused", why: "few", of };
  const best = fullestWindow(sorted, () => true);
  const near = sorted.subarray(best.from, best.to);
  const rival = fullestWindow(
    sorted,
    (from, to) => to < near[0]! - agreement || near[near.length - 1]! + agreement < from,
  );
  const agreeing = near.length;
  if (agreeing < fewestAgreeing) return { kind: "refused", why: "scattered", of };
  if (fewestAgreeing <= rival.to - rival.from && rivalShare * agreeing < rival.to - rival.from)
    return { kind: "refused", why: "two", of };
  if (agreeing < leastShare * of) return { kind: "refused", why: "scattered", of };
  const ahead = medianOf(near);
  const scatter = medianOf(near.map((difference) => Math.abs(difference - ahead)).sort());
  return { kind: "solved", ahead, agreeing, of, scatter };
}

/** The same where only times of day can be compared: of all days that the difference can be, the nearest. */
export function foldedToDay(difference: number): number {
  return difference - microsPerDay * Math.round(difference / microsPerDay);
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** The window twice as wide as `agreement` that holds the most of those that are allowed. */
function fullestWindow(sorted: Float64Array, allows: (from: number, to: number) => boolean): Window {
  let best: Window = { from: 0, to: 0 };
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && sorted[to]! <= sorted[from]! + 2 * agreement) to++;
    if (best.to - best.from < to - from && allows(sorted[from]!, sorted[to - 1]!)) best = { from, to };
  }
  return best;
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
