import type { Beats } from "./beaconBeats.ts";
import {
  type ComparedWindows,
  type IntervalWindow,
  isOnGrid,
  largestShare,
  largestShareOfAll,
  leastShareOfAll,
  logBinomialTail,
} from "./beaconChance.ts";

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
  /** No interval can be shorter than its dead time: beats closer than this were counted as one. */
  readonly beats: Beats;
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
  const { beats } = intervals;
  const search = new RhythmSearch(intervals);
  const crowds = tolerances.map((tolerance) => findCrowds(intervals, tolerance));
  // What is cheapest to weigh goes first: most of the rest then need not be weighed.
  for (const { fullest } of crowds) if (fullest !== undefined) search.weighAlike(fullest);
  for (const { fullest, densest } of crowds) {
    if (fullest !== undefined) search.weighWithGaps(fullest);
    if (densest !== undefined) search.weighCrowded(densest, fullest);
  }
  const trials = beats.intervals * tolerances.length * testsPerTolerance;
  const best = search.best ?? { period: medianLength(beats), tolerance: 0.5, logChance: 0, evidence: "none" };
  return { ...best, logChance: Math.min(0, best.logChance + Math.log(trials)) };
}

function medianLength(beats: Beats): number {
  const { intervals } = beats;
  return (beats.lengthAt((intervals - 1) >> 1) + beats.lengthAt(intervals >> 1)) / 2;
}

/**
 * Intervals `begin` to `end` lie between `from` and `to`; `below` and `above` of the others lie just outside.
 * `next` is the place of the first length behind it among those that are distinct.
 */
interface Crowd {
  readonly tolerance: number;
  readonly begin: number;
  readonly end: number;
  readonly next: number;
  readonly from: number;
  readonly to: number;
  readonly below: number;
  readonly above: number;
}

/**
 * Slides a window whose lower edge is each length in turn, with a neighborhood on both sides:
 *
 *     ··below··[ window )··above··
 *           from       to
 */
function findCrowds(
  { beats: { lengths, before, distinct }, tick }: Intervals,
  tolerance: number,
): { readonly fullest: Crowd | undefined; readonly densest: Crowd | undefined } {
  const widening = (1 + tolerance) / (1 - tolerance);
  const neighborhood = Math.max(widening, leastNeighborhood);
  const expected = densityShare(widening, neighborhood);
  let fullest: Crowd | undefined;
  let densest: Crowd | undefined;
  let mostHits = 0;
  let densestZ = leastCrowding;
  let belowBegin = 0;
  let end = 0;
  let aboveEnd = 0;
  for (let begin = 0; begin < distinct; begin++) {
    const from = lengths[begin]!;
    if (from < leastTicks * tick) continue;
    const to = Math.max(from * widening, from + 2 * tick);
    while (end < distinct && lengths[end]! <= to) end++;
    const hits = before[end]! - before[begin]!;
    if (hits < leastHits) continue;
    while (belowBegin < distinct && lengths[belowBegin]! < from / neighborhood) belowBegin++;
    while (aboveEnd < distinct && lengths[aboveEnd]! <= to * neighborhood) aboveEnd++;

    const around = before[aboveEnd]! - before[belowBegin]!;
    const z = (hits - expected * around) / Math.sqrt(around * expected * (1 - expected));
    if (hits <= mostHits && z <= densestZ) continue;
    const [first, last] = [before[begin]!, before[end]!];
    const below = first - before[belowBegin]!;
    const above = before[aboveEnd]! - last;
    const crowd = { tolerance, begin: first, end: last, next: end, from, to, below, above };
    if (hits > mostHits) [fullest, mostHits] = [crowd, hits];
    if (z > densestZ) [densest, densestZ] = [crowd, z];
  }
  return { fullest, densest };
}

const densityShares = new Map<number, number>();

/** Share of a window in itself and its neighborhood, by the densest exponential. */
function densityShare(widening: number, neighborhood: number): number {
  const known = densityShares.get(widening);
  if (known !== undefined) return known;
  const share = largestShareOfAll({
    windows: [[1, widening]],
    beside: [
      [1 / neighborhood, 1],
      [widening, widening * neighborhood],
    ],
  });
  densityShares.set(widening, share);
  return share;
}

