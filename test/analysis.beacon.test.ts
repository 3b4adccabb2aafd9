import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type BeaconVerdict,
  listedScore,
  type ScoredBeats,
  scoreBeats,
} from "../src/analysis/beacons/beacon.ts";
import { quickLook } from "../src/analysis/beacons/beaconQuickLook.ts";
import { matchPeriodicService, periodicServices } from "../src/analysis/beacons/periodicServices.ts";

/** One page of test/analysis/beacon; all times in seconds. */
interface Page {
  readonly series: Series;
  /** Bytes of every connection, or of each in turn. */
  readonly sizes?: number | readonly number[];
  readonly window: readonly [from: number, to: number];
  readonly pairsTested: number;
  readonly expected: {
    readonly kind: BeaconVerdict["kind"];
    readonly beats?: number;
    readonly count?: number;
    readonly listed?: boolean;
    readonly worthALook?: boolean;
    readonly periodSeconds?: number;
    readonly jitterAtMost?: number;
    readonly chanceAtMost?: number;
    readonly chanceAtLeast?: number;
    readonly missed?: number;
    readonly nextExpected?: number;
    readonly rita?: Readonly<Record<string, number>> | "not scored";
  };
}

interface Series {
  readonly times?: readonly number[];
  readonly from?: number;
  readonly every?: number;
  readonly count?: number;
  /** Added to the beats in turn, over and over. */
  readonly wobble?: readonly number[];
  /** Added to the intervals in turn, over and over, so that they add up. */
  readonly drift?: readonly number[];
  /** Every so many-th beat is missing. */
  readonly missing?: number;
  /** Each beat is followed by connections this many seconds later. */
  readonly retries?: readonly number[];
  /** Other connections of the same pair. */
  readonly among?: readonly number[];
}

const microseconds = 1_000_000;
const ritaTolerance = 0.002;
const periodTolerance = 0.02;

function expand({ times = [], from = 0, every = 0, count = 0, ...rest }: Series): readonly number[] {
  const { wobble = [0], drift = [0], missing = 0, retries = [], among = [] } = rest;
  const all = [...times, ...among];
  let base = from;
  for (let beat = 0; beat < count; beat++) {
    const at = base + wobble[beat % wobble.length]!;
    if (missing === 0 || (beat + 1) % missing !== 0) all.push(at, ...retries.map((retry) => at + retry));
    base += every + drift[beat % drift.length]!;
  }
  return all.sort((a, b) => a - b);
}

function timesOf(series: Series): Float64Array {
  return Float64Array.from(expand(series), (time) => Math.round(time * microseconds));
}

function sizesOf(sizes: number | readonly number[], count: number): Float64Array {
  const list = typeof sizes === "number" ? [sizes] : sizes;
  return Float64Array.from({ length: count }, (_, i) => list[i % list.length]!);
}

function verdictOf({ series, sizes, window, pairsTested }: Page): BeaconVerdict {
  const times = timesOf(series);
  const context = {
    windowStart: window[0] * microseconds,
    windowEnd: window[1] * microseconds,
    pairsTested,
  };
  return scoreBeats(
    sizes === undefined ? { times } : { times, sizes: sizesOf(sizes, times.length) },
    context,
  );
}

