import { microsPerSecond } from "../../core/instant.ts";
import { ByteMemo } from "./byteMemo.ts";

/** Remembers the last date of a log by its bytes: lines of one day need no calendar. Only a cache. */
export class DayMemo {
  readonly #date = new ByteMemo("2031-07-02".length);
  #midnight = Number.NaN;
  /** How many dates were remembered so far. */
  dates = 0;

  /** The date's text, empty where none is remembered, and its midnight or NaN. */
  get last(): { readonly text: Uint8Array; readonly midnight: number } {
    return { text: this.#date.text, midnight: this.#midnight };
  }

  /** Midnight of the date at `from` in microseconds, or NaN where it is not the one remembered. */
  midnight(bytes: Uint8Array, from: number, length: number): number {
    return length === this.#date.length && this.#date.isAt(bytes, from) ? this.#midnight : Number.NaN;
  }

  keep(bytes: Uint8Array, from: number, length: number, midnight: number): void {
    this.#date.keep(bytes, from, from + length);
    this.#midnight = midnight;
    this.dates++;
  }
}

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const zero = 0x30;
const colon = 0x3a;

/** Microseconds since midnight of `hh:mm:ss` at `at`, or NaN where there is no such time. */
export function clockMicros(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== colon || bytes[at + 5] !== colon) return Number.NaN;
  const hour10 = bytes[at]! - zero;
  const hour1 = bytes[at + 1]! - zero;
  const minute10 = bytes[at + 3]! - zero;
  const minute1 = bytes[at + 4]! - zero;
  const second10 = bytes[at + 6]! - zero;
  const second1 = bytes[at + 7]! - zero;
  const hour = hour10 * 10 + hour1;
  // A tens digit may be as large as its check below allows; a ones digit has to be one.
  const isDigit = ((hour1 | minute1 | second1) & ~15) === 0 && hour1 < 10 && minute1 < 10 && second1 < 10;
  const isTime =
    isDigit && 0 <= hour10 && hour < 24 && 0 <= minute10 && minute10 < 6 && 0 <= second10 && second10 < 6;
  return isTime
    ? ((hour * 60 + minute10 * 10 + minute1) * 60 + second10 * 10 + second1) * microsPerSecond
    : Number.NaN;
}
