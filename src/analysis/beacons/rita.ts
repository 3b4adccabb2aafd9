import { durationScore, histogramScore, ritaHistogram } from "./ritaHistogram.ts";
import { evenness, roundThousandths } from "./ritaStatistics.ts";

const microsecondsPerSecond = 1_000_000;
const secondsPerDay = 86_400;
const leastIntervals = 3;
const leastSizes = 3;
/** From this many connections a day RITA speaks of a strobe and scores no beacon. */
const strobeCount = 86_400;

/**
 * RITA v5's beacon score and its four parts, all 0..1 (activecm/rita, analysis/beacons.go, default weights).
 * It is given so that figures can be compared with RITA's own; what it misses is why `scoreBeats` has another.
 */
export interface RitaScore {
  readonly score: number;
  readonly timestamp: number;
  /** Absent where the capture has no sizes: the score is then the mean of the other three. */
  readonly dataSize: number | undefined;
  readonly duration: number;
  readonly histogram: number;
  /** How many parts the score is the mean of. */
  readonly of: 3 | 4;
}

/** Connections of one pair: `times` in µs since 1970, ascending; `sizes` in bytes sent by the source. */
export interface BeatSeries {
  readonly times: Float64Array;
  readonly sizes?: Float64Array;
}

/**
 * Scores one pair as RITA does. The window is the capture's, in µs; only its last 24 hours count.
 * Undefined where RITA does not score: fewer than three intervals above a second, or a strobe.
 */
export function ritaScore(
  series: BeatSeries,
  window: { readonly windowStart: number; readonly windowEnd: number },
): RitaScore | undefined {
  const to = wholeSeconds(window.windowEnd);
  const from = Math.max(wholeSeconds(window.windowStart), to - secondsPerDay);
  const seconds = new Float64Array(series.times.length);
  for (let i = 0; i < seconds.length; i++) seconds[i] = wholeSeconds(series.times[i]!);
  const begin = seconds.findIndex((second) => second >= from);
  if (begin < 0 || to <= from) return undefined;

  const seen = seconds.subarray(begin);
  const intervals = positiveIntervals(seen);
  if (intervals.length < leastIntervals || seen.length >= strobeCount) return undefined;

  const histogram = ritaHistogram(seen, from, to);
  const timestamp = evenness(intervals, 1);
  const dataSize = dataSizeScore(series.sizes?.slice(begin));
  const duration = durationScore(histogram, { first: seen[0]!, last: seen[seen.length - 1]!, from, to });
  const parts = [timestamp, duration, histogramScore(histogram)];
  if (dataSize !== undefined) parts.push(dataSize);
  return {
    score: roundThousandths(parts.reduce((sum, part) => sum + part, 0) / parts.length),
    timestamp,
    dataSize,
    duration,
    histogram: histogramScore(histogram),
    of: dataSize === undefined ? 3 : 4,
  };
}

function wholeSeconds(instant: number): number {
  return Math.floor(instant / microsecondsPerSecond);
}

function positiveIntervals(seconds: Float64Array): Float64Array {
  const intervals = new Float64Array(seconds.length);
  let count = 0;
  for (let i = 1; i < seconds.length; i++) {
    const interval = seconds[i]! - seconds[i - 1]!;
    if (interval > 0) intervals[count++] = interval;
  }
  return intervals.subarray(0, count).sort();
}

/** Connections without a size (NaN) are left out. */
function dataSizeScore(sizes: Float64Array | undefined): number | undefined {
  const known = sizes?.filter((size) => !Number.isNaN(size)).sort();
  return known === undefined || known.length < leastSizes ? undefined : evenness(known, 0);
}
