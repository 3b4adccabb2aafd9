import { expect, test } from "vitest";
import { globMatcher } from "../../src/workspace/reading/glob.ts";

test.each([
  ["*.log", "fw.log", true],
  ["*.log", "logs/fw.log", false],
  ["**/*.log", "fw.log", true],
  ["**/*.log", "a/b/fw.log", true],
  ["exports/**", "exports/a/b.dat", true],
  ["exports/**/*.dat", "exports/b.dat", true],
  ["./exports/?.dat", "exports/b.dat", true],
  ["*.{log,txt}", "fw.txt", true],
  ["*.{log,txt}", "fw.csv", false],
  ["a*b*c", "aXbYc", true],
  ["a*b*c", "aXbY", false],
  ["{a,b", "{a,b", true],
] as const)("%s and %s: %s", (glob, path, fits) => {
  expect(globMatcher(glob)(path)).toBe(fits);
});

test("a hostile pattern takes no longer than pattern by path", () => {
  const fits = globMatcher(`${"*a".repeat(200)}b`);
  const start = performance.now();
  expect(fits("a".repeat(5000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});
