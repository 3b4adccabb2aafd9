import { refinePeriod } from "./beaconPeriod.ts";
import type { Rhythm } from "./beaconRhythm.ts";
import { medianOf } from "./ritaStatistics.ts";

/** A longer silence is a client that was off, not beats that were missed. */
const mostMissedInARow = 9;
const microsecondsPerSecond = 1_000_000;
/** The crowd may be tighter than all that belongs to it. */
const leastTolerance = 0.1;

/** A rhythm followed through the beats of its pair. */
export interface Walk {
  readonly periodSeconds: number;
  /** Median distance of the intervals from the period. */
  readonly jitterSeconds: number;
  /** Beats that keep the rhythm; the others are traffic beside it. */
  readonly onBeat: number;
  /** Beats the rhythm had room for between two that it kept. */
  readonly missed: number;
  /** µs since 1970. */
  readonly lastOnBeat: number;
}

/** Follows `rhythm` from beat to beat. `lengths` are the intervals of `beats`, ascending. */
export function walkRhythm(rhythm: Rhythm, beats: Float64Array, lengths: Float64Array, tick: number): Walk {
  const periodSeconds = refinePeriod(rhythm, beats, tick);
  const tolerated = Math.max(rhythm.tolerance * periodSeconds, leastTolerance * periodSeconds, 2 * tick);
  // Half a period at most, so that each step leads on.
  const reach = Math.min(tolerated, periodSeconds / 2);
  const kept = lengths.filter((length) => Math.abs(length - periodSeconds) <= reach);
  const steps = followBeats(beats, periodSeconds * microsecondsPerSecond, reach * microsecondsPerSecond);
  return { periodSeconds, jitterSeconds: spreadAround(kept, periodSeconds), ...steps };
}

function spreadAround(kept: Float64Array, period: number): number {
  if (kept.length === 0) return 0;
  return medianOf(kept.map((length) => Math.abs(length - period)).sort());
}

/** What a walk knows of its pair; indexes point into `beats`, -1 is none. */
interface Path {
  readonly beats: Float64Array;
  readonly period: number;
  readonly reach: number;
  /** For each beat, the one a period later. */
  readonly followers: Int32Array;
  /** For each beat, the next later one that has a follower. */
  readonly restarts: Int32Array;
}

/**
 * Goes from beat to beat. Where the next one is not there, it is sought two, three … periods on, but no further
 * than the next beat that starts a run of its own: a client that slept and began anew has missed nothing.
 */
function followBeats(
  beats: Float64Array,
  period: number,
  reach: number,
): Pick<Walk, "onBeat" | "missed" | "lastOnBeat"> {
  const followers = Int32Array.from(beats, (beat) => nearestBeat(beats, beat + period, reach));
  const path: Path = { beats, period, reach, followers, restarts: restartsOf(followers) };
  let onBeat = 0;
  let missed = 0;
  let last = -1;
  let at = followers.findIndex((follower) => follower >= 0);
  while (at >= 0) {
    if (at !== last) onBeat++;
    const step = nextStep(path, at);
    if (step === undefined) {
      at = path.restarts[at]!;
      continue;
    }
    onBeat++;
    missed += step.missed;
    at = last = step.at;
  }
  return { onBeat, missed, lastOnBeat: beats[Math.max(last, 0)]! };
}

function nextStep(path: Path, at: number): { readonly at: number; readonly missed: number } | undefined {
  const { beats, period, reach } = path;
  if (path.followers[at]! >= 0) return { at: path.followers[at]!, missed: 0 };

  const restart = path.restarts[at]!;
  for (let missed = 1; missed <= mostMissedInARow; missed++) {
    const found = nearestBeat(beats, beats[at]! + (missed + 1) * period, reach);
    if (found >= 0) return restart < 0 || found <= restart ? { at: found, missed } : undefined;
  }
  return undefined;
}

function restartsOf(followers: Int32Array): Int32Array {
  const restarts = new Int32Array(followers.length);
  let next = -1;
  for (let i = followers.length - 1; i >= 0; i--) {
    restarts[i] = next;
    if (followers[i]! >= 0) next = i;
  }
  return restarts;
}

/** Index of the beat nearest to `expected` within `reach`, -1 where there is none. */
function nearestBeat(beats: Float64Array, expected: number, reach: number): number {
  let low = 0;
  let high = beats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beats[middle]! < expected) low = middle + 1;
    else high = middle;
  }
  const after = low < beats.length ? beats[low]! - expected : Number.POSITIVE_INFINITY;
  const before = low > 0 ? expected - beats[low - 1]! : Number.POSITIVE_INFINITY;
  if (Math.min(after, before) > reach) return -1;
  return after < before ? low : low - 1;
}
