import { ascii, decimal, isDigit, skipBlanks, skipWord } from "../../core/ascii.ts";
import { readClock } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

/** How far into a line the time may stand, behind what a relay puts there. */
const longestLead = 80;

/**
 * The UTM writes its own time in front of host and program; what is read of syslog's stands where it does not. Some
 * relays take the year for a program's name, and put a blank behind it.
 *
 *     2031:07:02-09:01:07 utm-1 ulogd[12511]: id="2001" …
 *     └ time              └ host              └ pairs
 */
export function readSophosUtmHead(row: Row, from: number, end: number, start: number): number {
  const last = Math.min(end, start + longestLead);
  for (let at = start; at < last && row.bytes[at] !== ascii.equals; at++) {
    if (!isDigit(row.bytes[at]) || isDigit(row.bytes[at - 1])) continue;
    const to = readTime(row, at, end);
    if (0 <= to) return readHost(row, skipBlanks(row.bytes, to, end), end);
  }
  return from;
}

function readHost(row: Row, from: number, end: number): number {
  const to = skipWord(row.bytes, from, end);
  if (row.bytes[to - 1] === ascii.colon) return from;
  row.set(field.host, from, to);
  return skipBlanks(row.bytes, to, end);
}

function readTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const month = from + "2031:".length;
  const date = bytes[month] === ascii.blank ? month + 1 : month;
  const clock = date + "07:02-".length;
  const isDate = bytes[month - 1] === ascii.colon && bytes[date + 2] === ascii.colon;
  if (!isDate || bytes[clock - 1] !== ascii.minus || end < clock) return -1;
  const year = decimal(bytes, from, from + 4);
  const to = readClock(
    row,
    clock,
    end,
    year,
    decimal(bytes, date, date + 2),
    decimal(bytes, date + 3, date + 5),
  );
  if (to < 0) return -1;
  row.hasYear = true;
  row.utcOffset = Number.NaN;
  row.set(field.time, from, to);
  return to;
}
