import { ascii } from "../core/ascii.ts";
import { microsPerSecond } from "../core/instant.ts";

const longestDate = 16;

/**
 * Remembers the last date of a log by its bytes: lines of one day need no calendar. It is only a cache; a
 * reader without it reads the same.
 */
export class DayMemo {
  readonly #text = new Uint8Array(longestDate);
  #length = 0;
  #midnight = Number.NaN;

  /** Midnight of the date at `from` in microseconds, or NaN where it is not the one remembered. */
  midnight(bytes: Uint8Array, from: number, length: number): number {
    if (length !== this.#length) return Number.NaN;
    // From the end: the day of the month is what changes.
    for (let i = length - 1; 0 <= i; i--) if (bytes[from + i] !== this.#text[i]) return Number.NaN;
    return this.#midnight;
  }

  keep(bytes: Uint8Array, from: number, length: number, midnight: number): void {
    if (longestDate < length) return;
    for (let i = 0; i < length; i++) this.#text[i] = bytes[from + i]!;
    this.#length = length;
    this.#midnight = midnight;
  }
}

/** Microseconds since midnight of `hh:mm:ss` at `at`, or NaN where there is no such time. */
export function clockMicros(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== ascii.colon || bytes[at + 5] !== ascii.colon) return Number.NaN;
  const hour = twoDigits(bytes, at);
  const minute = twoDigits(bytes, at + 3);
  const second = twoDigits(bytes, at + 6);
  if (23 < hour || 59 < minute || 59 < second) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * microsPerSecond;
}

const noNumber = 255;

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ascii.zero;
  const ones = bytes[at + 1]! - ascii.zero;
  return tens < 0 || 9 < tens || ones < 0 || 9 < ones ? noNumber : tens * 10 + ones;
}
