import { refinePeriod } from "./beaconPeriod.ts";
import type { Rhythm } from "./beaconRhythm.ts";
import { medianOf } from "./ritaStatistics.ts";

/** A longer silence is a client that was off, not beats that were missed. */
const mostMissedInARow = 9;
const microsecondsPerSecond = 1_000_000;
/** A rhythm followed through the beats of its pair. */
export interface Walk {
  readonly periodSeconds: number;
  /** Median distance of the intervals from the period. */
  readonly jitterSeconds: number;
  /** Beats that keep the rhythm; the others are traffic beside it. */
  readonly onBeat: number;
  /** Beats the rhythm had room for between two that it kept. */
  readonly missed: number;
  /** µs since 1970. */
  readonly lastOnBeat: number;
}

/** Follows `rhythm` from beat to beat. `lengths` are the intervals of `beats`, ascending. */
export function walkRhythm(rhythm: Rhythm, beats: Float64Array, lengths: Float64Array, tick: number): Walk {
  const periodSeconds = refinePeriod(rhythm, beats, tick);
  const reach = Math.max(rhythm.tolerance * periodSeconds, 2 * tick);
  const kept = lengths.filter((length) => Math.abs(length - periodSeconds) <= reach);
  const steps = followBeats(beats, periodSeconds * microsecondsPerSecond, reach * microsecondsPerSecond);
  return { periodSeconds, jitterSeconds: spreadAround(kept, periodSeconds), ...steps };
}

function spreadAround(kept: Float64Array, period: number): number {
  if (kept.length === 0) return 0;
  return medianOf(kept.map((length) => Math.abs(length - period)).sort());
}

function followBeats(
  beats: Float64Array,
  period: number,
  reach: number,
): Pick<Walk, "onBeat" | "missed" | "lastOnBeat"> {
  let onBeat = 0;
  let missed = 0;
  let lastOnBeat = beats[0]!;
  let at = 0;
  while (at < beats.length) {
    const step = nextOnBeat(beats, at, period, reach);
    if (step === undefined) {
      at++;
      continue;
    }
    if (lastOnBeat !== beats[at] || onBeat === 0) onBeat++;
    onBeat++;
    missed += step.multiple - 1;
    at = step.at;
    lastOnBeat = beats[at]!;
  }
  return { onBeat, missed, lastOnBeat };
}

/** The beat nearest to one period after `beats[at]`, else to two, and so on. */
function nextOnBeat(
  beats: Float64Array,
  at: number,
  period: number,
  reach: number,
): { readonly at: number; readonly multiple: number } | undefined {
  let next = at + 1;
  for (let multiple = 1; multiple <= mostMissedInARow + 1; multiple++) {
    const expected = beats[at]! + multiple * period;
    while (next < beats.length && beats[next]! < expected - reach) next++;
    let nearest: number | undefined;
    for (let i = next; i < beats.length && beats[i]! <= expected + reach; i++) {
      if (nearest === undefined || Math.abs(beats[i]! - expected) < Math.abs(beats[nearest]! - expected))
        nearest = i;
    }
    if (nearest !== undefined) return { at: nearest, multiple };
  }
  return undefined;
}
