import {
  ascii,
  decimal,
  hasWordAt,
  isBlank,
  isDigit,
  isLetter,
  isUpper,
  skipWord,
} from "../../core/ascii.ts";
import { readIsoTime, readSyslogTime } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import {
  daysInMonth,
  daysSince1970,
  microsPerDay,
  microsPerMinute,
  microsPerSecond,
} from "../../core/instant.ts";
import type { Row } from "../../core/row.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { clockMicros, DayMemo } from "../cells/dayMemo.ts";
import { readWrittenTime, readYearSyslogTime } from "../cells/writtenTime.ts";

const isoDateLength = "2031-03-03".length;
const isoLength = "2031-03-03T10:00:01".length;
const microDigits = 6;
/** What the last of so many digits of a fraction is worth, in microseconds. */
const microsOf = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1];

function digitsAt(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at])) at++;
  return at - from;
}

/** How far into a line a time may begin. */
const longestLead = 160;

/**
 * The times that lines of syslog, the journal, logread and dmesg begin with:
 *
 *     Mar  3 10:00:01                     2031-03-03T10:00:01.250000+01:00
 *     Mon Mar  3 10:00:01 2031            Mon 2031-03-03 10:00:01 CET
 *     [Mon Mar  3 10:00:01 2031]          1930384801.250000
 */
export class SyslogTime {
  readonly #day = new DayMemo();
  readonly #isoDay = new DayMemo();
  readonly #offset = new ByteMemo("+01:00".length);
  #utcOffset = 0;

  /** Sets the row's time and returns where it ends, or `from` where none stands. */
  read(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const first = bytes[from];
    if (isDigit(first)) {
      const known = this.#sameIsoDay(row, from, end);
      return 0 <= known ? known : this.#newIsoDay(row, from, end);
    }
    if (first === ascii.leftBracket) return bracketedTime(row, from, end);
    if (!isLetter(first)) return from;
    const known = this.#sameDay(row, from, end);
    if (0 <= known) return known;
    const to = readSyslogTime(row, from, end);
    if (to < 0) {
      const withYear = readYearSyslogTime(row, from, end);
      return withYear < 0 ? weekdayTime(row, from, end) : withYear;
    }
    if (row.timeDigits === 0)
      this.#day.keep(bytes, from, to - 9 - from, row.time - clockMicros(bytes, to - 8));
    return yearBehind(row, to, end);
  }

  /**
   * The same, of a time that something stands before: the file a grep found it in, a collector's own words.
   * Ends where the message's `key=value` begins.
   */
  readLater(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const last = Math.min(end, from + longestLead);
    for (let at = from + 1; at < last && bytes[at] !== ascii.equals; at++) {
      if (!isBeforeTime(bytes[at - 1]!) || (!isDigit(bytes[at]) && !isUpper(bytes[at]))) continue;
      const to = isDigit(bytes[at]) ? readIsoTime(row, at, end) : readSyslogTime(row, at, end);
      if (0 <= to) return to;
    }
    return from;
  }

  /** RFC 3339 of the same day and offset as before, with no more than microseconds. */
  #sameIsoDay(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const clockEnd = from + isoLength;
    if (end <= clockEnd || bytes[from + isoDateLength] !== ascii.upperT) return -1;
    const time =
      this.#isoDay.midnight(bytes, from, isoDateLength) + clockMicros(bytes, from + isoDateLength + 1);
    const digits = bytes[clockEnd] === ascii.dot ? digitsAt(bytes, clockEnd + 1, end) : 0;
    const offsetFrom = digits === 0 ? clockEnd : clockEnd + 1 + digits;
    const to = offsetFrom + this.#offset.length;
    if (Number.isNaN(time) || microDigits < digits || end <= to || bytes[to] !== ascii.blank) return -1;
    if (!this.#offset.isAt(bytes, offsetFrom)) return -1;
    const fraction = digits === 0 ? 0 : decimal(bytes, clockEnd + 1, offsetFrom) * microsOf[digits]!;
    row.utcOffset = this.#utcOffset;
    row.time = time + fraction - this.#utcOffset * microsPerMinute;
    row.timeDigits = digits;
    row.set(field.time, from, to);
    return to;
  }

