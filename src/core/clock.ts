import { ascii, decimal, isBlank, isDigit } from "./ascii.ts";
import { field } from "./field.ts";
import { daysInMonth, daysSince1970, microsPerDay, microsPerSecond } from "./instant.ts";
import type { Row } from "./row.ts";

/** Syslog's times have no year. They are read in this one, which has a 29 February. */
export const yearOfYearless = 1972;

/**
 * Reads a date and time at `from` into the row and returns the offset behind it, or -1 where there is none.
 * RFC 3339, RFC 5424 and the Windows firewall's two columns:
 *
 *     2025-01-23T12:22:21.537693-05:00        2031-07-02 09:01:07
 *     └──────────┘└──────┘└─────┘└────┘
 */
export function readIsoTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (end < from + 19 || bytes[from + 4] !== ascii.minus || bytes[from + 7] !== ascii.minus) return -1;
  if (bytes[from + 10] !== upperT && !isBlank(bytes[from + 10])) return -1;
  const year = decimal(bytes, from, from + 4);
  const month = decimal(bytes, from + 5, from + 7);
  const day = decimal(bytes, from + 8, from + 10);
  const afterClock = readClock(row, from + 11, end, year, month, day);
  if (afterClock < 0) return -1;
  const to = readOffset(row, afterClock, end);
  row.set(field.time, from, to);
  return to;
}

/**
 * RFC 3164, which has neither year nor zone. BSD pads the day with a blank, some relays do not.
 *
 *     Mar  3 10:00:01        Mar 3 10:00:01
 */
export function readSyslogTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (end < from + 14 || !isBlank(bytes[from + 3])) return -1;
  const month = monthAt(bytes, from);
  if (month === 0) return -1;
  let at = from + 4;
  if (isBlank(bytes[at])) at++;
  const dayEnd = isDigit(bytes[at + 1]) ? at + 2 : at + 1;
  if (!isBlank(bytes[dayEnd])) return -1;
  const day = decimal(bytes, at, dayEnd);
  const to = readClock(row, dayEnd + 1, end, yearOfYearless, month, day);
  if (to < 0) return -1;
  row.hasYear = false;
  row.set(field.time, from, to);
  return to;
}

/**
 * Common Log Format, as Proxmox's firewall writes it.
 *
 *     20/Jun/2022:13:09:14 +0200
 */
export function readCommonLogTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (end < from + 20 || bytes[from + 2] !== ascii.slash || bytes[from + 6] !== ascii.slash) return -1;
  const month = monthAt(bytes, from + 3);
  if (month === 0 || bytes[from + 11] !== ascii.colon) return -1;
  const year = decimal(bytes, from + 7, from + 11);
  const day = decimal(bytes, from, from + 2);
  const afterClock = readClock(row, from + 12, end, year, month, day);
  if (afterClock < 0) return -1;
  const to = isBlank(bytes[afterClock]) ? readOffset(row, afterClock + 1, end) : afterClock;
  row.set(field.time, from, to === afterClock + 1 ? afterClock : to);
  return to;
}

const upperT = ascii.upperT;
const upperZulu = ascii.upperZ;

/**
 * `hh:mm:ss` or `h:mm:ss` and a fraction behind a point or comma, on the given day; returns the offset behind them,
 * or -1.
 */
export function readClock(
  row: Row,
  from: number,
  end: number,
  year: number,
  month: number,
  day: number,
): number {
  const { bytes } = row;
  const at = bytes[from + 1] === ascii.colon ? from - 1 : from;
  if (end < at + 8 || bytes[at + 2] !== ascii.colon || bytes[at + 5] !== ascii.colon) return -1;
  const hour = decimal(bytes, from, at + 2);
  const minute = decimal(bytes, at + 3, at + 5);
  const second = decimal(bytes, at + 6, at + 8);
  const days = daysSince1970(year, month, day);
  const seconds = hour * 3600 + minute * 60 + second;
  if (Number.isNaN(days + seconds)) return -1;
  const fractionEnd = endOfFraction(bytes, at + 8, end);
  const impossible =
    month < 1 ||
    12 < month ||
    day < 1 ||
    23 < hour ||
    59 < minute ||
    60 < second ||
    (28 < day && daysInMonth(year, month) < day);
  if (impossible) row.flaw("EV010", Math.max(0, at - 11), at + 8);
  else
    row.time = days * microsPerDay + seconds * microsPerSecond + fractionMicros(bytes, at + 8, fractionEnd);
  row.timeDigits = Math.max(0, fractionEnd - at - 9);
  row.timeNanos = nanosBeyond(bytes, at + 9, fractionEnd);
  return fractionEnd;
}

function endOfFraction(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== ascii.dot && bytes[at] !== ascii.comma) return at;
  let to = at + 1;
  while (to < end && to < at + 10 && isDigit(bytes[to])) to++;
  return to === at + 1 ? at : to;
}

function fractionMicros(bytes: Uint8Array, at: number, to: number): number {
  if (to === at) return 0;
  const digits = Math.min(6, to - at - 1);
  return decimal(bytes, at + 1, at + 1 + digits) * 10 ** (6 - digits);
}

/** What the seventh and further digits of a fraction say, which begins at `at`. */
function nanosBeyond(bytes: Uint8Array, at: number, to: number): number {
  let nanos = 0;
  for (let i = at + 6, unit = 100; i < to && 1 <= unit; i++, unit /= 10)
    nanos += (bytes[i]! - ascii.zero) * unit;
  return nanos;
}

/** `Z`, `+02:00` or `+0200`; makes the row's time UTC. Returns `at` where no offset stands there. */
export function readOffset(row: Row, at: number, end: number): number {
  const { bytes } = row;
  if (at < end && bytes[at] === upperZulu) {
    row.utcOffset = 0;
    return at + 1;
  }
  if (end < at + 5 || (bytes[at] !== ascii.plus && bytes[at] !== ascii.minus)) return at;
  const minutesAt = bytes[at + 3] === ascii.colon ? at + 4 : at + 3;
  if (end < minutesAt + 2) return at;
  const minutes = decimal(bytes, at + 1, at + 3) * 60 + decimal(bytes, minutesAt, minutesAt + 2);
  if (Number.isNaN(minutes) || 18 * 60 < minutes) return at;
  row.utcOffset = bytes[at] === ascii.minus ? -minutes : minutes;
  row.time -= row.utcOffset * 60 * microsPerSecond;
  return minutesAt + 2;
}

const monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** The month whose English three-letter name stands at `at`, from 1, or 0. */
export function monthAt(bytes: Uint8Array, at: number): number {
  for (let month = 0; month < 12; month++) {
    const name = month * 3;
    if (
      bytes[at] === monthNames.charCodeAt(name) &&
      bytes[at + 1] === monthNames.charCodeAt(name + 1) &&
      bytes[at + 2] === monthNames.charCodeAt(name + 2)
    )
      return month + 1;
  }
  return 0;
}
