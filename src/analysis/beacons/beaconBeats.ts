/** µs. */
const second = 1_000_000;
/** No minute: what strikes only whole minutes may well be a schedule. */
const clockSteps = [second, 1000, 1] as const;

/**
 * Counts connections that follow a beat within `deadTime` µs (retries, parallel connections) as that beat.
 * The dead time runs from the beat, not from its last retry, so that a client without rhythm keeps none.
 */
export function collapseRetries(times: Float64Array, deadTime: number): Float64Array {
  const beats = new Float64Array(times.length);
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (count > 0 && time - beats[count - 1]! <= deadTime) continue;
    beats[count++] = time;
  }
  return beats.subarray(0, count);
}

/** The coarsest step, in µs, that all times are multiples of: a second, a millisecond or a microsecond. */
export function clockStepOf(times: Float64Array): number {
  return clockSteps.find((step) => areMultiples(times, step)) ?? 1;
}

function areMultiples(times: Float64Array, step: number): boolean {
  for (let i = 0; i < times.length; i++) if (times[i]! % step !== 0) return false;
  return true;
}

/** Lengths between neighbors in seconds, ascending. */
export function intervalLengths(beats: Float64Array): Float64Array {
  const lengths = new Float64Array(Math.max(0, beats.length - 1));
  for (let i = 0; i < lengths.length; i++) lengths[i] = (beats[i + 1]! - beats[i]!) / second;
  return lengths.sort();
}