function checkScored(verdict: ScoredBeats, expected: Page["expected"]): void {
  if (expected.beats !== undefined) expect(verdict.beats).toBe(expected.beats);
  if (expected.count !== undefined) expect(verdict.count).toBe(expected.count);
  if (expected.listed !== undefined) expect(verdict.score >= listedScore, "listed").toBe(expected.listed);
  if (expected.missed !== undefined) expect(verdict.missed).toBe(expected.missed);
  if (expected.periodSeconds !== undefined) {
    expect(Math.abs(verdict.periodSeconds / expected.periodSeconds - 1)).toBeLessThan(periodTolerance);
  }
  if (expected.jitterAtMost !== undefined) {
    expect(verdict.jitterSeconds).toBeLessThanOrEqual(expected.jitterAtMost);
  }
  if (expected.chanceAtMost !== undefined) expect(verdict.chance).toBeLessThanOrEqual(expected.chanceAtMost);
  if (expected.chanceAtLeast !== undefined) {
    expect(verdict.chance).toBeGreaterThanOrEqual(expected.chanceAtLeast);
  }
  if (expected.nextExpected !== undefined) {
    expect(verdict.nextExpected / microseconds).toBeCloseTo(expected.nextExpected, 0);
  }
  if (expected.rita === "not scored") expect(verdict.rita).toBeUndefined();
  else checkRita(verdict, expected.rita ?? {});
}

function checkRita({ rita }: ScoredBeats, expected: Readonly<Record<string, number>>): void {
  const actual: Readonly<Record<string, number | undefined>> = { ...rita };
  for (const [part, value] of Object.entries(expected)) {
    expect(
      Math.abs((actual[part] ?? Number.NaN) - value),
      `RITA ${part} ${actual[part]}`,
    ).toBeLessThanOrEqual(ritaTolerance);
  }
}

const pages = new URL("analysis/beacon/", import.meta.url);

describe("beacon pages", () => {
  for (const name of readdirSync(pages)) {
    test(name.replace(/\.json$/, "").replaceAll("-", " "), () => {
      const page = JSON.parse(readFileSync(new URL(name, pages), "utf8")) as Page;
      const verdict = verdictOf(page);
      expect(verdict.kind).toBe(page.expected.kind);
      if (verdict.kind === "scored") checkScored(verdict, page.expected);
      else if (page.expected.beats !== undefined) expect(verdict.beats).toBe(page.expected.beats);
      if (page.expected.worthALook !== undefined) {
        const times = timesOf(page.series);
        expect(quickLook(times, 0, times.length)).toBe(page.expected.worthALook);
      }
    });
  }
});