  #newIsoDay(row: Row, from: number, end: number): number {
    const to = readIsoTime(row, from, end);
    if (to < 0)
      return row.bytes[from + 4] === ascii.slash ? slashedTime(row, from, end) : epochTime(row, from, end);
    this.#offset.forget();
    if (Number.isNaN(row.time) || Number.isNaN(row.utcOffset) || microDigits < row.timeDigits) return to;
    const local = row.time + row.utcOffset * microsPerMinute;
    this.#isoDay.keep(row.bytes, from, isoDateLength, Math.floor(local / microsPerDay) * microsPerDay);
    this.#offset.keep(row.bytes, from + isoLength + (row.timeDigits === 0 ? 0 : row.timeDigits + 1), to);
    this.#utcOffset = row.utcOffset;
    return to;
  }

  /** `Mar 12 10:00:01 ` of the same day as before, without a fraction or a year. */
  #sameDay(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const length = "Mar 12".length;
    const to = from + length + " 10:00:01".length;
    if (
      end <= to + 1 ||
      bytes[to] !== ascii.blank ||
      bytes[from + length] !== ascii.blank ||
      isDigit(bytes[to + 1])
    )
      return -1;
    const time = this.#day.midnight(bytes, from, length) + clockMicros(bytes, from + length + 1);
    if (Number.isNaN(time)) return -1;
    row.time = time;
    row.hasYear = false;
    row.set(field.time, from, to);
    return to;
  }
}

/** What may stand right before a time: a blank, a grep's colon, a quote, a priority's end, a delimiter. */
function isBeforeTime(byte: number): boolean {
  return (
    byte === ascii.blank ||
    byte === ascii.colon ||
    byte === ascii.quote ||
    byte === ascii.greater ||
    byte === ascii.comma ||
    byte === ascii.tab ||
    byte === ascii.rightBracket ||
    byte === ascii.leftBracket ||
    byte === verticalBar
  );
}

const verticalBar = 0x7c;

/** A collector's `2031/07/02 09:01:07`. Returns `from` where none stands. */
function slashedTime(row: Row, from: number, end: number): number {
  const to = readWrittenTime(row, from, end);
  return to < 0 ? from : to;
}

/** journalctl -o short-unix: `1930384801.250000`. Returns `from` where none stands. */
function epochTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const point = from + "1930384801".length;
  const to = skipWord(bytes, from, end);
  const seconds = decimal(bytes, from, point);
  const micros = decimal(bytes, point + 1, to);
  if (bytes[point] !== ascii.dot || to !== point + 7 || Number.isNaN(seconds + micros)) return from;
  row.time = seconds * microsPerSecond + micros;
  row.timeDigits = 6;
  row.utcOffset = 0;
  row.set(field.time, from, to);
  return to;
}

/** dmesg -T: `[Mon Mar  3 10:00:01 2031]`; an uptime in brackets is part of the message. */
function bracketedTime(row: Row, from: number, end: number): number {
  if (!isLetter(row.bytes[from + 1])) return from;
  const to = weekdayTime(row, from + 1, end);
  return to !== from + 1 && row.bytes[to] === ascii.rightBracket ? to + 1 : from;
}

/**
 * A weekday, and behind it a date of either kind. Returns `from` where none stands.
 *
 *     Mon Mar  3 10:00:01 2031        Mon 2031-03-03 10:00:01 CET
 */
function weekdayTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (!isBlank(bytes[from + 3]) || !isLetter(bytes[from + 2])) return from;
  const date = from + 4;
  if (isDigit(bytes[date])) {
    const to = readIsoTime(row, date, end);
    return to < 0 ? from : zoneWordBehind(row, to, end);
  }
  const to = readSyslogTime(row, date, end);
  return to < 0 ? from : yearBehind(row, to, end);
}

/** A year behind a time that has none: ` 2031`. Returns where the time ends then. */
function yearBehind(row: Row, from: number, end: number): number {
  const to = from + " 2031".length;
  const year = end < to || row.bytes[from] !== ascii.blank ? Number.NaN : decimal(row.bytes, from + 1, to);
  if (!(1970 <= year && year < 2100) || (to < end && isWordByte(row.bytes[to]))) return from;
  const days = Math.floor(row.time / microsPerDay);
  const date = new Date(days * 86_400_000);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const start = row.from[field.time]!;
  if (daysInMonth(year, month) < day) row.flaw("EV010", start, to);
  row.time += (daysSince1970(year, month, day) - days) * microsPerDay;
  row.hasYear = true;
  row.set(field.time, start, to);
  return to;
}

/** The journal's zone is a word; only UTC is known by it. */
function zoneWordBehind(row: Row, from: number, end: number): number {
  const to = skipWord(row.bytes, from + 1, end);
  if (row.bytes[from] !== ascii.blank || to - from < 3 || 6 < to - from) return from;
  for (let i = from + 1; i < to; i++) if (!isZoneByte(row.bytes[i]!)) return from;
  if (hasWordAt(row.bytes, from + 1, to, "UTC")) row.utcOffset = 0;
  return to;
}

function isZoneByte(byte: number): boolean {
  return (
    (ascii.upperA <= byte && byte <= ascii.upperZ) ||
    byte === ascii.plus ||
    byte === ascii.minus ||
    isDigit(byte)
  );
}

function isWordByte(byte: number | undefined): boolean {
  return (
    isLetter(byte) || isDigit(byte) || byte === ascii.dot || byte === ascii.minus || byte === ascii.colon
  );
}
