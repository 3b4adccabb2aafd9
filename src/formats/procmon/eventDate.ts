import { ascii, decimal, isDigit, isLetter } from "../../core/ascii.ts";
import { monthAt } from "../../core/clock.ts";
import { daysInMonth, daysSince1970 } from "../../core/instant.ts";
import { ByteMemo } from "../cells/byteMemo.ts";

/**
 * Reads the date before a time as Windows' locales write it. Of two numbers that could both be the month, the first is
 * where slashes part them and the clock has twelve hours, as in the United States; else the second.
 *
 *     7/31/2031 6:55:07 AM     31.07.2031 06:55:07     2031-07-31T06:55:07     31. 7. 2031     31-Jul-31
 */
export class EventDate {
  /** Since 1970-01-01. */
  days = Number.NaN;
  /** Behind it. */
  end = 0;
  readonly #memo = new ByteMemo(longestDate);

  /** Whether a date stands at `from`; keeps it until the next call. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const known = from + this.#memo.length;
    if (known < to && !isDigit(bytes[known]) && this.#memo.isAt(bytes, from)) {
      this.end = known;
      return true;
    }
    this.#memo.forget();
    this.#readAnew(bytes, from, to);
    if (Number.isNaN(this.days)) return false;
    this.#memo.keep(bytes, from, this.end);
    return true;
  }

  #readAnew(bytes: Uint8Array, from: number, to: number): void {
    this.days = Number.NaN;
    const aFrom = behindDirection(bytes, from, to);
    const aEnd = endOfPart(bytes, aFrom, to);
    const bFrom = behindMarks(bytes, aEnd, to);
    const bEnd = endOfPart(bytes, bFrom, to);
    const cFrom = behindMarks(bytes, bEnd, to);
    const cEnd = endOfPart(bytes, cFrom, to);
    if (aEnd === aFrom || bFrom === aEnd || cFrom === bEnd || cEnd === cFrom) return;
    this.end = cEnd;
    const month = monthAt(bytes, bFrom);
    const [a, b, c] = [decimal(bytes, aFrom, aEnd), decimal(bytes, bFrom, bEnd), decimal(bytes, cFrom, cEnd)];
    const isAmerican = bytes[aEnd] === ascii.slash && (bytes[to - 1]! | 0x20) === lowerM;
    this.days = daysOf(
      [a, month === 0 ? b : month, c],
      month !== 0 || !isAmerican ? "day first" : "month first",
    );
  }
}

const longestDate = 24;
const lowerM = 0x6d;

/** NaN where there is no such date. */
function daysOf([a, b, c]: readonly [number, number, number], order: "day first" | "month first"): number {
  if (31 < a) return daysOfDate(a, b, c);
  const dayFirst = (order === "day first" && b <= 12) || 12 < a;
  return dayFirst ? daysOfDate(c, b, a) : daysOfDate(c, a, b);
}

function daysOfDate(printedYear: number, month: number, day: number): number {
  const year = printedYear < 100 ? 2000 + printedYear : printedYear;
  const isDate = 1600 < year && 1 <= month && month <= 12 && 1 <= day && day <= daysInMonth(year, month);
  return isDate ? daysSince1970(year, month, day) : Number.NaN;
}

/** Behind marks of direction. */
function behindDirection(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && 0x80 <= bytes[at]!) at++;
  return at;
}

/** Behind a number, or the name of a month. */
function endOfPart(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const isName = isLetter(bytes[from]);
  while (at < to && (isName ? isLetter(bytes[at]) : isDigit(bytes[at]))) at++;
  return at;
}

/** Behind `/`, `-`, `.`, blanks, and the marks of direction that Arabic and Hebrew dates have between their numbers. */
function behindMarks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (
    at < to &&
    (bytes[at] === ascii.slash ||
      bytes[at] === ascii.minus ||
      bytes[at] === ascii.dot ||
      bytes[at] === ascii.blank ||
      0x80 <= bytes[at]!)
  )
    at++;
  return at;
}
