import { type IntervalWindow, largestShare, largestShareOfAll, logBinomialTail } from "./beaconChance.ts";
import { medianOf } from "./ritaStatistics.ts";

/** Half-widths of the windows tried, as shares of the period. */
const tolerances = [0.02, 0.05, 0.1, 0.2, 0.34, 0.5] as const;
/** Kinds of test made for each width; each one more is one more chance to be fooled. */
const testsPerTolerance = 3;
/** Periods shorter than this many ticks of the capture's clock cannot be told from its rounding. */
const leastTicks = 4;
const leastHits = 4;
/** Standard deviations above its neighborhood from which a crowd is weighed exactly. */
const leastCrowding = 3;
/** The neighborhood compared with reaches at least this factor below and above the window. */
const leastNeighborhood = 1.5;

/** The intervals of one pair, as the search sees them; all in seconds. */
export interface Intervals {
  /** Ascending. */
  readonly lengths: Float64Array;
  /** No interval can be shorter: beats closer than this were counted as one. */
  readonly deadTime: number;
  /** The step of the capture's clock. */
  readonly tick: number;
}

/** A period at which intervals crowd. */
export interface Rhythm {
  readonly period: number;
  /** Share of the period by which an interval may be off. */
  readonly tolerance: number;
  /** Natural logarithm of the chance that a memoryless client shows as much, all windows tried being paid for. */
  readonly logChance: number;
  /** What gave it away: most intervals are alike, with or without missed beats, or they crowd among others. */
  readonly evidence: "alike" | "alikeWithGaps" | "crowded" | "none";
}

/** The least likely crowd among the intervals; without any, the middle interval as a rhythm that means nothing. */
export function findRhythm(intervals: Intervals): Rhythm {
  const trials = intervals.lengths.length * tolerances.length * testsPerTolerance;
  let best: Rhythm = { period: medianOf(intervals.lengths), tolerance: 0.5, logChance: 0, evidence: "none" };
  for (const tolerance of tolerances) {
    const crowds = findCrowds(intervals, tolerance);
    for (const rhythm of weigh(intervals, crowds, tolerance)) {
      if (rhythm.logChance < best.logChance) best = rhythm;
    }
  }
  return { ...best, logChance: Math.min(0, best.logChance + Math.log(trials)) };
}

/** Intervals `begin` to `end` lie between `from` and `to`; `below` and `above` of the others lie just outside. */
interface Crowd {
  readonly begin: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly below: number;
  readonly above: number;
}

/**
 * Slides a window whose lower edge is each interval in turn, with a neighborhood on both sides:
 *
 *     ··below··[ window )··above··
 *           from       to
 */
function findCrowds(
  { lengths, tick }: Intervals,
  tolerance: number,
): { readonly fullest: Crowd | undefined; readonly densest: Crowd | undefined } {
  const widening = (1 + tolerance) / (1 - tolerance);
  const neighborhood = Math.max(widening, leastNeighborhood);
  const expected = densityShare(widening, neighborhood);
  const count = lengths.length;
  let fullest: Crowd | undefined;
  let densest: Crowd | undefined;
  let densestZ = leastCrowding;
  let belowBegin = 0;
  let end = 0;
  let aboveEnd = 0;
  for (let begin = 0; begin < count; begin++) {
    const from = lengths[begin]!;
    if (from < leastTicks * tick || (begin > 0 && from === lengths[begin - 1])) continue;
    const to = Math.max(from * widening, from + 2 * tick);
    while (end < count && lengths[end]! <= to) end++;
    while (belowBegin < count && lengths[belowBegin]! < from / neighborhood) belowBegin++;
    while (aboveEnd < count && lengths[aboveEnd]! <= to * neighborhood) aboveEnd++;

    const hits = end - begin;
    if (hits < leastHits) continue;
    const around = aboveEnd - belowBegin;
    const z = (hits - expected * around) / Math.sqrt(around * expected * (1 - expected));
    const fuller = fullest === undefined || hits > fullest.end - fullest.begin;
    if (!fuller && z <= densestZ) continue;
    const crowd = { begin, end, from, to, below: begin - belowBegin, above: aboveEnd - end };
    if (fuller) fullest = crowd;
    if (z > densestZ) [densest, densestZ] = [crowd, z];
  }
  return { fullest, densest };
}

