import { ascii, isBlank } from "../../core/ascii.ts";
import type { Row } from "../../core/row.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";

/**
 * Reads a date as the console's language writes it: with AM or PM the month comes first, with slashes and 24 hours
 * the day. Returns where it ends, or -1.
 */
export function readWindowsTime(row: Row, from: number, end: number): number {
  return readWrittenTime(row, from, end, hasHalfOfDay(row.bytes, from, end) ? "month-first" : "day-first");
}

/** ` AM`, ` PM` */
function hasHalfOfDay(bytes: Uint8Array, from: number, end: number): boolean {
  const last = Math.min(end, from + longestTime);
  for (let at = from + 1; at < last; at++)
    if (
      bytes[at] === upperM &&
      (bytes[at - 1] === ascii.upperA || bytes[at - 1] === upperP) &&
      !isDigitLike(bytes[at - 2])
    )
      return true;
  return false;
}

const longestTime = "07/02/2031 09:01:07.123 AM".length;
const upperM = 0x4d;
const upperP = 0x50;

/** A blank of whatever kind stands before it. */
function isDigitLike(byte: number | undefined): boolean {
  return byte === undefined || (!isBlank(byte) && byte < 0x80);
}