/** The same numbers on every machine, so that a failure can be repeated. */
function* lehmer(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

test("of 300 memoryless clients at most one in a hundred is listed, even when each is the only pair", () => {
  const random = lehmer(7);
  let listed = 0;
  for (let client = 0; client < 300; client++) {
    const mean = 20 * 720 ** (client / 300);
    const times: number[] = [];
    for (let at = 0; at < 86_400; at += mean * -Math.log(1 - random.next().value)) times.push(at);
    const verdict = verdictOf({
      series: { times },
      window: [0, 86_400],
      pairsTested: 1,
      expected: { kind: "scored" },
    });
    if (verdict.kind === "scored" && verdict.score >= listedScore) listed++;
  }
  expect(listed).toBeLessThanOrEqual(3);
});

test("the same series gets the same verdict", () => {
  const page: Page = {
    series: { every: 60, count: 90, wobble: [0, 7, -5, 2], missing: 9 },
    window: [0, 7200],
    pairsTested: 1000,
    expected: { kind: "scored" },
  };
  expect(verdictOf(page)).toEqual(verdictOf(page));
});

test("the quick look leaves nothing behind for the next pair", () => {
  const regular = timesOf({ every: 60, count: 40 });
  const scattered = timesOf({ times: [0, 11, 400, 2600, 2680, 30_000, 31_900, 70_000] });
  const shared = Float64Array.from([...regular, ...scattered, ...regular]);
  const ends = [0, regular.length, regular.length + scattered.length, shared.length];
  const looks = [0, 1, 2].map((pair) => quickLook(shared, ends[pair]!, ends[pair + 1]!));
  expect(looks).toEqual([true, false, true]);
});

describe("known periodic services", () => {
  test("have one row a port and a page to read", () => {
    const keys = periodicServices.map(({ transport, port }) => `${transport} ${port}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { reference } of periodicServices) expect(reference).toMatch(/^https:\/\//);
  });

  test("are named by port, and an unusual period is said", () => {
    const ntp = { transport: "udp", port: 123, reach: "external", periodSeconds: 1024 } as const;
    expect(matchPeriodicService(ntp)).toMatchObject({ service: { name: "NTP" }, period: "usual" });
    expect(matchPeriodicService({ ...ntp, periodSeconds: 5 })?.period).toBe("unusual");
    expect(matchPeriodicService({ ...ntp, port: 5351 })?.period).toBe("unknown");
    expect(matchPeriodicService({ ...ntp, transport: "tcp" })).toBeUndefined();
  });

  test("of a domain controller are named inside the network only", () => {
    const smb = { transport: "tcp", port: 445, reach: "internal", periodSeconds: 900 } as const;
    expect(matchPeriodicService(smb)?.service.name).toBe("SMB client");
    expect(matchPeriodicService({ ...smb, reach: "external" })).toBeUndefined();
  });
});

const captures = new URL("../../shared/data/10-beacon-truth/", import.meta.url);

describe.skipIf(!existsSync(captures))("real captures (shared data)", () => {
  test("Trickbot calls home every 201 s, and time and browser announcements are as regular", () => {
    const listed = listedPairs("trickbot-conn.log");
    for (const pair of [
      "172.16.9.233 51.68.170.58 443 tcp",
      "172.16.9.5 68.4.173.10 443 tcp",
      "172.16.9.5 68.3.14.71 443 tcp",
    ]) {
      expect(Math.abs((listed.get(pair)?.periodSeconds ?? 0) - 201), pair).toBeLessThan(5);
    }
    expect(listed.has("172.16.9.233 172.16.9.5 123 udp")).toBe(true);
    const unnamed = [...listed].filter(([pair, { periodSeconds }]) => {
      const [, , port, transport = ""] = pair.split(" ");
      return !matchPeriodicService({ transport, port: Number(port), reach: "internal", periodSeconds });
    });
    expect(unnamed.every(([pair]) => / (443|449) /.test(pair))).toBe(true);
  });

  test("Remcos reconnects twice a second", () => {
    const listed = listedPairs("slips-ctu-sme11-remcos-conn.labeled.log");
    expect([...listed.keys()]).toEqual(["192.168.1.107 66.63.168.35 5888 tcp"]);
    expect([...listed.values()][0]?.periodSeconds).toBeCloseTo(0.53, 1);
  });

  test("Cerber's sweep is no beacon", () => {
    expect(listedPairs("elmminh-cerber-conn.log").size).toBe(0);
  });
});

/** The pairs of a Zeek connection log that quick look and score call beacons. */
function listedPairs(name: string): ReadonlyMap<string, ScoredBeats> {
  const pairs = readZeekPairs(readFileSync(new URL(name, captures), "utf8"));
  const times = [...pairs.values()].flat();
  const pairsTested = [...pairs.values()].filter((pair) => pair.length >= 6).length;
  const context = { windowStart: Math.min(...times), windowEnd: Math.max(...times), pairsTested };
  const listed = new Map<string, ScoredBeats>();
  for (const [key, pair] of pairs) {
    const sorted = Float64Array.from(pair).sort();
    if (!quickLook(sorted, 0, sorted.length)) continue;
    const verdict = scoreBeats({ times: sorted }, context);
    if (verdict.kind === "scored" && verdict.score >= listedScore) listed.set(key, verdict);
  }
  return listed;
}

function readZeekPairs(text: string): ReadonlyMap<string, number[]> {
  const pairs = new Map<string, number[]>();
  for (const line of text.split("\n")) {
    if (line.startsWith("#") || line === "") continue;
    const [time, , source, , destination, port, transport] = line.split("\t");
    const key = `${source} ${destination} ${port} ${transport}`;
    const known = pairs.get(key) ?? [];
    known.push(Math.round(Number(time) * microseconds));
    pairs.set(key, known);
  }
  return pairs;
}
