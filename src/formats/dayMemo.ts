import { microsPerSecond } from "../core/instant.ts";
import { ByteMemo } from "./byteMemo.ts";

/** Remembers the last date of a log by its bytes: lines of one day need no calendar. Only a cache. */
export class DayMemo {
  readonly #date = new ByteMemo("2031-07-02".length);
  #midnight = Number.NaN;

  /** Midnight of the date at `from` in microseconds, or NaN where it is not the one remembered. */
  midnight(bytes: Uint8Array, from: number, length: number): number {
    return length === this.#date.length && this.#date.isAt(bytes, from) ? this.#midnight : Number.NaN;
  }

  keep(bytes: Uint8Array, from: number, length: number, midnight: number): void {
    this.#date.keep(bytes, from, from + length);
    this.#midnight = midnight;
  }
}

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const zero = 0x30;
const colon = 0x3a;
const noNumber = 255;

/** Microseconds since midnight of `hh:mm:ss` at `at`, or NaN where there is no such time. */
export function clockMicros(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== colon || bytes[at + 5] !== colon) return Number.NaN;
  const hour = twoDigits(bytes, at);
  const minute = twoDigits(bytes, at + 3);
  const second = twoDigits(bytes, at + 6);
  if (23 < hour || 59 < minute || 59 < second) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * microsPerSecond;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - zero;
  const ones = bytes[at + 1]! - zero;
  return tens < 0 || 9 < tens || ones < 0 || 9 < ones ? noNumber : tens * 10 + ones;
}
