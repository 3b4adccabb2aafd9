import { ceilThousandths, roundThousandths } from "./ritaStatistics.ts";

const barCount = 24;
const leastBarsForDuration = 6;
const leastBarsForModes = 11;
const idealRun = 12;
const modeWidthShare = 0.05;
const outlierBars = 1;

/** Connections per twenty-fourth of the window, as RITA v5 counts them. */
export interface RitaHistogram {
  readonly bars: readonly number[];
  readonly filled: number;
  /** Longest run of filled bars; it may wrap around the end of the window. */
  readonly longestRun: number;
}

/** `seconds` ascending; `from` and `to` are the window in seconds. */
export function ritaHistogram(seconds: Float64Array, from: number, to: number): RitaHistogram {
  const bars = new Array<number>(barCount).fill(0);
  const step = (to - from) / barCount;
  let bar = 0;
  for (let i = 0; i < seconds.length; i++) {
    const second = seconds[i]!;
    while (bar < barCount - 1 && second >= from + (bar + 1) * step) bar++;
    bars[bar] = bars[bar]! + 1;
  }
  return { bars, filled: bars.filter((height) => height > 0).length, longestRun: longestRun(bars) };
}

function longestRun(bars: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const height of [...bars, ...bars]) {
    run = height > 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, bars.length);
}

/** How flat the histogram is, or how well two heights explain it, whichever is better. */
export function histogramScore(histogram: RitaHistogram): number {
  return Math.max(flatness(histogram.bars), twoHeights(histogram));
}

function flatness(bars: readonly number[]): number {
  const mean = bars.reduce((sum, height) => sum + height, 0) / bars.length;
  const variance = bars.reduce((sum, height) => sum + (height - mean) ** 2, 0) / bars.length;
  const variation = Math.sqrt(variance) / mean;
  return variation > 1 ? 0 : roundThousandths(1 - variation);
}

function twoHeights({ bars, filled }: RitaHistogram): number {
  if (filled < leastBarsForModes) return 0;

  const width = Math.ceil(Math.max(...bars) * modeWidthShare);
  const groups = new Map<number, number>();
  for (const height of bars) {
    if (height === 0) continue;
    const group = Math.floor(height / width);
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  const [first = 0, second = 0] = [...groups.values()].sort((a, b) => b - a);
  return Math.min(1, roundThousandths((first + second) / Math.max(filled - outlierBars, 1)));
}

/** `first` and `last` are the pair's own first and last second; `from` and `to` are the window. */
export function durationScore(
  histogram: RitaHistogram,
  life: { readonly first: number; readonly last: number; readonly from: number; readonly to: number },
): number {
  if (histogram.filled < leastBarsForDuration) return 0;
  const coverage = ceilThousandths((life.last - life.first) / (life.to - life.from));
  const consistency = ceilThousandths(histogram.longestRun / idealRun);
  return Math.min(1, Math.max(coverage, consistency));
}
