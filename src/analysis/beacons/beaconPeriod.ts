import type { Rhythm } from "./beaconRhythm.ts";

const microsecondsPerSecond = 1_000_000;
/** The crowd's window is no wider than it must be; its edge would pull the mean. */
const refineWidening = 1.5;
const refineRounds = 8;
/** Farther off, the lags of two periods begin. */
const mostReach = 0.4;
const mostLags = 20_000;
/** Tolerance from which a crowd may place the period too roughly, and spread from which it does. */
const vagueTolerance = 0.2;
const vagueSpread = 0.03;
/** How far the period of a schedule may lie from the first guess, and how fine the search is. */
const scheduleReach = 0.12;
const stepsPerCycle = 6;
const mostScheduleWork = 40_000;
/** Rayleigh power at which a schedule is believed; noise passes it once in a million tries. */
const believedPower = 14;

/** The period of a rhythm in seconds, better than the crowd of intervals alone tells it. */
export function refinePeriod(rhythm: Rhythm, beats: Float64Array, tick: number): number {
  const widened = Math.min(rhythm.tolerance * refineWidening, mostReach);
  const lags = lagsBetween(beats, rhythm.period * (1 - mostReach) ** 2, rhythm.period * (1 + mostReach) ** 2);
  const period = middleOfLags(lags, rhythm.period, (middle) => Math.max(widened * middle, 2 * tick));
  if (rhythm.tolerance < vagueTolerance || spreadAround(lags, period, widened) < vagueSpread) return period;
  return schedulePeriod(beats, period) ?? period;
}

/** Mean distance from the period, as a share of it, of the lags within `widened` of it. */
function spreadAround(lags: Float64Array, period: number, widened: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < lags.length; i++) {
    const distance = Math.abs(lags[i]! / period - 1);
    if (distance > widened) continue;
    sum += distance;
    count++;
  }
  return sum / Math.max(1, count);
}

/**
 * The mean of the crowd of lags around the period. Lags between any two beats, not only neighbors: traffic
 * between two beats cuts long intervals more often than short ones and would make the period look shorter.
 */
function middleOfLags(lags: Float64Array, guess: number, reachAround: (middle: number) => number): number {
  let middle = guess;
  for (let round = 0; round < refineRounds; round++) {
    const reach = reachAround(middle);
    let sum = 0;
    let count = 0;
    for (let i = 0; i < lags.length; i++) {
      const lag = lags[i]!;
      if (Math.abs(lag - middle) > reach) continue;
      sum += lag;
      count++;
    }
    if (count > 0) middle = sum / count;
  }
  return middle;
}

/** Written over for every pair: room for so many is mostly not needed, and costs more than to fill it. */
const lagRoom = new Float64Array(mostLags);

/** Seconds from any beat to any later one, as far as they lie between `from` and `to`. */
function lagsBetween(beats: Float64Array, from: number, to: number): Float64Array {
  let count = 0;
  let begin = 0;
  for (let earlier = 0; earlier < beats.length; earlier++) {
    const beat = beats[earlier]!;
    while (begin < beats.length && beats[begin]! < beat + from * microsecondsPerSecond) begin++;
    for (let i = begin; i < beats.length && beats[i]! <= beat + to * microsecondsPerSecond; i++) {
      if (count === mostLags) return lagRoom;
      lagRoom[count++] = (beats[i]! - beat) / microsecondsPerSecond;
    }
  }
  return lagRoom.subarray(0, count);
}

/**
 * The period near `guess` at which the beats fall on the same phase of a clock; undefined where they keep no
 * common phase, as after sleeps that add up.
 */
function schedulePeriod(beats: Float64Array, guess: number): number | undefined {
  const first = beats[0]!;
  const span = (beats[beats.length - 1]! - first) / microsecondsPerSecond;
  const slowest = 1 / (guess * (1 + scheduleReach));
  const fastest = 1 / (guess * (1 - scheduleReach));
  const steps = Math.ceil((fastest - slowest) * span * stepsPerCycle);
  if (steps * beats.length > mostScheduleWork) return undefined;

  let best = { power: believedPower, frequency: 0 };
  for (let step = 0; step <= steps; step++) {
    const frequency = slowest + ((fastest - slowest) * step) / steps;
    const power = rayleighPower(beats, first, frequency);
    if (power > best.power) best = { power, frequency };
  }
  return best.frequency === 0 ? undefined : 1 / best.frequency;
}

/** Squared length of the beats' summed phases over their number: about 1 for noise, the number itself for a clock. */
function rayleighPower(beats: Float64Array, first: number, frequency: number): number {
  let x = 0;
  let y = 0;
  for (let i = 0; i < beats.length; i++) {
    const beat = beats[i]!;
    const phase = 2 * Math.PI * frequency * ((beat - first) / microsecondsPerSecond);
    x += Math.cos(phase);
    y += Math.sin(phase);
  }
  return (x * x + y * y) / beats.length;
}
