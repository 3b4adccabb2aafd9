import { largestShare, largestShareOfAll, logBinomialTail } from "./beaconChance.ts";

const leastBeats = 6;
const leastHits = 4;
const binsPerOctave = 8;
const binCount = 29 * binsPerOctave;
/** Window widths tried, in bins: 9 %, 17 %, 33 % and 48 % to each side of the period. */
const widths = [2, 4, 8, 12] as const;
const widest = Math.max(...widths);
/** Bins on each side of a window that it is compared with. */
const neighborhood = 4;
const wholeSecond = 1_000_000;
/** Below four seconds, a clock of whole seconds shows its own steps and no rhythm. */
const leastBinOfWholeSeconds = binOf(4000);
/** Chance per window at which a pair is worth a full score; generous, since a full score is cheap enough. */
const logWorthwhile = Math.log(1e-4);
/** Larger pairs are judged as if they had this many intervals in the same proportions. */
const mostIntervals = 1023;

/** Intervals per bin of the pair being looked at; all zero between two calls. */
const bins = new Uint32Array(binCount);
/** Where a window or its neighborhood may begin or end, before the first bin and after the last. */
const margin = neighborhood + widest;
/** `below[margin + bin]` is the number of intervals in the bins below `bin`. */
const below = new Uint32Array(binCount + 2 * margin + 1);

/**
 * Says whether the pair whose connections are `times[from..to)` (µs since 1970, ascending) is worth `scoreBeats`.
 * It keeps a histogram of the interval lengths, allocates nothing and errs on the side of yes.
 */
export function quickLook(times: Float64Array, from: number, to: number): boolean {
  if (to - from < leastBeats) return false;

  let lowest = binCount;
  let highest = -1;
  let intervals = 0;
  let previous = times[from]!;
  for (let i = from + 1; i < to; i++) {
    const time = times[i]!;
    const milliseconds = (time - previous) * 0.001;
    previous = time;
    if (milliseconds < 1) continue;
    const bin = binOf(milliseconds);
    bins[bin] = bins[bin]! + 1;
    intervals++;
    if (bin < lowest) lowest = bin;
    if (bin > highest) highest = bin;
  }
  if (highest < 0) return false;
  accumulate(lowest, highest);
  const worthwhile = intervals >= leastBeats - 1 && isWorthwhile(times, from, to, lowest, highest, intervals);
  clearBins(lowest, highest);
  return worthwhile;
}

// Plain loops: for a few bins, `fill` costs more than it writes.

function accumulate(lowest: number, highest: number): void {
  for (let at = margin + lowest - neighborhood; at < margin + lowest; at++) below[at] = 0;
  let sum = 0;
  for (let bin = lowest; bin <= highest; bin++) {
    below[margin + bin] = sum;
    sum += bins[bin]!;
  }
  const end = margin + highest + margin;
  for (let at = margin + highest + 1; at <= end; at++) below[at] = sum;
}

function clearBins(lowest: number, highest: number): void {
  for (let bin = lowest; bin <= highest; bin++) bins[bin] = 0;
}

/** Eight bins an octave, from one millisecond up; the first octaves have fewer. */
function binOf(milliseconds: number): number {
  const whole = Math.min(milliseconds, 0x7fffffff) | 0;
  const octave = 31 - Math.clz32(whole);
  return octave < 3 ? whole : (octave - 2) * binsPerOctave + ((whole >> (octave - 3)) & 7);
}

/** Where the clock shows whole seconds, its steps are not taken for a rhythm. */
function isWorthwhile(
  times: Float64Array,
  from: number,
  to: number,
  lowest: number,
  highest: number,
  intervals: number,
): boolean {
  const least = Math.max(lowest, leastBinOfWholeSeconds);
  if (hasCrowd(least, highest, intervals)) return true;
  return least > lowest && !hasWholeSeconds(times, from, to) && hasCrowd(lowest, least - 1, intervals);
}

