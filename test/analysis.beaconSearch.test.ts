import { expect, test } from "vitest";
import { Beats, clockStepOf } from "../src/analysis/beacons/beaconBeats.ts";
import {
  type IntervalWindow,
  largestShare,
  largestShareOfAll,
  leastShareOfAll,
  logBinomialTail,
} from "../src/analysis/beacons/beaconChance.ts";
import { findRhythm } from "../src/analysis/beacons/beaconRhythm.ts";
import { Leading } from "../src/workspace/case/leading.ts";

/** The same numbers on every machine, so that a failure can be repeated. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const series = 400;
const second = 1_000_000;
const tolerances = [0.02, 0.05, 0.1, 0.2, 0.34, 0.5];

/** Beats of every kind, from strict ones to none at all, on clocks of seconds and of microseconds. */
function someTimes(random: () => number): Float64Array {
  const period = 5 * 800 ** random();
  const jitter = random() < 0.3 ? 0 : random() * 0.6;
  const missing = random() < 0.5 ? 0 : random() * 0.5;
  const among = random() < 0.5 ? 0 : random() * 3;
  const step = random() < 0.7 ? second : 1;
  const times: number[] = [];
  for (let beat = 0; beat < 8 + random() * 200; beat++) {
    if (missing <= random()) times.push(beat * period + jitter * period * (random() - 0.5));
    for (let other = 0; other < among; other++) times.push((beat + random()) * period);
  }
  return Float64Array.from(times, (time) => Math.round(((time + period) * second) / step) * step).sort();
}

function beatsOf(times: Float64Array, deadTime: number): { readonly beats: Beats; readonly tick: number } {
  const tick = clockStepOf(times);
  const beats = new Beats();
  beats.collapse(times, deadTime);
  beats.measure(tick);
  return { beats, tick: tick / second };
}

/** The lengths between neighbors, ascending, as nobody would write them who is in a hurry. */
function plainLengths({ at }: Beats): readonly number[] {
  return Array.from(at.subarray(1), (beat, i) => (beat - at[i]!) / second).sort((a, b) => a - b);
}

interface PlainCrowd {
  readonly from: number;
  readonly to: number;
  readonly hits: number;
  readonly around: number;
  readonly z: number;
}

/** Every crowd of one width, each length being asked of each other. */
function plainCrowds(lengths: readonly number[], tick: number, tolerance: number): readonly PlainCrowd[] {
  const within = (from: number, to: number) =>
    lengths.filter((length) => from <= length && length <= to).length;
  const widening = (1 + tolerance) / (1 - tolerance);
  const neighborhood = Math.max(widening, 1.5);
  const beside: IntervalWindow[] = [
    [1 / neighborhood, 1],
    [widening, widening * neighborhood],
  ];
  const expected = largestShareOfAll({ windows: [[1, widening]], beside });
  return [...new Set(lengths)]
    .filter((from) => 4 * tick <= from)
    .map((from) => {
      const to = Math.max(from * widening, from + 2 * tick);
      const hits = within(from, to);
      const around = within(from / neighborhood, to * neighborhood);
      const z = (hits - expected * around) / Math.sqrt(around * expected * (1 - expected));
      return { from, to, hits, around, z };
    })
    .filter(({ hits }) => 4 <= hits);
}

/** The least logarithm of a chance among all windows, each weighed in full. */
function plainSearch(lengths: readonly number[], deadTime: number, tick: number): number {
  const metBy = (from: number, to: number): IntervalWindow => [
    Math.ceil(from / tick) * tick - tick - deadTime,
    Math.floor(to / tick) * tick - deadTime,
  ];
  const behind = (from: number, to: number) =>
    lengths.filter((length) => from < length && length <= to).length;
  const trials = lengths.length - 1;
  const chances = [0];
  for (const tolerance of tolerances) {
    const crowds = plainCrowds(lengths, tick, tolerance);
    const [fullest] = [...crowds].sort((a, b) => b.hits - a.hits);
    const [densest] = crowds.filter(({ z }) => 3 < z).sort((a, b) => b.z - a.z);
    if (fullest) {
      const { from, to, hits } = fullest;
      const alone = largestShare(...metBy(from, to));
      chances.push(logBinomialTail(hits - 1, trials, alone));
      const [period, half] = [(from + to) / 2, (to - from) / 2];
      const double = [Math.max(to, 2 * period - half * Math.SQRT2), 2 * period + half * Math.SQRT2] as const;
      const triple = [
        Math.max(double[1], 3 * period - half * Math.sqrt(3)),
        3 * period + half * Math.sqrt(3),
      ] as const;
      const windows = [metBy(from, to), metBy(...double), metBy(...triple)];
      const all = hits - 1 + behind(...double) + behind(...triple);
      if (trials * alone < all) chances.push(logBinomialTail(all, trials, largestShareOfAll({ windows })));
    }
    if (densest) {
      const { from, to, hits, around } = densest;
      const reach = Math.max(to / from, 1.5);
      const beside = [metBy(from / reach, from - tick), metBy(to + tick, to * reach)];
      const share = largestShareOfAll({ windows: [metBy(from, to)], beside });
      chances.push(logBinomialTail(hits - 1, around - 1, share));
    }
  }
  return Math.min(0, Math.min(...chances) + Math.log(lengths.length * tolerances.length * 3));
}

test("what the search leaves out would not have been the least likely", () => {
  const random = lehmer(11);
  for (let i = 0; i < series; i++) {
    const deadTime = [0, 2, 10][i % 3]!;
    const { beats, tick } = beatsOf(someTimes(random), deadTime);
    if (beats.at.length < 6) continue;
    const rhythm = findRhythm({ beats, tick });
    expect(rhythm.logChance, `series ${i}`).toBe(plainSearch(plainLengths(beats), deadTime, tick));
  }
});

test("lengths are the same whether they are counted or sorted", () => {
  const random = lehmer(5);
  for (let i = 0; i < series; i++) {
    const { beats } = beatsOf(someTimes(random), 0);
    const plain = plainLengths(beats);
    const { lengths, before, distinct } = beats;
    expect([...lengths.subarray(0, distinct)]).toEqual([...new Set(plain)]);
    expect(before[distinct]).toBe(plain.length);
    expect(plain.map((_, place) => beats.lengthAt(place))).toEqual(plain);
  }
});

test("the quick bound of a share is never above it", () => {
  const random = lehmer(3);
  for (let i = 0; i < series; i++) {
    const from = 1000 * random() ** 3;
    const to = from * (1 + 4 * random());
    const windows: IntervalWindow[] = [[from, to]];
    const beside: IntervalWindow[] = [
      [from / 2, from],
      [to, to * 2],
    ];
    expect(leastShareOfAll({ windows })).toBeLessThanOrEqual(largestShareOfAll({ windows }));
    expect(leastShareOfAll({ windows, beside })).toBeLessThanOrEqual(largestShareOfAll({ windows, beside }));
  }
});

test("the first of many are the same as of all of them in order, and ties stay as they were offered", () => {
  const random = lehmer(9);
  for (const most of [1, 7, 50, 400]) {
    const leading = new Leading<readonly [score: number, offered: number]>(most, ([a], [b]) => b < a);
    const all = Array.from({ length: 300 }, (_, i) => [Math.floor(random() * 20), i] as const);
    for (const one of all) leading.offer(one);
    expect(leading.list()).toEqual([...all].sort(([a], [b]) => b - a).slice(0, most));
  }
});
