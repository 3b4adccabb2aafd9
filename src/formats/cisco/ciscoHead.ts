import { ascii, isDigit, isLetter, skipBlanks, skipWord } from "../../core/ascii.ts";
import { monthAt, readClock, readIsoTime, readSyslogTime } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { KernelHead } from "../../core/kernel.ts";
import type { Row } from "../../core/row.ts";
import { readYearSyslogTime } from "../cells/writtenTime.ts";
import { readRepetition } from "../syslog/syslogGap.ts";
import { headAround, type SyslogHeads } from "../syslog/syslogHeads.ts";
import { SyslogPrefix, skipPriority } from "../syslog/syslogPrefix.ts";
import { readZone } from "./ciscoZone.ts";

/** Words of a head that are looked at; nobody writes so many. */
const mostWords = 24;
/** Bytes in which a line without a mark has its time. */
const longestHead = 80;

/**
 * Reads what stands before the mark of a Cisco message: priorities, sequence numbers, uptimes, times and zones, the
 * device's name, each as the device and every relay like them.
 *
 *     <166>Jul 02 2031 09:01:07 fw01 : %ASA-…        Jul  2 09:01:08 10.0.0.1 123: *Jul  2 09:01:07.250 CEST: %SEC-…
 *     <166>:Jul 02 09:01:07 UTC: %ASA-…              2031 Jul  2 09:01:07 sw01 %ACLLOG-…
 *     RP/0/RP0/CPU0:Jul  2 09:01:07.250 UTC: ipv4_acl_mgr[310]: %ACL-…
 *
 * Of several times and names the last ones are the sender's.
 */
export class CiscoHead {
  /** Heads of lines above, where lines of one device have the same. Only a cache. */
  readonly #heads: SyslogHeads | undefined;
  readonly #spans = new WeakMap<KernelHead, HeadSpans>();
  readonly #prefix = new SyslogPrefix();
  #hostFrom = -1;
  #hostTo = -1;
  #hosts = 0;

  /** No heads where each line of a device has a number of its own before its time. */
  constructor(heads?: SyslogHeads) {
    this.#heads = heads;
  }

  /** Whether a line without a mark is another message of a log, which begins with a time. */
  isOther(row: Row, from: number, end: number): boolean {
    this.read(row, from, Math.min(end, from + longestHead));
    const isOther = row.has(field.time);
    row.clear(row.bytes);
    return isOther;
  }

  /** Sets the row's time and host from what stands in `[from, end)`. */
  read(row: Row, from: number, end: number): void {
    const heads = this.#heads;
    const known = heads?.find(row.bytes, from);
    const spans = known && heads!.message === end ? this.#spans.get(known) : undefined;
    if (spans) again(row, from, heads!, known!, spans);
    else {
      this.#readNew(row, from, end);
      if (heads) this.#keep(row, from, end, heads);
    }
  }

  #keep(row: Row, start: number, end: number, heads: SyslogHeads): void {
    if (row.flaws.length !== 0 || row.has(field.repeat) || !row.has(field.time)) return;
    const ends = { hasHost: row.has(field.host), isBracketed: false };
    const head = headAround(row, start, end, ends, longest);
    if (!head) return;
    heads.add(head);
    this.#spans.set(head, spansOf(row, start, head));
  }

  #readNew(row: Row, from: number, end: number): void {
    const { bytes } = row;
    this.#hostFrom = -1;
    this.#hosts = 0;
    let at = this.#structured(row, from, end);
    for (let words = 0; words < mostWords; words++) {
      at = skipMarks(bytes, skipPriority(bytes, at, end), end);
      if (bytes[at] === ascii.less && skipPriority(bytes, at, end) !== at) continue;
      if (end <= at || readRepetition(row, at, end) !== at) break;
      const timeEnd = readTime(row, at, end);
      at = at < timeEnd ? readZone(row, timeEnd, end) : this.#word(bytes, at, end);
    }
    // Without a time, the only word before the mark is the device; of more words nobody knows.
    if (0 <= this.#hostFrom && (row.has(field.time) || this.#hosts === 1))
      row.set(field.host, this.#hostFrom, this.#hostTo);
  }

  /** RFC 5424, of which the message may have a head of its own. */
  #structured(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const start = skipPriority(bytes, from, end);
    if (start === from || bytes[start] !== digitOne || bytes[start + 1] !== ascii.blank) return from;
    const at = this.#prefix.read(row, from, end);
    const { hasHost, hostFrom, hostTo } = this.#prefix.names;
    if (hasHost) this.#setHost(hostFrom, hostTo);
    return Math.max(at, start + 1);
  }

  /** A name, a number, a facility or a program; returns where it ends. */
  #word(bytes: Uint8Array, from: number, end: number): number {
    const wordEnd = skipWord(bytes, from, end);
    const glued = gluedTime(bytes, from, wordEnd);
    if (from < glued) return glued;
    let to = wordEnd;
    while (from < to && bytes[to - 1] === ascii.colon) to--;
    if (isName(bytes, from, to)) this.#setHost(from, to);
    return wordEnd;
  }

  #setHost(from: number, to: number): void {
    this.#hostFrom = from;
    this.#hostTo = to;
    this.#hosts++;
  }
}

const longest = { before: 64, behind: 160 };
const clockLength = "09:01:07".length;

/** Where time and host of a head stand, from the line's start or from where the clock ends. */
interface HeadSpans {
  readonly utcOffset: number;
  readonly timeFrom: number;
  readonly timeTo: number;
  readonly hostFrom: number;
  readonly hostTo: number;
  readonly isHostFirst: boolean;
}

