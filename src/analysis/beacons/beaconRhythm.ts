import type { Beats } from "./beaconBeats.ts";
import {
  type ComparedWindows,
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
  widths ??= tolerances.map(widthOf);
  for (let i = 0; i < widths.length; i++) findCrowds(intervals, widths[i]!);
  // What is cheapest to weigh goes first: most of the rest then need not be weighed.
  for (let i = 0; i < widths.length; i++) search.weighAlike(widths[i]!.fullest);
  for (let i = 0; i < widths.length; i++) {
    search.weighWithGaps(widths[i]!.fullest);
    search.weighCrowded(widths[i]!);
  }
  const trials = beats.intervals * tolerances.length * testsPerTolerance;
  const { best } = search;
  const logChance = Math.min(0, search.logChance + Math.log(trials));
  if (best === undefined) return { period: medianLength(beats), tolerance: 0.5, logChance, evidence: "none" };
  const { begin, end, tolerance } = best;
  return { period: beats.lengthAt((begin + end) >> 1), tolerance, logChance, evidence: search.evidence };
}

function medianLength(beats: Beats): number {
  const { intervals } = beats;
  return (beats.lengthAt((intervals - 1) >> 1) + beats.lengthAt(intervals >> 1)) / 2;
}

/**
 * Intervals `begin` to `end` lie between `from` and `to`; `below` and `above` of the others lie just outside.
 * Without hits there is no crowd.
 */
class Crowd {
  readonly tolerance: number;
  hits = 0;
  begin = 0;
  end = 0;
  /** Place of the first length behind it, among those that are distinct. */
  next = 0;
  from = Number.NaN;
  to = Number.NaN;
  below = 0;
  above = 0;

  constructor(tolerance: number) {
    this.tolerance = tolerance;
  }

  /** Takes the distinct lengths from place `begin` to `next`, those around it beginning and ending where it says. */
  take(beats: Beats, begin: number, next: number, to: number, beginAround: number, endAround: number): void {
    const { lengths, before } = beats;
    this.begin = before[begin]!;
    this.end = before[next]!;
    this.hits = this.end - this.begin;
    this.next = next;
    this.from = lengths[begin]!;
    this.to = to;
    this.below = this.begin - before[beginAround]!;
    this.above = before[endAround]! - this.end;
  }
}

/** One width of windows, and the two crowds that it found in the pair being looked at. */
interface Width {
  readonly widening: number;
  /** The neighborhood reaches this factor below and above the window. */
  readonly neighborhood: number;
  /** Share of a window in itself and its neighborhood, by the densest exponential. */
  readonly expected: number;
  readonly fullest: Crowd;
  readonly densest: Crowd;
}

/** Made when first asked for, and filled for pair after pair: most of them find nothing worth an object. */
let widths: readonly Width[] | undefined;

function widthOf(tolerance: number): Width {
  const widening = (1 + tolerance) / (1 - tolerance);
  const neighborhood = Math.max(widening, leastNeighborhood);
  const expected = largestShareOfAll({
    windows: [[1, widening]],
    beside: [
      [1 / neighborhood, 1],
      [widening, widening * neighborhood],
    ],
  });
  return { widening, neighborhood, expected, fullest: new Crowd(tolerance), densest: new Crowd(tolerance) };
}

/**
 * Slides a window whose lower edge is each length in turn, with a neighborhood on both sides:
 *
 *     ··below··[ window )··above··
 *           from       to
 */
function findCrowds({ beats, tick }: Intervals, width: Width): void {
  const { lengths, before, distinct } = beats;
  const { widening, neighborhood, expected, fullest, densest } = width;
  fullest.hits = 0;
  densest.hits = 0;
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
    if (fullest.hits < hits) fullest.take(beats, begin, end, to, belowBegin, aboveEnd);
    if (z <= densestZ) continue;
    densest.take(beats, begin, end, to, belowBegin, aboveEnd);
    densestZ = z;
  }
}

/** Weighs crowds and keeps the least likely one. */
class RhythmSearch {
  best: Crowd | undefined;
  evidence: Rhythm["evidence"] = "none";
  logChance = 0;
  readonly #beats: Beats;
  readonly #tick: number;
  /** One interval is spent on placing the window, so it is neither a hit nor a trial. */
  readonly #trials: number;

  constructor({ beats, tick }: Intervals) {
    this.#beats = beats;
    this.#tick = tick;
    this.#trials = beats.intervals - 1;
  }

