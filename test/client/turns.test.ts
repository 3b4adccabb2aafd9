import { expect, test } from "vitest";
import { type Pace, Turns } from "../../src/client/lookUp/turns.ts";

/** A clock that only sleeping moves. */
function sleepersClock(): Pace & { time: number } {
  const clock = {
    time: 0,
    now: () => clock.time,
    sleep: async (ms: number) => {
      clock.time += ms;
    },
  };
  return clock;
}

const never = new AbortController().signal;

test("the fifth question of a minute waits until the first is a minute old", async () => {
  const clock = sleepersClock();
  const turns = new Turns(clock);
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    await turns.next(4, never, () => undefined);
    times.push(clock.time);
    clock.time += 1000;
  }
  expect(times).toEqual([0, 1000, 2000, 3000, 60_000, 61_000, 62_000, 63_000, 120_000]);
});

test("questions asked at once take turns", async () => {
  const clock = sleepersClock();
  const turns = new Turns(clock);
  const waits: number[] = [];
  const asked = Array.from({ length: 5 }, () => turns.next(2, never, (ms) => waits.push(ms)));
  expect(await Promise.all(asked)).toEqual([true, true, true, true, true]);
  expect(waits).toEqual([60_000, 60_000]);
  expect(clock.time).toBe(120_000);
});

test("who is cancelled takes no turn", async () => {
  const clock = sleepersClock();
  const turns = new Turns(clock);
  expect(await turns.next(1, AbortSignal.abort(), () => undefined)).toBe(false);
  expect(await turns.next(1, never, () => undefined)).toBe(true);
  expect(clock.time).toBe(0);
});