/** Weighs crowds and keeps the least likely one. */
class RhythmSearch {
  best: Rhythm | undefined;
  readonly #beats: Beats;
  readonly #tick: number;
  #logChance = 0;

  constructor({ beats, tick }: Intervals) {
    this.#beats = beats;
    this.#tick = tick;
  }

  // One interval is spent on placing the window, so it is neither a hit nor a trial.

  get #trials(): number {
    return this.#beats.intervals - 1;
  }

  weighAlike(crowd: Crowd): void {
    const share = largestShare(this.#metBy(crowd.from, crowd.to));
    this.#keep(crowd, "alike", logBinomialTail(crowd.end - crowd.begin - 1, this.#trials, share));
  }

  /** Twice and three times the period count as hits too: one or two beats were missed. */
  weighWithGaps(crowd: Crowd): void {
    const { lengths, before, distinct } = this.#beats;
    const { from, to } = crowd;
    const period = (from + to) / 2;
    const half = (to - from) / 2;
    const window = this.#metBy(from, to);
    const windows = [window];
    let hits = crowd.end - crowd.begin - 1;
    let reached = to;
    let at = crowd.next;
    for (let multiple = 2; multiple <= 3; multiple++) {
      const low = Math.max(reached, multiple * period - half * Math.sqrt(multiple));
      const high = multiple * period + half * Math.sqrt(multiple);
      windows.push(this.#metBy(low, high));
      while (at < distinct && lengths[at]! <= low) at++;
      const first = at;
      while (at < distinct && lengths[at]! <= high) at++;
      hits += before[at]! - before[first]!;
      reached = high;
    }
    const isNothingNew = hits === crowd.end - crowd.begin - 1 && isOnGrid(window);
    // One window's share is less than the three windows' and quicker to have.
    if (isNothingNew || hits <= this.#trials * largestShare(window)) return;
    this.#weigh(crowd, "alikeWithGaps", hits, this.#trials, { windows });
  }

  /** How much fuller the window is than its neighborhood: finds a rhythm that other traffic interrupts. */
  weighCrowded(crowd: Crowd, weighed: Crowd | undefined): void {
    const { from, to, below, above } = crowd;
    const hits = crowd.end - crowd.begin - 1;
    const trials = hits + below + above;
    const window = this.#metBy(from, to);
    // Where nothing lies farther off, as many are hits among as many, with a larger share than alone.
    if (crowd === weighed && trials === this.#trials && isOnGrid(window)) return;
    const neighborhood = Math.max(to / from, leastNeighborhood);
    const lower = this.#metBy(from / neighborhood, from - this.#tick);
    const upper = this.#metBy(to + this.#tick, to * neighborhood);
    this.#weigh(crowd, "crowded", hits, trials, { windows: [window], beside: [lower, upper] });
  }

  #weigh(
    crowd: Crowd,
    evidence: Rhythm["evidence"],
    hits: number,
    trials: number,
    compared: ComparedWindows,
  ): void {
    // A larger share is never less likely.
    if (this.#logChance <= logBinomialTail(hits, trials, leastShareOfAll(compared))) return;
    this.#keep(crowd, evidence, logBinomialTail(hits, trials, largestShareOfAll(compared)));
  }

  #keep(crowd: Crowd, evidence: Rhythm["evidence"], logChance: number): void {
    if (this.#logChance <= logChance) return;
    this.#logChance = logChance;
    const period = this.#beats.lengthAt((crowd.begin + crowd.end) >> 1);
    this.best = { period, tolerance: crowd.tolerance, logChance, evidence };
  }

  /**
   * The window as a memoryless client meets it: it says nothing for the dead time, and half a tick belongs to
   * each side of every tick, so the first length it can have begins at the dead time and half a tick.
   */
  #metBy(from: number, to: number): IntervalWindow {
    const tick = this.#tick;
    const { deadTime } = this.#beats;
    const firstTick = Math.ceil(from / tick) * tick;
    const lastTick = Math.floor(to / tick) * tick;
    return [firstTick - tick - deadTime, lastTick - deadTime];
  }
}
