import type { TimeTest, ValueTest, Where } from "./whereTerm.ts";

/** How times that a question names without a zone are understood; undefined where it names none. */
export function wallTimesSentence(where: Where, zone: string | undefined): string | undefined {
  if (!namesWallTime(where)) return undefined;
  return zone === undefined
    ? "Times without a zone are UTC, or the clock's own where no zone is known."
    : `Times without a zone are those of ${zone}.`;
}

function namesWallTime(where: Where): boolean {
  switch (where.kind) {
    case "all":
    case "any":
      return where.terms.some(namesWallTime);
    case "not":
      return namesWallTime(where.term);
    case "key":
      return where.tests.some(isWallTime);
    default:
      return false;
  }
}

function isWallTime(test: ValueTest): boolean {
  return test.kind === "clock" || (test.kind === "time" && hasWallEnd(test));
}

function hasWallEnd({ from, to }: TimeTest): boolean {
  return [from, to].some(({ micros, utcOffset }) => utcOffset === undefined && Number.isFinite(micros));
}
