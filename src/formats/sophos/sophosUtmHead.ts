import { ascii, decimal, skipBlanks, skipWord } from "../../core/ascii.ts";
import { readClock } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { skipPriority } from "../syslog/syslogPrefix.ts";

const dateLength = "2031:07:02".length;

/**
 * The UTM writes its own time in front of host and program; what is read of syslog's stands where it does not.
 *
 *     2031:07:02-09:01:07 utm-1 ulogd[12511]: id="2001" …
 *     └ time              └ host              └ pairs
 */
export function readSophosUtmHead(row: Row, from: number, end: number, start: number): number {
  const first = skipPriority(row.bytes, start, end);
  for (const at of first === from ? [from] : [first, from]) {
    const to = readTime(row, at, end);
    if (to < 0) continue;
    const host = skipBlanks(row.bytes, to, end);
    const hostEnd = skipWord(row.bytes, host, end);
    if (row.bytes[hostEnd - 1] === ascii.colon) return host;
    row.set(field.host, host, hostEnd);
    return skipBlanks(row.bytes, hostEnd, end);
  }
  return from;
}

function readTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const clock = from + dateLength + 1;
  const isDate = bytes[from + 4] === ascii.colon && bytes[from + 7] === ascii.colon;
  if (!isDate || bytes[clock - 1] !== ascii.minus || end < clock) return -1;
  const year = decimal(bytes, from, from + 4);
  const month = decimal(bytes, from + 5, from + 7);
  const day = decimal(bytes, from + 8, from + dateLength);
  const to = readClock(row, clock, end, year, month, day);
  if (to < 0) return -1;
  row.hasYear = true;
  row.utcOffset = Number.NaN;
  row.set(field.time, from, to);
  return to;
}