function spansOf(row: Row, start: number, { before, behind }: KernelHead): HeadSpans {
  const clock = start + before.length;
  const clockEnd = clock + clockLength + (row.timeDigits === 0 ? 0 : row.timeDigits + 1);
  const isHostFirst = row.has(field.host) && row.to[field.host]! <= clock;
  const origin = isHostFirst ? start : clockEnd;
  return {
    utcOffset: row.utcOffset,
    timeFrom: row.from[field.time]! - start,
    timeTo: Math.min(behind.length, row.to[field.time]! - clockEnd),
    hostFrom: row.from[field.host]! - origin,
    hostTo: row.to[field.host]! - origin,
    isHostFirst,
  };
}

/** Sets what a line says whose head differs from a known one in the clock alone. */
function again(row: Row, start: number, heads: SyslogHeads, head: KernelHead, spans: HeadSpans): void {
  const clockEnd = heads.message - head.behind.length;
  row.time = heads.time;
  row.hasYear = head.times !== "yearless";
  row.utcOffset = spans.utcOffset;
  row.timeDigits = Math.max(0, clockEnd - start - head.before.length - clockLength - 1);
  row.set(field.time, start + spans.timeFrom, clockEnd + spans.timeTo);
  if (!head.hasHost) return;
  const origin = spans.isHostFirst ? start : clockEnd;
  row.set(field.host, origin + spans.hostFrom, origin + spans.hostTo);
}

const digitOne = 0x31;
const apostrophe = 0x27;
const openParenthesis = 0x28;

/** What stands between words: an EMBLEM colon, the `*` and `.` of a clock that is not set, quotes. */
function skipMarks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isMark(bytes[at]!)) at++;
  return at;
}

function isMark(byte: number): boolean {
  return (
    byte <= ascii.blank ||
    byte === ascii.colon ||
    byte === ascii.asterisk ||
    byte === ascii.dot ||
    byte === ascii.quote ||
    byte === apostrophe ||
    byte === openParenthesis
  );
}

/** Returns `from` where no time stands. */
function readTime(row: Row, from: number, end: number): number {
  const first = row.bytes[from];
  const ways = isDigit(first) ? numericTimes : isLetter(first) ? namedTimes : [];
  const { utcOffset } = row;
  row.utcOffset = Number.NaN;
  for (const read of ways) {
    const to = read(row, from, end);
    if (to < 0) continue;
    if (read !== readSyslogTime) row.hasYear = true;
    return to;
  }
  row.utcOffset = utcOffset;
  return from;
}

/** `2031 Jul  2 09:01:07.250`, as NX-OS writes it. */
function readYearFirstTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const month = end < from + 20 || bytes[from + 4] !== ascii.blank ? 0 : monthAt(bytes, from + 5);
  if (month === 0) return -1;
  let year = 0;
  for (let at = from; at < from + 4; at++) {
    if (!isDigit(bytes[at])) return -1;
    year = year * 10 + bytes[at]! - ascii.zero;
  }
  const dayAt = skipBlanks(bytes, from + 8, end);
  const dayEnd = skipWord(bytes, dayAt, end);
  let day = 0;
  for (let at = dayAt; at < dayEnd; at++) day = day * 10 + bytes[at]! - ascii.zero;
  const to = readClock(row, skipBlanks(bytes, dayEnd, end), end, year, month, day);
  if (0 <= to) row.set(field.time, from, to);
  return to;
}

type TimeReader = (row: Row, from: number, end: number) => number;
const numericTimes: readonly TimeReader[] = [readIsoTime, readYearFirstTime];
const namedTimes: readonly TimeReader[] = [readYearSyslogTime, readSyslogTime];

/** Behind the colon of `RP/0/RP0/CPU0:Jul`, `fw.log:<166>`; `from` where nothing is glued to a word. */
function gluedTime(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at + 1 < to; at++) {
    if (bytes[at] !== ascii.colon) continue;
    const next = bytes[at + 1];
    if (next === ascii.less || monthAt(bytes, at + 1) !== 0) return at + 1;
    if (isDigit(next) && bytes[at + 5] === ascii.minus && isDigit(bytes[at + 4])) return at + 1;
  }
  return from;
}

const levels = ["emerg", "alert", "crit", "err", "error", "warn", "warning", "notice", "info", "debug"];

const leftBrace = 0x7b;

/** Whether a word can be a device's name: no number, uptime, facility or program. */
function isName(bytes: Uint8Array, from: number, to: number): boolean {
  if (to <= from || bytes[from] === ascii.leftBracket) return false;
  let [letters, dots, colons] = [0, 0, 0];
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (isLetter(byte) || 0x7f < byte) letters++;
    else if (byte === ascii.dot) dots++;
    else if (byte === ascii.colon) colons++;
    else if (byte === ascii.slash || byte === ascii.leftBracket || byte === ascii.equals) return false;
    else if (byte === ascii.quote || byte === leftBrace) return false;
  }
  if (letters === 0) return dots === 3 || 2 < colons;
  return !isFacility(bytes, from, to) && !isUptime(bytes, from, to);
}

/** `local4.info` */
function isFacility(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== ascii.dot) continue;
    const level = String.fromCharCode(...bytes.subarray(at + 1, Math.min(to, at + 9))).toLowerCase();
    return levels.includes(level);
  }
  return false;
}

/** `1w2d`, `3d02h`, `4y12w` */
function isUptime(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isDigit(bytes[from])) return false;
  for (let at = from; at < to; at++)
    if (!isDigit(bytes[at]) && !"ywdhms".includes(String.fromCharCode(bytes[at]!))) return false;
  return true;
}
