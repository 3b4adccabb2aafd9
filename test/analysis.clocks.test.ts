import { describe, expect, test } from "vitest";
import { alignTimes } from "../src/analysis/clocks/alignedTimes.ts";
import { correctionOf, skewText } from "../src/analysis/clocks/clockCorrection.ts";
import { foldedToDay, solveOffset } from "../src/analysis/clocks/clockOffset.ts";
import { microsPerDay } from "../src/core/instant.ts";
import { skewMicros } from "../src/workspace/reading/clockWords.ts";

const second = 1_000_000;
const worlds = 200;

/** The same numbers on every machine, so that a failure can be repeated. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("offset of events that two clocks show", () => {
  test("is found among events that are none, and says how many agree", () => {
    const random = lehmer(21);
    for (let world = 0; world < worlds; world++) {
      const ahead = (random() - 0.5) * 4 * microsPerDay;
      const agreeing = 3 + Math.floor(random() * 60);
      const others = Math.floor(random() * 0.6 * agreeing);
      const differences = [
        ...Array.from({ length: agreeing }, () => ahead + (random() - 0.5) * 2 * second),
        ...Array.from({ length: others }, () => ahead + (random() - 0.5) * 8 * microsPerDay),
      ];
      const offset = solveOffset(Float64Array.from(differences));
      if (offset.kind === "refused") throw new Error(`world ${world}: ${offset.why}`);
      expect(Math.abs(offset.ahead - ahead)).toBeLessThan(second);
      expect(offset.agreeing).toBeGreaterThanOrEqual(agreeing);
      expect(offset.of).toBe(differences.length);
      expect(offset.scatter).toBeLessThanOrEqual(second);
    }
  });

  test("is refused where there are few, where none agree, and where two do", () => {
    const random = lehmer(22);
    const scattered = Float64Array.from({ length: 40 }, () => random() * microsPerDay);
    const set = Float64Array.from({ length: 20 }, (_, i) => (i < 12 ? 0 : 433) * second);
    expect(solveOffset(Float64Array.of(0, 0))).toEqual({ kind: "refused", why: "few", of: 2 });
    expect(solveOffset(scattered)).toMatchObject({ kind: "refused", why: "scattered" });
    expect(solveOffset(set)).toMatchObject({ kind: "refused", why: "two" });
    expect(solveOffset(Float64Array.of(Number.NaN, 1, 2))).toMatchObject({ why: "few", of: 2 });
  });

  test("of two clocks is the other's, turned", () => {
    const random = lehmer(23);
    for (let world = 0; world < worlds; world++) {
      const length = 3 + Math.floor(random() * 20);
      const differences = Float64Array.from({ length }, () => 900 * second + random() * 12 * second);
      const [one, other] = [solveOffset(differences), solveOffset(differences.map((one) => -one))];
      expect(other.kind).toBe(one.kind);
    }
  });

  test("is of the day where nothing else is known", () => {
    expect(foldedToDay(microsPerDay * 3 + 420 * second)).toBe(420 * second);
    expect(foldedToDay(-microsPerDay + second)).toBe(second);
  });
});

describe("series of one connection", () => {
  test("at uneven steps fall together in one way, also where beats are missing on either side", () => {
    const random = lehmer(24);
    for (let world = 0; world < worlds; world++) {
      const ahead = Math.round((random() - 0.5) * 86_400) * second;
      const beats: number[] = [];
      for (let at = 0; beats.length < 40; at += (40 + random() * 40) * second) beats.push(at);
      const seen = () => beats.filter(() => random() < 0.85);
      const times = Float64Array.from(seen(), (at) => Math.floor((at + ahead) / second) * second);
      const others = Float64Array.from(seen(), (at) => at + random() * 0.2 * second);
      const aligned = alignTimes(times, others);
      expect(Math.abs(aligned!.ahead - ahead), `world ${world}`).toBeLessThan(1.5 * second);
      for (const [place, other] of aligned!.pairs)
        expect(Math.abs(times[place]! - others[other]! - ahead)).toBeLessThan(3 * second);
    }
  });

  test("at even steps are left alone: one step more or less would fit as well", () => {
    const times = Float64Array.from({ length: 50 }, (_, i) => i * 60 * second);
    expect(alignTimes(times, times.subarray(1))).toBeUndefined();
    expect(alignTimes(times, times.subarray(0, 5))).toBeUndefined();
  });

  test("without anything in common fit nowhere", () => {
    const random = lehmer(25);
    const some = () => Float64Array.from({ length: 60 }, () => random() * microsPerDay).sort();
    for (let world = 0; world < 50; world++) expect(alignTimes(some(), some())).toBeUndefined();
  });
});

describe("what is said of a clock", () => {
  const known = { assumed: [], otherAssumed: [], skew: 0, isFine: false } as const;

  test("reads back as it was written", () => {
    const random = lehmer(26);
    for (let i = 0; i < worlds; i++) {
      const micros = Math.round((random() - 0.5) * 10 ** (1 + Math.floor(random() * 12)));
      expect(skewMicros(skewText(micros))).toBe(micros === 0 ? 0 : micros);
    }
  });

  test.each([
    ["agrees", 1.4, {}, undefined],
    ["is ahead", 433.4, {}, { skew: "+7m13s" }],
    ["is behind", -5400, {}, { skew: "-1h30m" }],
    ["was put right before, not enough", 60, { skew: 30 * second }, { skew: "+1m30s" }],
    ["is in a zone that is not known", 7201, { assumed: ["zone"] }, { zone: "+02:00" }],
    ["is in such a zone, and wrong", -18_000 - 65, { assumed: ["zone"] }, { zone: "-05:00", skew: "-1m5s" }],
    ["is in a zone of quarters", 20_700, { assumed: ["zone"] }, { zone: "+05:45" }],
    ["has no zone, and is wrong by minutes", 433, { assumed: ["zone"] }, { skew: "+7m13s" }],
    ["is hours off in a known zone", 7200, {}, { skew: "+2h" }],
    ["is hours off, and neither zone is known", 7200, { assumed: ["zone"], otherAssumed: ["zone"] }, "zones"],
    ["shows parts of a second", 2.25, { isFine: true }, { skew: "+2.25s" }],
  ] as const)("%s", (_, seconds, facts, expected) => {
    expect(correctionOf(seconds * second, { ...known, ...facts })).toEqual(expected);
  });
});
