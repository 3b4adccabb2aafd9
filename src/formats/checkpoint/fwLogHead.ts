import { ascii, isDigit, isLetter, skipBlanks, skipWord } from "../../core/ascii.ts";
import { readClock } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";

/**
 * What stands before the pairs of a line of `fw log`, of which much may be missing:
 *
 *     22Mar2031 13:42:02 5 N/A 1 accept 192.0.2.1 >eth0 rule: 13; src: …
 *     └ time                     │      │         └ interface
 *                                action gateway
 *
 * Returns where the pairs begin.
 */
export function readFwLogHead(row: Row, from: number, end: number): number {
  const { bytes } = row;
  let action = -1;
  let gateway = -1;
  for (let at = skipBlanks(bytes, readTime(row, from, end), end); at < end; ) {
    const to = skipWord(bytes, at, end);
    const isArrow = bytes[at] === ascii.greater || bytes[at] === ascii.less;
    if (isArrow || bytes[to - 1] === ascii.colon) {
      putWord(row, field.action, action, end);
      putWord(row, field.host, gateway, end);
      return isArrow ? readInterface(row, at, to, end) : at;
    }
    action = gateway;
    gateway = at;
    at = skipBlanks(bytes, to, end);
  }
  return from;
}

/** `>eth0`, `> eth0`, or `>` alone in front of the first key. */
function readInterface(row: Row, at: number, to: number, end: number): number {
  const { bytes } = row;
  const name = to === at + 1 ? skipBlanks(bytes, to, end) : at + 1;
  const nameEnd = skipWord(bytes, name, end);
  if (bytes[nameEnd - 1] === ascii.colon) return name;
  if (isLetter(bytes[name]) && bytes[name + 1] !== ascii.slash)
    row.set(bytes[at] === ascii.greater ? field.ingress : field.egress, name, nameEnd);
  return skipBlanks(bytes, nameEnd, end);
}

function putWord(row: Row, index: 1 | 16, from: number, end: number): void {
  if (from < 0 || !(isLetter(row.bytes[from]) || (index === field.host && isDigit(row.bytes[from])))) return;
  row.set(index, from, skipWord(row.bytes, from, end));
}

/** `fw log` of one day prints the time of day alone: its date stands in a line of its own, or nowhere. */
function readTime(row: Row, from: number, end: number): number {
  const { bytes, hasYear, time, utcOffset } = row;
  if (!isDigit(bytes[from])) return from;
  row.hasYear = true;
  row.utcOffset = Number.NaN;
  const written = readWrittenTime(row, from, end, "day-first");
  if (0 <= written) return written;
  row.hasYear = hasYear;
  row.utcOffset = utcOffset;
  const to = readClock(row, from, end, 1970, 1, 1);
  if (to < 0) return from;
  // The time of syslog, which has a date, stays.
  if (Number.isNaN(time)) {
    row.hasDate = false;
    row.set(field.time, from, to);
  } else row.time = time;
  return to;
}
