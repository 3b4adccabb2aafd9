import {
  ascii,
  decimal,
  hasWordAt,
  isBlank,
  isDigit,
  isLetter,
  skipBlanks,
  skipWord,
} from "../core/ascii.ts";
import { readIsoTime, readSyslogTime } from "../core/clock.ts";
import { field } from "../core/field.ts";
import { daysInMonth, daysSince1970, microsPerDay, microsPerSecond } from "../core/instant.ts";
import type { Row } from "../core/row.ts";
import { clockMicros, DayMemo } from "./dayMemo.ts";

/**
 * What stands before a program's own message in a line of syslog, the journal or the kernel's ring buffer:
 * priority, time, host and the program's tag, each of which may be missing. RFC 3164, RFC 5424, the journal's
 * text forms, logread, dmesg:
 *
 *     <4>Mar  3 10:00:01 gw01 kernel: [12345.678901] …
 *     <4>1 2031-03-03T10:00:01.250Z gw01 kernel - - [meta x="1"] …
 *     2031-03-03T10:00:01.250000+01:00 gw01 kernel: …
 *     Mon Mar  3 10:00:01 2031 kern.warn kernel: [12345.678901] …
 *     [Mon Mar  3 10:00:01 2031] …
 */
export class SyslogPrefix {
  /** The program's name as written, without colon and PID; -1 where there is none. */
  tagFrom = -1;
  tagTo = -1;
  /** The host's name; -1 where there is none. */
  hostFrom = -1;
  hostTo = -1;
  /** Whether the tag has a PID: it is then surely a program's. */
  hasPid = false;
  /** Whether anything of a prefix was there at all. */
  isThere = false;
  readonly #day = new DayMemo();

  /** Reads the prefix, sets the row's time, and returns where the message begins. */
  read(row: Row, from: number, end: number): number {
    this.tagFrom = this.hostFrom = -1;
    this.hasPid = false;
    const { bytes } = row;
    const start = skipPriority(bytes, from, end);
    if (bytes[start] === digitOne && bytes[start + 1] === ascii.blank) {
      const message = this.#structured(row, start + 2, end);
      if (0 <= message) return message;
    }
    const afterTime = this.#time(row, start, end);
    this.isThere = from < start || start < afterTime;
    return this.#names(bytes, skipBlanks(bytes, afterTime, end), end, start < afterTime);
  }

  /** Returns `from` where no time stands. */
  #time(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const first = bytes[from];
    if (isDigit(first)) {
      const to = readIsoTime(row, from, end);
      return to < 0 ? epochTime(row, from, end) : to;
    }
    if (first === ascii.leftBracket) return bracketedTime(row, from, end);
    if (!isLetter(first)) return from;
    const known = this.#sameDay(row, from, end);
    if (0 <= known) return known;
    const to = readSyslogTime(row, from, end);
    if (to < 0) return weekdayTime(row, from, end);
    if (bytes[to - 9] === ascii.blank && bytes[to] !== ascii.dot && bytes[to] !== ascii.comma)
      this.#day.keep(bytes, from, to - 9 - from, row.time - clockMicros(bytes, to - 8));
    return yearBehind(row, to, end);
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

