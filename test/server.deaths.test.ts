import { expect, test } from "vitest";
import { Deaths } from "../src/server/deaths.ts";

const minute = 60_000;

/** What is done after each of these deaths: at a minute, while a file was read. */
function after(...deaths: readonly (readonly [at: number, reading?: string])[]): readonly string[] {
  const all = new Deaths();
  return deaths.map(([at, reading]) => all.add(reading, at * minute).kind);
}

test("three deaths within a short time are enough", () => {
  expect(after([0], [1, "a.log"], [2])).toEqual(["again", "again", "stay down"]);
});

test("deaths that are long ago do not count", () => {
  expect(after([0], [1], [7], [8])).toEqual(["again", "again", "again", "again"]);
});

test("a file that was read at two deaths explains both", () => {
  const deaths = after([0, "a.log"], [0, "a.log"], [1, "b.log"], [1, "b.log"], [2], [2], [2]);
  expect(deaths).toEqual(["again", "again without", "again", "again without", "again", "again", "stay down"]);
});

test("a case of nothing but deadly files is given up in the end", () => {
  const deaths = Array.from({ length: 12 }, (_, i) => [i / 10, `${i >> 1}.log`] as const);
  expect(after(...deaths).at(-1)).toBe("stay down");
});

test("the analyst's wish is another try", () => {
  const deaths = new Deaths();
  for (let i = 0; i < 3; i++) deaths.add(undefined, 0);
  deaths.forget();
  expect(deaths.add(undefined, 1).kind).toBe("again");
});
