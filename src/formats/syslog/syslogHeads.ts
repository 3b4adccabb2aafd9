import { ascii, indexOfByte, isDigit, isLetter } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { type KernelHead, kindOfHead } from "../../core/kernel.ts";
import { mostHeads } from "../../core/plainRows.ts";
import type { Row } from "../../core/row.ts";
import { clockMicros } from "../cells/dayMemo.ts";

const clockLength = "10:00:01".length;
const mostDigits = 6;

/**
 * Remembers what lines of a log begin with around the time of day: a log has one such head a day and host.
 *
 *     2031-03-03T10:00:01.250000+01:00 gw01 kernel: [UFW BLOCK] IN=…
 *     └ before                  └ behind            └ message
 */
export class SyslogHeads {
  readonly list: KernelHead[] = [];
  /** How often the list has changed. */
  changes = 0;
  /** Of the line looked at last: its head's number, its time, and where its message begins. */
  number = 0;
  time = Number.NaN;
  message = 0;

  /** Remembers a head of a row that was read the ordinary way. */
  add(head: KernelHead): void {
    if (this.list.some((known) => isSameDay(known, head))) return;
    // The same host's on another day.
    const at = this.list.findIndex((known) => isSameSender(known, head));
    if (0 <= at) this.list[at] = head;
    else if (this.list.length < mostHeads) this.list.push(head);
    else return;
    this.changes++;
  }

  /** Finds which head the line at `start` has. */
  find(bytes: Uint8Array, start: number): KernelHead | undefined {
    const last = this.list[this.number];
    if (last && this.#isAt(last, bytes, start)) return last;
    for (const [number, head] of this.list.entries()) {
      if (!this.#isAt(head, bytes, start)) continue;
      this.number = number;
      return head;
    }
    return undefined;
  }

  #isAt(head: KernelHead, bytes: Uint8Array, start: number): boolean {
    if (!isTextAt(bytes, start, head.before)) return false;
    const clock = start + head.before.length;
    const clockEnd = head.times === "none" ? clock : fractionEnd(bytes, clock + clockLength);
    if (!isTextAt(bytes, clockEnd, head.behind)) return false;
    this.message = clockEnd + head.behind.length;
    if (head.isBracketed && bytes[this.message] !== ascii.leftBracket) return false;
    // `[Mon Mar  3 10:00:01 2031]`
    if (head.times === "none" && isLetter(bytes[start + 1])) return false;
    if (head.times === "none") this.time = Number.NaN;
    else this.time = head.midnight + timeMicros(bytes, clock, clockEnd);
    return head.times === "none" || !Number.isNaN(this.time);
  }
}

/**
 * What stands around the clock of a row whose message begins at `message`; undefined where the same texts may stand
 * around another time, or are longer than these.
 */
export function headAround(
  row: Row,
  start: number,
  message: number,
  ends: Pick<KernelHead, "hasHost" | "isBracketed">,
  longest: { readonly before: number; readonly behind: number },
): KernelHead | undefined {
  const { bytes } = row;
  const colon = indexOfByte(bytes, ascii.colon, start, row.to[field.time]!);
  const clock = colon - 2;
  const clockEnd = fractionEnd(bytes, clock + clockLength);
  const midnight = row.time - timeMicros(bytes, clock, clockEnd);
  const isFirst = row.from[field.time]! <= clock && start <= clock && isPlainBefore(bytes, start);
  if (!isFirst || Number.isNaN(midnight) || !isPlainBehind(bytes, clockEnd, message)) return undefined;
  const before = bytes.slice(start, clock);
  const behind = bytes.slice(clockEnd, message);
  if (longest.before < before.length || longest.behind < behind.length) return undefined;
  const times = row.hasYear ? (Number.isNaN(row.utcOffset) ? "local" : "utc") : "yearless";
  return { before, midnight, behind, times, ...ends };
}

/** A number without a hyphen behind its fourth digit is a guest's. */
function isPlainBefore(bytes: Uint8Array, start: number): boolean {
  return !isDigit(bytes[start]) || bytes[start + 4] === ascii.minus;
}

/** What is behind the seconds, or their fraction, has to be none of it. */
function isPlainBehind(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from];
  return from < to && !isDigit(first) && first !== ascii.dot && first !== ascii.comma;
}

/** Behind a point and no more than microseconds; `at` where there is something else. */
function fractionEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== ascii.dot) return at;
  let to = at + 1;
  while (isDigit(bytes[to])) to++;
  const digits = to - at - 1;
  return 0 < digits && digits <= mostDigits ? to : at;
}

/** Microseconds since midnight of `10:00:01.25`, or NaN. */
function timeMicros(bytes: Uint8Array, clock: number, end: number): number {
  let fraction = 0;
  let worth = 100_000;
  for (let at = clock + clockLength + 1; at < end; at++, worth /= 10)
    fraction += (bytes[at]! - ascii.zero) * worth;
  return clockMicros(bytes, clock) + fraction;
}

function isTextAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  // From the end: that is where texts of a log differ, as the day of a date does.
  for (let i = text.length - 1; 0 <= i; i--) if (bytes[at + i] !== text[i]) return false;
  return true;
}

function isSameDay(a: KernelHead, b: KernelHead): boolean {
  return isSame(a.before, b.before) && isSameSender(a, b);
}

function isSameSender(a: KernelHead, b: KernelHead): boolean {
  return (
    isSame(a.behind, b.behind) &&
    kindOfHead(a) === kindOfHead(b) &&
    a.isBracketed === b.isBracketed &&
    hasSamePriority(a.before, b.before)
  );
}

/** Either none or the same `<4>`. */
function hasSamePriority(a: Uint8Array, b: Uint8Array): boolean {
  if (a[0] !== ascii.less) return b[0] !== ascii.less;
  const end = a.indexOf(ascii.greater) + 1;
  return isSame(a.subarray(0, end), b.subarray(0, end));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && isTextAt(a, 0, b);
}
