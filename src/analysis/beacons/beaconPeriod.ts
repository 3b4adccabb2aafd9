import { withRoom } from "../../core/names.ts";
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

export interface RefinedPeriod {
  readonly seconds: number;
  /** Whether only the crowd tells it, and the crowd is wide. */
  readonly isVague: boolean;
}

/** The period of a rhythm, better than the crowd of intervals alone tells it. */
export function refinePeriod(rhythm: Rhythm, beats: Float64Array, tick: number): RefinedPeriod {
  const widened = Math.min(rhythm.tolerance * refineWidening, mostReach);
  const lags = lagsBetween(beats, rhythm.period * (1 - mostReach) ** 2, rhythm.period * (1 + mostReach) ** 2);
  const period = middleOfLags(lags, rhythm.period, (middle) => Math.max(widened * middle, 2 * tick));
  if (rhythm.tolerance < vagueTolerance || spreadAround(lags, period, widened) < vagueSpread)
    return { seconds: period, isVague: false };
  const schedule = schedulePeriod(beats, period);
  return { seconds: schedule ?? period, isVague: schedule === undefined };
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
    // From here on every round would find the same.
    if (count === 0 || sum / count === middle) break;
    middle = sum / count;
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

  const strongest = strongestStep(beats, slowest, (fastest - slowest) / steps, steps);
  return strongest < 0 ? undefined : 1 / (slowest + ((fastest - slowest) * strongest) / steps);
}

/** Of each beat its phase, and by how much a step turns it, both as cosine and sine. Written over for every pair. */
let phases = new Float64Array(256);
const placesOfPhase = 4;

/**
 * Which of the frequencies `slowest + step * width` the beats keep best; -1 where they keep none. Phases are turned
 * from step to step, which takes a tenth of the time of a cosine and a sine each.
 */
function strongestStep(beats: Float64Array, slowest: number, width: number, steps: number): number {
  const end = beats.length * placesOfPhase;
  layOutPhases(beats, slowest, width);
  let strongest = -1;
  let most = believedPower;
  for (let step = 0; step <= steps; step++) {
    const power = rayleighPower(end);
    if (power <= most) continue;
    most = power;
    strongest = step;
  }
  return strongest;
}

function layOutPhases(beats: Float64Array, frequency: number, width: number): void {
  phases = withRoom(phases, beats.length * placesOfPhase);
  for (let i = 0, at = 0; i < beats.length; i++, at += placesOfPhase) {
    const turns = (2 * Math.PI * (beats[i]! - beats[0]!)) / microsecondsPerSecond;
    phases[at] = Math.cos(turns * frequency);
    phases[at + 1] = Math.sin(turns * frequency);
    phases[at + 2] = Math.cos(turns * width);
    phases[at + 3] = Math.sin(turns * width);
  }
}

/**
 * Squared length of the beats' summed phases over their number: about 1 for noise, the number itself for a clock.
 * Leaves the phases turned by one step.
 */
function rayleighPower(end: number): number {
  let x = 0;
  let y = 0;
  for (let at = 0; at < end; at += placesOfPhase) {
    const cosine = phases[at]!;
    const sine = phases[at + 1]!;
    const turnCosine = phases[at + 2]!;
    const turnSine = phases[at + 3]!;
    x += cosine;
    y += sine;
    phases[at] = cosine * turnCosine - sine * turnSine;
    phases[at + 1] = sine * turnCosine + cosine * turnSine;
  }
  return (x * x + y * y) / (end / placesOfPhase);
}
