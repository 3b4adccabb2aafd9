import fc from "fast-check";
import { expect, test } from "vitest";
import { PartialJoins } from "../src/server/partialJoins.ts";

/** Reads files of these sizes, one after the other, and says what joining parts of them took. */
function simulated(files: readonly number[], readMsPerByte: number, joinMsPerByte: number) {
  const plannedBytes = files.reduce((sum, size) => sum + size, 0);
  const joins = new PartialJoins(0);
  let [now, readBytes, spent, parts] = [0, 0, 0, 0];
  for (const size of files) {
    now += size * readMsPerByte;
    readBytes += size;
    const state = { readBytes, plannedBytes };
    if (!joins.isDue(now, state)) continue;
    const ms = readBytes * joinMsPerByte;
    now += ms;
    joins.joined(now, ms, state);
    spent += ms;
    parts++;
  }
  return { parts, share: spent / (plannedBytes * (readMsPerByte + joinMsPerByte)) };
}

test("parts cost at most three tenths of reading and joining the whole", () => {
  const files = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 200 });
  const speed = fc.double({ min: 0.1, max: 100, noNaN: true });
  const ratio = fc.double({ min: 0.01, max: 4, noNaN: true });
  fc.assert(
    fc.property(files, speed, ratio, (sizes, read, join) => {
      expect(simulated(sizes, read, read * join).share).toBeLessThanOrEqual(0.3);
    }),
  );
});

test("a long reading of many files is shown in parts, and a short one is not", () => {
  const files = Array.from({ length: 100 }, () => 10);
  expect(simulated(files, 20, 20).parts).toBeGreaterThan(2);
  expect(simulated(files, 0.1, 0.1).parts).toBe(0);
});
