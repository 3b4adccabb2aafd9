import { withRoom } from "../../core/names.ts";
import type { Beats } from "./beaconBeats.ts";
import { refinePeriod } from "./beaconPeriod.ts";
import type { Rhythm } from "./beaconRhythm.ts";

/** A longer silence is a client that was off, not beats that were missed. */
const mostMissedInARow = 9;
const fewestSteps = 12;
/** Share of the period that it is corrected by at most. */
const mostCorrected = 0.1;
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

/** Follows `rhythm` from beat to beat. */
export function walkRhythm(rhythm: Rhythm, beats: Beats, tick: number): Walk {
  const { seconds, isVague } = refinePeriod(rhythm, beats.at, tick);
  const periodSeconds = isVague ? meanStep(beats.at, seconds) : seconds;
  const tolerated = Math.max(rhythm.tolerance * periodSeconds, leastTolerance * periodSeconds, 2 * tick);
  // Half a period at most, so that each step leads on.
  const reach = Math.min(tolerated, periodSeconds / 2);
  const jitterSeconds = medianDistance(beats, periodSeconds, reach);
  const { onBeat, missed, lastOnBeat } = followBeats(
    beats.at,
    periodSeconds * microsecondsPerSecond,
    reach * microsecondsPerSecond,
  );
  return { periodSeconds, jitterSeconds, onBeat, missed, lastOnBeat };
}

/**
 * The period by how long the walk takes for its steps. Where jitter is wide, the crowd of lengths is cut at its edges;
 * over many steps jitter adds up to little.
 */
function meanStep(beats: Float64Array, period: number): number {
  const micros = period * microsecondsPerSecond;
  const { steps, covered } = followBeats(beats, micros, micros / 2);
  const mean = covered / steps / microsecondsPerSecond;
  return steps < fewestSteps || mostCorrected < Math.abs(mean / period - 1) ? period : mean;
}

/**
 * Median distance from the period, of the lengths within `reach` of it. They lie together in ascending order, so
 * the distances are met in ascending order by going away from the period to both sides:
 *
 *     lengths   ··[··below··|··above··]··
 *                         period
 */
function medianDistance({ lengths, before, distinct }: Beats, period: number, reach: number): number {
  let above = 0;
  while (above < distinct && lengths[above]! < period) above++;
  let first = above;
  while (0 < first && Math.abs(lengths[first - 1]! - period) <= reach) first--;
  let end = above;
  while (end < distinct && Math.abs(lengths[end]! - period) <= reach) end++;
  const count = before[end]! - before[first]!;
  if (count === 0) return 0;

  const [lowPlace, highPlace] = [(count - 1) >> 1, count >> 1];
  let low = Number.NaN;
  for (let below = above - 1, passed = 0; ; ) {
    const down = first <= below ? Math.abs(lengths[below]! - period) : Number.POSITIVE_INFINITY;
    const up = above < end ? Math.abs(lengths[above]! - period) : Number.POSITIVE_INFINITY;
    const at = down < up ? below-- : above++;
    passed += before[at + 1]! - before[at]!;
    if (Number.isNaN(low) && lowPlace < passed) low = Math.min(down, up);
    if (highPlace < passed) return lowPlace === highPlace ? low : (low + Math.min(down, up)) / 2;
  }
}

interface Followed extends Pick<Walk, "onBeat" | "missed" | "lastOnBeat"> {
  /** Periods walked, and µs that they took. */
  readonly steps: number;
  readonly covered: number;
}

/** For each beat the one a period later, -1 where there is none. Written over for every pair, like what follows. */
let followers = new Int32Array(64);
/** For each beat, the next later one that has a follower. */
let restarts = new Int32Array(64);

/**
 * Goes from beat to beat. Where the next one is not there, it is sought two, three … periods on, but no further
 * than the next beat that starts a run of its own: a client that slept and began anew has missed nothing.
 */
function followBeats(beats: Float64Array, period: number, reach: number): Followed {
  let at = findFollowers(beats, period, reach);
  let onBeat = 0;
  let missed = 0;
  let steps = 0;
  let covered = 0;
  let last = -1;
  while (at >= 0) {
    if (at !== last) onBeat++;
    const step = periodsToNext(beats, at, period, reach);
    if (step === 0) {
      at = restarts[at]!;
      continue;
    }
    onBeat++;
    missed += step - 1;
    steps += step;
    const from = beats[at]!;
    at = last = step === 1 ? followers[at]! : nearestBeat(beats, from + step * period, reach);
    covered += beats[at]! - from;
  }
  return { onBeat, missed, steps, covered, lastOnBeat: beats[Math.max(last, 0)]! };
}

/** Fills `followers` and `restarts`; gives the first beat that has a follower. */
function findFollowers(beats: Float64Array, period: number, reach: number): number {
  const count = beats.length;
  followers = withRoom(followers, count);
  restarts = withRoom(restarts, count);
  for (let i = 0, later = 0; i < count; i++) {
    const expected = beats[i]! + period;
    while (later < count && beats[later]! < expected) later++;
    followers[i] = nearestOf(beats, later, expected, reach);
  }
  let next = -1;
  for (let i = count - 1; i >= 0; i--) {
    restarts[i] = next;
    if (followers[i]! >= 0) next = i;
  }
  return next;
}

/** After how many periods the walk goes on; 0 where it does not. */
function periodsToNext(beats: Float64Array, at: number, period: number, reach: number): number {
  if (followers[at]! >= 0) return 1;

  const restart = restarts[at]!;
  for (let periods = 2; periods <= mostMissedInARow + 1; periods++) {
    const found = nearestBeat(beats, beats[at]! + periods * period, reach);
    if (found >= 0) return restart < 0 || found <= restart ? periods : 0;
  }
  return 0;
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
  return nearestOf(beats, low, expected, reach);
}

/** The same, where `later` is the first beat that is not before `expected`. */
function nearestOf(beats: Float64Array, later: number, expected: number, reach: number): number {
  const after = later < beats.length ? beats[later]! - expected : Number.POSITIVE_INFINITY;
  const before = later > 0 ? expected - beats[later - 1]! : Number.POSITIVE_INFINITY;
  if (Math.min(after, before) > reach) return -1;
  return after < before ? later : later - 1;
}
