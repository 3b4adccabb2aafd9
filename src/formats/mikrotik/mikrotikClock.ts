import { ascii, decimal, isBlank, isDigit, isLetter } from "../../core/ascii.ts";
import { readClock, yearOfYearless } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

const months = "janfebmaraprmayjunjulaugsepoctnovdec";

/**
 * Reads the times of `/log print`, where the day is left out of today's lines and the year out of this year's:
 *
 *     09:01:07        jul/02 09:01:07        jul/02/2031 09:01:07
 */
export function readMikrotikTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (isDigit(bytes[from])) {
    const to = readClock(row, from, end, 1970, 1, 1);
    if (to < 0) return -1;
    row.hasDate = false;
    row.set(field.time, from, to);
    return to;
  }
  const month = isLetter(bytes[from]) ? monthAt(bytes, from) : 0;
  if (month === 0 || bytes[from + 3] !== ascii.slash) return -1;
  const day = decimal(bytes, from + 4, from + 6);
  const hasYear = bytes[from + 6] === ascii.slash;
  const year = hasYear ? decimal(bytes, from + 7, from + 11) : yearOfYearless;
  const clock = hasYear ? from + 12 : from + 7;
  if (Number.isNaN(day + year) || !isBlank(bytes[clock - 1])) return -1;
  const to = readClock(row, clock, end, year, month, day);
  if (to < 0) return -1;
  row.hasYear = hasYear;
  row.set(field.time, from, to);
  return to;
}

/** From 1, of a name in small letters; 0 where none stands. */
function monthAt(bytes: Uint8Array, at: number): number {
  for (let month = 0; month < 12; month++) {
    let same = 0;
    while (same < 3 && (bytes[at + same]! | 0x20) === months.charCodeAt(month * 3 + same)) same++;
    if (same === 3) return month + 1;
  }
  return 0;
}
