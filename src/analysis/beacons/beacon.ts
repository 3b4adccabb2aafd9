import { Beats, clockStepOf } from "./beaconBeats.ts";
import { findRhythm, type Rhythm } from "./beaconRhythm.ts";
import { walkRhythm } from "./beaconWalk.ts";
import { type BeatSeries, type RitaScore, ritaScore } from "./rita.ts";

const microsecondsPerSecond = 1_000_000;
/** Below this, even a perfect rhythm is met by chance too often to say anything. */
export const leastBeats = 6;
/** At this score and above a pair is worth listing as a beacon. */
export const listedScore = 0.8;
/** The chance, corrected for the pairs tested, at which the score reaches `listedScore`. */
const listedChance = 0.05;
/** What rounds to zero is still not impossible. */
const leastChance = 1e-300;

/**
 * Seconds within which further connections count as one beat, each tried in turn: none (Remcos reconnects twice a
 * second), a browser's parallel connections, and a client's retries of an unanswered SYN (after 1, 3 and 7 s).
 */
const deadTimes = [0, 2, 10] as const;

/** What the pair's capture says beyond the pair itself; instants in µs since 1970. */
export interface BeatContext {
  readonly windowStart: number;
  readonly windowEnd: number;
  /** Pairs of the same capture with at least `leastBeats` connections: each is one more chance to be fooled. */
  readonly pairsTested: number;
}

export type BeaconVerdict = TooFewBeats | ScoredBeats;

export interface TooFewBeats {
  readonly kind: "too-few";
  readonly beats: number;
}

export interface ScoredBeats {
  readonly kind: "scored";
  /** Connections. */
  readonly count: number;
  /** Connections, retries counted once. */
  readonly beats: number;
  /** Connections this many seconds after a beat were counted with it. */
  readonly collapsedWithin: number;
  /** Beats that keep the rhythm. */
  readonly onBeat: number;
  readonly periodSeconds: number;
  /** Median distance of the intervals from the period. */
  readonly jitterSeconds: number;
  /** 0..1, comparable between pairs and captures; `listedScore` and above is worth listing. */
  readonly score: number;
  /** Undefined where RITA would not score the pair. */
  readonly rita: RitaScore | undefined;
  /** Chance that any of `pairsTested` memoryless clients looks this regular, 0..1. */
  readonly chance: number;
  /** Beats the rhythm had room for between two that it kept. */
  readonly missed: number;
  /** µs since 1970: one period after the last beat that kept the rhythm. It may lie before the window's end. */
  readonly nextExpected: number;
}

/** Says how regular one pair's connections are, and how much that means. */
export function scoreBeats(series: BeatSeries, context: BeatContext): BeaconVerdict {
  const tick = clockStepOf(series.times);
  const readings = readInTurn(series.times, tick);
  const reading = readings.reduce((best, next) =>
    next.rhythm.logChance < best.rhythm.logChance ? next : best,
  );
  const fewest = readings[readings.length - 1]!.beats.at.length;
  if (fewest < leastBeats && reading.rhythm.logChance > Math.log(listedChance)) {
    return { kind: "too-few", beats: fewest };
  }
  return scored(series, context, reading, tick);
}

function scored(
  series: BeatSeries,
  context: BeatContext,
  { rhythm, beats }: Reading,
  tick: number,
): ScoredBeats {
  const walk = walkRhythm(rhythm, beats, tick / microsecondsPerSecond);
  const logChance = rhythm.logChance + Math.log(deadTimes.length * Math.max(1, context.pairsTested));
  const steadiness = Math.max(0, 1 - walk.jitterSeconds / walk.periodSeconds);
  return {
    kind: "scored",
    count: series.times.length,
    beats: beats.at.length,
    collapsedWithin: beats.deadTime,
    onBeat: walk.onBeat,
    periodSeconds: walk.periodSeconds,
    jitterSeconds: walk.jitterSeconds,
    score: scoreOf(logChance, (steadiness * walk.onBeat) / beats.at.length),
    chance: Math.max(leastChance, Math.exp(Math.min(0, logChance))),
    missed: walk.missed,
    nextExpected: Math.round(walk.lastOnBeat + walk.periodSeconds * microsecondsPerSecond),
    // Worked out when asked for: of most pairs nobody asks.
    get rita() {
      return ritaScore(series, context);
    },
  };
}

/**
 * Significance decides whether a pair is listed, regularity how high: a chance of 1 gives 0, one of `listedChance`
 * gives `listedScore`; what is above that is shared out by `regularity` (0..1).
 */
function scoreOf(logChance: number, regularity: number): number {
  const significance = Math.min(1, Math.max(0, logChance / Math.log(listedChance)));
  return significance < 1 ? listedScore * significance : listedScore + (1 - listedScore) * regularity;
}

interface Reading {
  readonly beats: Beats;
  readonly rhythm: Rhythm;
}

const noRhythm: Rhythm = { period: Number.NaN, tolerance: 0, logChance: 0, evidence: "none" };
/** Filled for pair after pair, one for each dead time. */
const rooms = deadTimes.map(() => new Beats());

/** A dead time that collapses nothing more has nothing more to tell. */
function readInTurn(times: Float64Array, tick: number): readonly Reading[] {
  const readings: Reading[] = [];
  let left = -1;
  for (let i = 0; i < deadTimes.length; i++) {
    const beats = rooms[i]!;
    beats.collapse(times, deadTimes[i]!);
    if (beats.at.length === left) continue;
    left = beats.at.length;
    readings.push({ beats, rhythm: rhythmOf(beats, tick) });
  }
  return readings;
}

function rhythmOf(beats: Beats, tick: number): Rhythm {
  if (beats.at.length < leastBeats) return noRhythm;
  beats.measure(tick);
  return findRhythm({ beats, tick: tick / microsecondsPerSecond });
}