const densityShares = new Map<number, number>();

/** Share of a window in itself and its neighborhood, by the densest exponential. */
function densityShare(widening: number, neighborhood: number): number {
  const known = densityShares.get(widening);
  if (known !== undefined) return known;
  const share = largestShareOfAll(
    [[1, widening]],
    [
      [1 / neighborhood, 1],
      [widening, widening * neighborhood],
    ],
  );
  densityShares.set(widening, share);
  return share;
}

function* weigh(
  intervals: Intervals,
  { fullest, densest }: ReturnType<typeof findCrowds>,
  tolerance: number,
): Generator<Rhythm> {
  if (fullest !== undefined) {
    const period = typicalLength(intervals, fullest);
    yield { period, tolerance, evidence: "alike", logChance: logChanceAlike(intervals, fullest) };
    yield { period, tolerance, evidence: "alikeWithGaps", logChance: logChanceWithGaps(intervals, fullest) };
  }
  if (densest !== undefined) {
    const period = typicalLength(intervals, densest);
    yield { period, tolerance, evidence: "crowded", logChance: logChanceCrowded(intervals, densest) };
  }
}

function typicalLength({ lengths }: Intervals, { begin, end }: Crowd): number {
  return lengths[(begin + end) >> 1]!;
}

/**
 * The window as a memoryless client meets it: it says nothing for the dead time, and half a tick belongs to
 * each side of every tick, so the first length it can have begins at the dead time and half a tick.
 */
function metBy({ deadTime, tick }: Intervals, from: number, to: number): IntervalWindow {
  const firstTick = Math.ceil(from / tick) * tick;
  const lastTick = Math.floor(to / tick) * tick;
  return [firstTick - tick - deadTime, lastTick - deadTime];
}

// One interval is spent on placing the window, so it is neither a hit nor a trial.

function logChanceAlike(intervals: Intervals, { begin, end, from, to }: Crowd): number {
  const share = largestShare(metBy(intervals, from, to));
  return logBinomialTail(end - begin - 1, intervals.lengths.length - 1, share);
}

/** Twice and three times the period count as hits too: one or two beats were missed. */
function logChanceWithGaps(intervals: Intervals, { begin, end, from, to }: Crowd): number {
  const { lengths } = intervals;
  const period = (from + to) / 2;
  const half = (to - from) / 2;
  const windows = [metBy(intervals, from, to)];
  let hits = end - begin;
  let reached = to;
  for (const multiple of [2, 3]) {
    const low = Math.max(reached, multiple * period - half * Math.sqrt(multiple));
    const high = multiple * period + half * Math.sqrt(multiple);
    windows.push(metBy(intervals, low, high));
    for (let i = end; i < lengths.length && lengths[i]! <= high; i++) if (lengths[i]! > low) hits++;
    reached = high;
  }
  const trials = lengths.length - 1;
  // One window's share is less than the three windows' and quicker to have.
  if (hits - 1 <= trials * largestShare(windows[0]!)) return 0;
  return logBinomialTail(hits - 1, trials, largestShareOfAll(windows));
}

/** How much fuller the window is than its neighborhood: finds a rhythm that other traffic interrupts. */
function logChanceCrowded(intervals: Intervals, { begin, end, from, to, below, above }: Crowd): number {
  const hits = end - begin;
  const neighborhood = Math.max(to / from, leastNeighborhood);
  const { tick } = intervals;
  const share = largestShareOfAll(
    [metBy(intervals, from, to)],
    [metBy(intervals, from / neighborhood, from - tick), metBy(intervals, to + tick, to * neighborhood)],
  );
  return logBinomialTail(hits - 1, hits - 1 + below + above, share);
}
