import { ascii, hasWordAt, isDigit, isLetter, skipBlanks, skipWord } from "../../core/ascii.ts";
import { readIsoTime } from "../../core/clock.ts";
import type { Row } from "../../core/row.ts";
import { SyslogNames } from "./syslogNames.ts";
import { SyslogTime } from "./syslogTime.ts";

/**
 * What stands before a program's own message in a line of syslog, the journal or the kernel's ring buffer:
 * priority, time, host and the program's tag, each of which may be missing. RFC 3164, RFC 5424, the journal's
 * text forms, logread, dmesg:
 *
 *     <4>Mar  3 10:00:01 gw01 kernel: [12345.678901] …
 *     <4>1 2031-03-03T10:00:01.250Z gw01 kernel - - [meta x="1"] …
 *     Mon Mar  3 10:00:01 2031 kern.warn kernel: [12345.678901] …
 *
 * Where a format knows its messages by a mark, `end` may be where the message begins: what stands before it is
 * then all read as a prefix. `syslogMessages.ts` does that for formats whose lines stand alone.
 */
export class SyslogPrefix {
  /** Host and tag of the line read last. */
  readonly names = new SyslogNames();
  /** Whether anything of a prefix was there at all. */
  isThere = false;
  readonly #time = new SyslogTime();

  /** Reads the prefix, sets the row's time, and returns where the message begins. */
  read(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const start = skipPriority(bytes, from, end);
    if (bytes[start] === digitOne && bytes[start + 1] === ascii.blank) {
      const message = this.#structured(row, start + 2, end);
      if (0 <= message) return message;
    }
    let timeEnd = this.#time.read(row, start, end);
    if (timeEnd === start) timeEnd = this.#time.readLater(row, start, end);
    const namesFrom = this.#behindStream(row, skipBlanks(bytes, timeEnd, end), end);
    const message = this.names.read(bytes, namesFrom, end, start < timeEnd ? "behindTime" : "first");
    this.isThere = from < timeEnd || this.names.hasTag;
    return this.names.hasTag || !this.names.hasHost ? message : this.#relayed(row, message, end);
  }

  /** A container's log names the stream, and whether the line is whole: `stdout F <134>Jul  2 09:01:06 …`. */
  #behindStream(row: Row, from: number, end: number): number {
    const { bytes } = row;
    if (!hasWordAt(bytes, from, end, "stdout ") && !hasWordAt(bytes, from, end, "stderr ")) return from;
    const line = skipPriority(bytes, skipBlanks(bytes, from + "stdout F".length, end), end);
    return skipBlanks(bytes, this.#readOwnTime(row, line, end), end);
  }

  /** A time behind another one stands instead of it. Returns `from` where none is; the other then stays. */
  #readOwnTime(row: Row, from: number, end: number): number {
    const { time, timeDigits, utcOffset, hasYear } = row;
    row.timeDigits = 0;
    row.utcOffset = Number.NaN;
    row.hasYear = true;
    const to = this.#time.read(row, from, end);
    if (to !== from) return to;
    row.time = time;
    row.timeDigits = timeDigits;
    row.utcOffset = utcOffset;
    row.hasYear = hasYear;
    return from;
  }

  /** What a relay wrapped has its own time and names, which are the sender's: they stand. */
  #relayed(row: Row, start: number, end: number): number {
    const from = skipPriority(row.bytes, start, end);
    if (row.bytes[from] === digitOne && row.bytes[from + 1] === ascii.blank) {
      const { hasYear } = row;
      row.hasYear = true;
      const message = this.#structured(row, from + 2, end);
      if (0 <= message) return message;
      row.hasYear = hasYear;
    }
    const timeEnd = this.#readOwnTime(row, from, end);
    if (timeEnd === from) return start;
    const { hostFrom, hostTo } = this.names;
    const message = this.names.read(row.bytes, skipBlanks(row.bytes, timeEnd, end), end, "behindTime");
    // A sender without a name is the one that the relay named.
    if (!this.names.hasHost) this.names.setHost(hostFrom, hostTo);
    return message;
  }

  /** RFC 5424: time, host, program, process id, message id, structured data, each possibly `-`. */
  #structured(row: Row, from: number, end: number): number {
    const { bytes } = row;
    const timeEnd = skipWord(bytes, from, end);
    // `1  text` is the number of a line.
    if (timeEnd === from) return -1;
    if (!isAbsent(bytes, from, timeEnd) && readIsoTime(row, from, timeEnd) < 0) return -1;
    const hostFrom = skipBlanks(bytes, timeEnd, end);
    const hostTo = skipWord(bytes, hostFrom, end);
    const tagFrom = skipBlanks(bytes, hostTo, end);
    const tagTo = skipWord(bytes, tagFrom, end);
    // The version, and behind the time what RFC 3164 has there.
    if (hostFrom === end || bytes[tagTo - 1] === ascii.colon) return -1;
    const pidTo = skipWord(bytes, skipBlanks(bytes, tagTo, end), end);
    const idTo = skipWord(bytes, skipBlanks(bytes, pidTo, end), end);
    const dataFrom = skipBlanks(bytes, idTo, end);
    this.isThere = true;
    this.names.clear();
    if (!isAbsent(bytes, hostFrom, hostTo)) this.names.setHost(hostFrom, hostTo);
    if (!isAbsent(bytes, tagFrom, tagTo)) this.names.setTag(tagFrom, tagTo);
    this.names.isProgram = true;
    return skipBlanks(bytes, structuredDataEnd(bytes, dataFrom, end), end);
  }
}

const digitOne = 0x31;
const mostPriorityDigits = 3;

/** `<4>`, and a blank behind it where a relay puts one. */
export function skipPriority(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== ascii.less) return from;
  let at = from + 1;
  while (at < end && isDigit(bytes[at])) at++;
  const digits = at - from - 1;
  if (digits === 0 || mostPriorityDigits < digits || bytes[at] !== ascii.greater) return from;
  return skipBlanks(bytes, at + 1, end);
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
