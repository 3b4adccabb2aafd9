/**
 * The order statistics RITA scores with. Every one of them is defined as RITA v5 defines it
 * (activecm/rita, analysis/beacons.go), where textbooks differ.
 */

/** Median of an ascending column; NaN for an empty one. */
export function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Median distance from the median. */
export function medianDeviation(sorted: Float64Array): number {
  const median = medianOf(sorted);
  return medianOf(sorted.map((value) => Math.abs(value - median)).sort());
}

/** Thousandths, as RITA rounds each of its scores. */
export function roundThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function ceilThousandths(value: number): number {
  return Math.ceil(value * 1000) / 1000;
}

/**
 * How even a column of at least three values is, 0..1: the mean of a symmetry score and a dispersion score.
 * `smallMedianScore` stands in for the dispersion score where the median is below one.
 */
export function evenness(sorted: Float64Array, smallMedianScore: number): number {
  return roundThousandths((1 - Math.abs(bowleySkew(sorted)) + dispersionScore(sorted, smallMedianScore)) / 2);
}

/** Quartile skew; zero where the quartiles lie too close together to speak of a skew. */
function bowleySkew(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const lower = medianOf(sorted.subarray(0, half));
  const middle = medianOf(sorted);
  const upper = medianOf(sorted.subarray(sorted.length - half));
  const spread = upper - lower;
  if (!(spread >= 10) || middle === lower || middle === upper) return 0;
  return (lower + upper - 2 * middle) / spread;
}

function dispersionScore(sorted: Float64Array, smallMedianScore: number): number {
  const median = medianOf(sorted);
  if (median < 1) return smallMedianScore;
  return Math.max(0, (median - medianDeviation(sorted)) / median);
}
