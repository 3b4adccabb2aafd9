import { describe, expect, test } from "vitest";
import { type RitaScore, ritaScore } from "../src/analysis/beacons/rita.ts";

const second = 1_000_000;
const day = 86_400;
const worlds = 60;

/** The same numbers on every machine, so that a failure can be repeated. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Series {
  readonly every: number;
  readonly count: number;
  readonly jitter?: number;
  readonly lost?: number;
}

/** Beats after sleeps that add up, in a window of a day, all of the same size. */
function scoreOf({ every, count, jitter = 0, lost = 0 }: Series, random: () => number): RitaScore {
  const times: number[] = [];
  for (let beat = 0, at = 0; beat < count && at < day; beat++) {
    if (lost <= random()) times.push(at * second);
    at += every * (1 + jitter * (2 * random() - 1));
  }
  const ordered = Float64Array.from(times);
  const sizes = new Float64Array(ordered.length).fill(500);
  return ritaScore({ times: ordered, sizes }, { windowStart: 0, windowEnd: day * second })!;
}

/** The figures are of one draw each: the wider a series' jitter, the farther it may lie from the mean. */
describe("RITA's score of series with chance in them", () => {
  test.each([
    ["300 s, jitter of a tenth", { every: 300, count: 288, jitter: 0.1 }, 0.978, 0.003],
    ["300 s, jitter of a half", { every: 300, count: 288, jitter: 0.5 }, 0.953, 0.02],
    ["300 s, three of ten beats lost", { every: 300, count: 288, lost: 0.3 }, 0.955, 0.008],
  ] as const)("%s", (_, series, mean, tolerance) => {
    const random = lehmer(31);
    const scores = Array.from({ length: worlds }, () => scoreOf(series, random));
    expect(scores.every(({ of }) => of === 4)).toBe(true);
    const average = scores.reduce((sum, { score }) => sum + score, 0) / worlds;
    expect(Math.abs(average - mean), `mean ${average}`).toBeLessThan(tolerance);
  });

  test("four events in their own window have two of its parts", () => {
    const times = Float64Array.of(0, 60, 120, 180).map((at) => at * second);
    const sizes = Float64Array.of(500, 500, 500, 500);
    const rita = ritaScore({ times, sizes }, { windowStart: 0, windowEnd: 180 * second });
    expect(rita).toMatchObject({ timestamp: 1, dataSize: 1, duration: 0, histogram: 0, score: 0.5, of: 4 });
  });
});