  /** RFC 5424: time, host, program, process id, message id, structured data, each possibly `-`. */
  #structured(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const timeEnd = skipWord(bytes, from, end);
    if (!isAbsent(bytes, from, timeEnd) && readIsoTime(row, from, timeEnd) < 0) return -1;
    const hostFrom = skipBlanks(bytes, timeEnd, end);
    const hostTo = skipWord(bytes, hostFrom, end);
    const tagFrom = skipBlanks(bytes, hostTo, end);
    const tagTo = skipWord(bytes, tagFrom, end);
    const pidFrom = skipBlanks(bytes, tagTo, end);
    const pidTo = skipWord(bytes, pidFrom, end);
    const idTo = skipWord(bytes, skipBlanks(bytes, pidTo, end), end);
    const dataFrom = skipBlanks(bytes, idTo, end);
    if (dataFrom === end) return -1;
    this.isThere = true;
    if (!isAbsent(bytes, hostFrom, hostTo)) this.#host(hostFrom, hostTo);
    if (!isAbsent(bytes, tagFrom, tagTo)) this.#tag(tagFrom, tagTo);
    this.hasPid = !isAbsent(bytes, pidFrom, pidTo);
    return skipBlanks(bytes, structuredDataEnd(bytes, dataFrom, end), end);
  }

  /** Host and tag of RFC 3164, of which either may be missing. */
  #names(bytes: Uint8Array, from: number, end: number, hasTime: boolean): number {
    let at = from;
    let to = skipWord(bytes, at, end);
    if (isHost(bytes, at, to) && (hasTime || hasWordAt(bytes, skipBlanks(bytes, to, end), end, "kernel:"))) {
      this.#host(at, to);
      this.isThere = true;
      at = skipBlanks(bytes, to, end);
      // Some routers print their name twice.
      while (isSame(bytes, this.hostFrom, this.hostTo, at, end))
        at = skipBlanks(bytes, at + this.hostTo - this.hostFrom, end);
      to = skipWord(bytes, at, end);
    }
    if (isFacility(bytes, at, to)) {
      at = skipBlanks(bytes, to, end);
      to = skipWord(bytes, at, end);
    }
    const colon = to - 1;
    if (colon <= at || bytes[colon] !== ascii.colon || bytes[at] === ascii.leftBracket) return at;
    const pidFrom = bytes[colon - 1] === ascii.rightBracket ? openBracket(bytes, at, colon) : -1;
    this.hasPid = 0 <= pidFrom;
    this.#tag(at, this.hasPid ? pidFrom : colon);
    this.isThere = true;
    return skipBlanks(bytes, to, end);
  }

  #host(from: number, to: number): void {
    this.hostFrom = from;
    this.hostTo = to;
  }

  #tag(from: number, to: number): void {
    this.tagFrom = from;
    this.tagTo = to;
  }
}

const digitOne = 0x31;
const mostPriorityDigits = 3;

/** `<4>`, and a blank behind it where a relay puts one. */
function skipPriority(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== ascii.less) return from;
  let at = from + 1;
  while (at < end && isDigit(bytes[at])) at++;
  const digits = at - from - 1;
  if (digits === 0 || mostPriorityDigits < digits || bytes[at] !== ascii.greater) return from;
  return skipBlanks(bytes, at + 1, end);
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

function isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
  return to === from || (to === from + 1 && bytes[from] === ascii.minus);
}

/** `-`, or one or more `[id name="value"]`, in whose values a backslash escapes quotes and brackets. */
function structuredDataEnd(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== ascii.leftBracket) return bytes[from] === ascii.minus ? from + 1 : from;
  let at = from;
  while (bytes[at] === ascii.leftBracket && isLetter(bytes[at + 1]) && at < end) {
    const close = elementEnd(bytes, at, end);
    if (close < 0) return from;
    at = close;
  }
  return at;
}

/** -1 where it is no such element: a message may begin with a bracket too. */
function elementEnd(bytes: Uint8Array, from: number, end: number): number {
  let quoted = false;
  let hasValue = false;
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === ascii.backslash) at++;
    else if (byte === ascii.quote) quoted = !quoted;
    else if (byte === ascii.equals) hasValue = true;
    else if (byte === ascii.rightBracket && !quoted) return hasValue ? at + 1 : -1;
  }
  return -1;
}

/** A name or address, and not yet the tag, a facility or the message. */
function isHost(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from || bytes[from] === ascii.leftBracket || bytes[to - 1] === ascii.colon) return false;
  for (let i = from; i < to; i++)
    if (bytes[i] === ascii.equals || bytes[i] === ascii.rightBracket) return false;
  return !isFacility(bytes, from, to);
}

const levels = ["emerg", "alert", "crit", "err", "error", "warn", "warning", "notice", "info", "debug"];

/** busybox: `kern.warn` */
function isFacility(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (bytes[i] === ascii.dot)
      return levels.some((level) => to - i - 1 === level.length && hasWordAt(bytes, i + 1, to, level));
    if (!isLetter(bytes[i]) && !isDigit(bytes[i])) return false;
  }
  return false;
}

/** Whether the word of `[from, to)` stands at `at` again. */
function isSame(bytes: Uint8Array, from: number, to: number, at: number, end: number): boolean {
  if (end <= at + to - from || !isBlank(bytes[at + to - from])) return false;
  for (let i = from; i < to; i++) if (bytes[i] !== bytes[at + i - from]) return false;
  return true;
}

/** The `[` of `sshd[454008]`, or -1. */
function openBracket(bytes: Uint8Array, from: number, to: number): number {
  for (let i = to - 2; from < i; i--) {
    if (bytes[i] === ascii.leftBracket) return i;
    if (!isDigit(bytes[i])) return -1;
  }
  return -1;
}