  weighAlike(crowd: Crowd): void {
    if (crowd.hits === 0) return;
    const share = largestShare(this.#metFrom(crowd.from), this.#metTo(crowd.to));
    this.#keep(crowd, "alike", logBinomialTail(crowd.hits - 1, this.#trials, share));
  }

  /** Twice and three times the period count as hits too: one or two beats were missed. */
  weighWithGaps(crowd: Crowd): void {
    if (crowd.hits === 0) return;
    const [from, to] = [this.#metFrom(crowd.from), this.#metTo(crowd.to)];
    const period = (crowd.from + crowd.to) / 2;
    const half = (crowd.to - crowd.from) / 2;
    const doubleFrom = Math.max(crowd.to, 2 * period - half * Math.SQRT2);
    const doubleTo = 2 * period + half * Math.SQRT2;
    const tripleFrom = Math.max(doubleTo, 3 * period - half * Math.sqrt(3));
    const tripleTo = 3 * period + half * Math.sqrt(3);
    const more = this.#countWithin(crowd.next, doubleFrom, doubleTo, tripleFrom, tripleTo);
    // The same hits, and a larger share.
    if (more === 0 && isOnGrid(from, to)) return;
    const hits = crowd.hits - 1 + more;
    // One window's share is less than the three windows' and quicker to have.
    if (hits <= this.#trials * largestShare(from, to)) return;
    this.#weigh(crowd, "alikeWithGaps", hits, this.#trials, {
      windows: [
        [from, to],
        [this.#metFrom(doubleFrom), this.#metTo(doubleTo)],
        [this.#metFrom(tripleFrom), this.#metTo(tripleTo)],
      ],
    });
  }

  /** How many lengths lie in either of two windows, the first of which is behind `place`. */
  #countWithin(place: number, from: number, to: number, nextFrom: number, nextTo: number): number {
    const { lengths, before, distinct } = this.#beats;
    let at = place;
    while (at < distinct && lengths[at]! <= from) at++;
    const first = at;
    while (at < distinct && lengths[at]! <= to) at++;
    const end = at;
    while (at < distinct && lengths[at]! <= nextFrom) at++;
    const next = at;
    while (at < distinct && lengths[at]! <= nextTo) at++;
    return before[end]! - before[first]! + before[at]! - before[next]!;
  }

  /** How much fuller the window is than its neighborhood: finds a rhythm that other traffic interrupts. */
  weighCrowded({ fullest, densest }: Width): void {
    if (densest.hits === 0) return;
    const { below, above } = densest;
    const hits = densest.hits - 1;
    const trials = hits + below + above;
    const [from, to] = [this.#metFrom(densest.from), this.#metTo(densest.to)];
    // Weighed already, and where nothing lies farther off, as many are hits among as many, with a larger share.
    if (densest.begin === fullest.begin && trials === this.#trials && isOnGrid(from, to)) return;
    const neighborhood = Math.max(densest.to / densest.from, leastNeighborhood);
    const tick = this.#tick;
    this.#weigh(densest, "crowded", hits, trials, {
      windows: [[from, to]],
      beside: [
        [this.#metFrom(densest.from / neighborhood), this.#metTo(densest.from - tick)],
        [this.#metFrom(densest.to + tick), this.#metTo(densest.to * neighborhood)],
      ],
    });
  }

  #weigh(
    crowd: Crowd,
    evidence: Rhythm["evidence"],
    hits: number,
    trials: number,
    compared: ComparedWindows,
  ): void {
    // A larger share is never less likely.
    if (this.logChance <= logBinomialTail(hits, trials, leastShareOfAll(compared))) return;
    this.#keep(crowd, evidence, logBinomialTail(hits, trials, largestShareOfAll(compared)));
  }

  #keep(crowd: Crowd, evidence: Rhythm["evidence"], logChance: number): void {
    if (this.logChance <= logChance) return;
    this.logChance = logChance;
    this.best = crowd;
    this.evidence = evidence;
  }

  /**
   * A window as a memoryless client meets it: it says nothing for the dead time, and half a tick belongs to
   * each side of every tick, so the first length it can have begins at the dead time and half a tick.
   */
  #metFrom(from: number): number {
    const tick = this.#tick;
    const firstTick = Math.ceil(from / tick) * tick;
    return firstTick - tick - this.#beats.deadTime;
  }

  #metTo(to: number): number {
    const tick = this.#tick;
    return Math.floor(to / tick) * tick - this.#beats.deadTime;
  }
}