/** A look at both ends and the middle is enough: a finer clock rarely strikes three whole seconds. */
function hasWholeSeconds(times: Float64Array, from: number, to: number): boolean {
  return (
    times[from]! % wholeSecond === 0 &&
    times[to - 1]! % wholeSecond === 0 &&
    times[(from + to) >> 1]! % wholeSecond === 0
  );
}

/** Windows begin only at bins that hold something: no other can hold more. */
function hasCrowd(lowest: number, highest: number, intervals: number): boolean {
  // The narrowest windows need the least hits, and the widest have the most.
  const least = Math.min(neededHits(0, intervals), thresholds().leastCrowd);
  for (let bin = lowest; bin <= highest; bin++) {
    if (bins[bin] === 0) continue;
    const at = margin + bin;
    if (below[at + widest]! - below[at]! < least) continue;
    for (let w = 0; w < widths.length; w++) {
      const end = at + widths[w]!;
      const hits = below[end]! - below[at]!;
      if (hits < least) continue;
      if (hits >= neededHits(w, intervals)) return true;
      if (hits >= neededAmong(w, below[end + neighborhood]! - below[at - neighborhood]!)) return true;
    }
  }
  return false;
}

function neededHits(width: number, intervals: number): number {
  return scaled(thresholds().alike[width]!, intervals);
}

function neededAmong(width: number, around: number): number {
  return scaled(thresholds().crowd[width]!, around);
}

function scaled(least: Uint16Array, trials: number): number {
  if (trials <= mostIntervals) return least[trials]!;
  return (least[mostIntervals]! * trials) / mostIntervals;
}

/** For each width the least hits, by the number of trials. Made when first asked for: it takes a while. */
interface Thresholds {
  readonly alike: readonly Uint16Array[];
  readonly crowd: readonly Uint16Array[];
  /** The least hits that are ever a crowd. */
  readonly leastCrowd: number;
}

let known: Thresholds | undefined;

function thresholds(): Thresholds {
  known ??= makeThresholds();
  return known;
}

function makeThresholds(): Thresholds {
  const alike = widths.map((width) => thresholdsFor(largestShare(1, 2 ** (width / binsPerOctave))));
  const crowd = widths.map((width) => thresholdsFor(shareAmongNeighbors(2 ** (width / binsPerOctave))));
  // With fewer trials than this, not even all of them are enough.
  const leastCrowd = crowd[0]!.findIndex((hits, trials) => hits <= trials);
  return { alike, crowd, leastCrowd };
}

function shareAmongNeighbors(widening: number): number {
  const step = 2 ** (neighborhood / binsPerOctave);
  const beside = [
    [1 / step, 1],
    [widening, widening * step],
  ] as const;
  return largestShareOfAll({ windows: [[1, widening]], beside });
}

/**
 * For each number of trials, the least hits whose chance is below the worthwhile one. Worked out for eight numbers
 * an octave; between two of them the least hits lie above the line, if at all by less than one.
 */
function thresholdsFor(share: number): Uint16Array {
  const least = new Uint16Array(mostIntervals + 1);
  let hits = leastHits;
  for (let trials = 0, known = 0; trials <= mostIntervals; ) {
    hits = leastHitsFrom(hits + Math.floor((trials - known) * share), trials, share);
    least[trials] = hits;
    for (let between = known + 1; between < trials; between++) {
      const part = (between - known) / (trials - known);
      least[between] = Math.floor(least[known]! + part * (hits - least[known]!));
    }
    known = trials;
    if (trials === mostIntervals) break;
    trials = Math.min(mostIntervals, trials + (trials < 64 ? 1 : 1 << (28 - Math.clz32(trials))));
  }
  return least;
}

/** The least hits, sought from a guess. */
function leastHitsFrom(guess: number, trials: number, share: number): number {
  let hits = guess;
  while (hits <= trials && logBinomialTail(hits, trials, share) > logWorthwhile) hits++;
  while (leastHits < hits && logBinomialTail(hits - 1, trials, share) <= logWorthwhile) hits--;
  return hits;
}
