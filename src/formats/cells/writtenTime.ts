import { ascii, decimal, hasWordAt, isBlank, isDigit, skipBlanks } from "../../core/ascii.ts";
import {
  monthAt,
  readClock,
  readCommonLogTime,
  readIsoTime,
  readOffset,
  readSyslogTime,
} from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

/** Which of two numbers of a date with slashes comes first. */
export type DateOrder = "day-first" | "month-first";

/**
 * Reads a time in whatever way logs write it, from `from` on, and returns the offset behind it, or -1 where none
 * stands there. What is written with slashes and could be either is read in the given order.
 *
 *     2031-07-02T09:01:07.250Z     1941008467          1941008467.250000      1941008467250
 *     2031/07/02 09:01:07          7/2/2031 9:01:07 AM          02/07/2031 09:01:07
 *     Jul  2 09:01:07              Jul 02 2031 09:01:07         02/Jul/2031:09:01:07 +0200
 *     2Jul2031 09:01:07
 */
export function readWrittenTime(
  row: Row,
  from: number,
  end: number,
  order: DateOrder = "month-first",
): number {
  for (const read of ways) {
    const to = read(row, from, end, order);
    if (0 <= to) return to;
  }
  return -1;
}

const ways: readonly ((row: Row, from: number, end: number, order: DateOrder) => number)[] = [
  readIsoTime,
  readEpochTime,
  readJsonDate,
  readSlashedTime,
  readYearSyslogTime,
  readSyslogTime,
  readCommonLogTime,
  readGluedTime,
];

const epochUnits: Readonly<Record<number, number>> = { 10: 1_000_000, 13: 1000, 16: 1, 19: 0.001 };
const decimalDigits: Readonly<Record<number, number>> = { 10: 0, 13: 3, 16: 6, 19: 9 };

/** Seconds since 1970 with an optional fraction, or milli-, micro- or nanoseconds: their digits tell them apart. */
export function readEpochTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  let to = from;
  while (to < end && isDigit(bytes[to])) to++;
  const unit = epochUnits[to - from];
  if (unit === undefined) return -1;
  const nanos = to - from === 19;
  row.time = nanos ? decimal(bytes, from, to - 4) * 10 : decimal(bytes, from, to - 1) * 10 * unit;
  row.time = nanos ? row.time : row.time + (bytes[to - 1]! - ascii.zero) * unit;
  row.timeDigits = decimalDigits[to - from]!;
  if (to - from === 10 && bytes[to] === ascii.dot && to < end) to = readFraction(row, to + 1, end);
  row.utcOffset = 0;
  row.set(field.time, from, to);
  return to;
}

/** `/Date(1941008467250)/`, as Windows PowerShell writes it. */
function readJsonDate(row: Row, from: number, end: number): number {
  return hasWordAt(row.bytes, from, end, "/Date(") ? readEpochTime(row, from + "/Date(".length, end) : -1;
}

function readFraction(row: Row, from: number, end: number): number {
  let to = from;
  for (let unit = 100_000; to < end && isDigit(row.bytes[to]); to++, unit /= 10)
    if (1 <= unit) row.time += (row.bytes[to]! - ascii.zero) * unit;
  row.timeDigits = Math.min(9, to - from);
  return to;
}

/** `2031/07/02 09:01:07`, `7/2/2031 9:01:07 AM`, `02.07.2031, 09:01:07`; a zone may stand behind it. */
function readSlashedTime(row: Row, from: number, end: number, order: DateOrder): number {
  const { bytes } = row;
  const [a, afterFirst] = numberAt(bytes, from, end);
  const mark = bytes[afterFirst];
  if (mark !== ascii.slash && mark !== ascii.dot && mark !== ascii.minus) return -1;
  const [b, afterSecond] = numberAt(bytes, afterFirst + 1, end);
  if (bytes[afterSecond] !== mark) return -1;
  const [c, dateEnd] = numberAt(bytes, afterSecond + 1, end);
  const date = dateOf(a, b, c, mark === ascii.dot ? "day-first" : order);
  if (!date) return -1;
  let clockAt = dateEnd;
  while (
    clockAt < end &&
    (isBlank(bytes[clockAt]) || bytes[clockAt] === ascii.comma || bytes[clockAt] === ascii.upperT)
  )
    clockAt++;
  return clockAt === dateEnd ? -1 : readClockOf(row, from, clockAt, end, date);
}

type CalendarDate = readonly [year: number, month: number, day: number];

function dateOf(a: number, b: number, c: number, order: DateOrder): CalendarDate | undefined {
  if (999 < a) return b <= 12 ? [a, b, c] : undefined;
  if (!(999 < c)) return undefined;
  const dayFirst = 12 < a || (order === "day-first" && b <= 12);
  return dayFirst ? [c, b, a] : [c, a, b];
}

/** `9:01:07 PM`, `09:01:07.250 +02:00` */
function readClockOf(
  row: Row,
  from: number,
  at: number,
  end: number,
  [year, month, day]: CalendarDate,
): number {
  const to = readClock(row, at, end, year, month, day);
  if (to < 0) return -1;
  const half = skipBlanks(row.bytes, to, end);
  const mark = row.bytes[half]! | 0x20;
  const isHalf =
    (row.bytes[half + 1]! | 0x20) === 0x6d && half + 1 < end && (mark === lowerA || mark === lowerP);
  if (isHalf) {
    const hour = decimal(row.bytes, at, row.bytes[at + 1] === ascii.colon ? at + 1 : at + 2);
    if (mark === lowerP && hour < 12) row.time += 12 * microsPerHour;
    if (mark === lowerA && hour === 12) row.time -= 12 * microsPerHour;
    row.set(field.time, from, half + 2);
    return half + 2;
  }
  const zoneAt = isBlank(row.bytes[to]) ? to + 1 : to;
  const zoneEnd = readOffset(row, zoneAt, end);
  const behind = zoneEnd === zoneAt ? to : zoneEnd;
  row.set(field.time, from, behind);
  return behind;
}

const lowerA = 0x61;
const lowerP = 0x70;
const microsPerHour = 3_600_000_000;

/** `Jul 02 2031 09:01:07`, as Cisco writes it, and a colon or fraction may follow. */
export function readYearSyslogTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const month = monthAt(bytes, from);
  if (month === 0 || !isBlank(bytes[from + 3])) return -1;
  const [day, afterDay] = numberAt(bytes, skipBlanks(bytes, from + 4, end), end);
  const yearAt = skipBlanks(bytes, bytes[afterDay] === ascii.comma ? afterDay + 1 : afterDay, end);
  const [year, afterYear] = numberAt(bytes, yearAt, end);
  if (!(1969 < year && year < 10_000)) return -1;
  return readClockOf(row, from, skipBlanks(bytes, afterYear, end), end, [year, month, day]);
}

/** `2Jul2031 09:01:07`, as Check Point writes it. */
function readGluedTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const [day, monthFrom] = numberAt(bytes, from, end);
  const month = monthAt(bytes, monthFrom);
  if (!(day <= 31) || month === 0) return -1;
  const [year, yearEnd] = numberAt(bytes, monthFrom + 3, end);
  const clockAt = skipBlanks(bytes, yearEnd, end);
  return 999 < year && yearEnd < clockAt ? readClockOf(row, from, clockAt, end, [year, month, day]) : -1;
}

function numberAt(bytes: Uint8Array, from: number, end: number): readonly [value: number, to: number] {
  let to = from;
  while (to < end && to < from + 5 && isDigit(bytes[to])) to++;
  return [decimal(bytes, from, to), to];
}
