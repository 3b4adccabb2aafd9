import { microsPerMinute } from "../../core/instant.ts";

/** A time without lines in a log that otherwise has them; µs since 1970, of the lines before and after it. */
export interface Silence {
  readonly from: number;
  readonly to: number;
  /** Place of the line before it among the times. */
  readonly after: number;
}

const fewestRows = 24;
const leastSilence = 60 * microsPerMinute;
/** A silence is so many times longer than nearly all steps of the log. */
const timesUsual = 8;
const usualShare = 0.95;
const mostSilences = 1000;
/** Of a large log, steps are looked at here and there. */
const mostSteps = 1 << 14;

/** `times` ascending. */
export function silencesOf(times: Float64Array): readonly Silence[] {
  if (times.length < fewestRows) return [];
  const least = Math.max(leastSilence, timesUsual * usualStep(times));
  const silences: Silence[] = [];
  for (let i = 1; i < times.length && silences.length < mostSilences; i++) {
    const [from, to] = [times[i - 1]!, times[i]!];
    if (least <= to - from) silences.push({ from, to, after: i - 1 });
  }
  return silences;
}

/** Nearly all steps are no longer. */
function usualStep(times: Float64Array): number {
  const every = Math.max(1, Math.floor((times.length - 1) / mostSteps));
  const steps = new Float64Array(Math.floor((times.length - 1) / every));
  for (let i = 0; i < steps.length; i++) steps[i] = times[i * every + 1]! - times[i * every]!;
  steps.sort();
  return steps[Math.floor(steps.length * usualShare)] ?? 0;
}
