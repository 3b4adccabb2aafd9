import { ascii, decimal, isBlank, isDigit } from "../../core/ascii.ts";
import { microsPerMinute, microsPerSecond } from "../../core/instant.ts";
import { textOf } from "../../core/lineBytes.ts";

/**
 * Reads a time of day as Process Monitor prints it in whatever locale. What a spreadsheet shortened to minutes and
 * seconds has no hour.
 *
 *     8:55:07.0236729 PM     14:56:51,1177743     오후 8:55:07.0236729     07:37:18.2093997Z     44:57.9
 *     └hour    └fraction└half                     └half                                   └zone  └minutes
 */
export class EventClock {
  /** Since midnight, NaN where no time stands. */
  micros = Number.NaN;
  /** Beyond the microseconds. */
  nanos = 0;
  digits = 0;
  hasHour = true;
  /** Minutes east of UTC, NaN where it is not said. */
  utcOffset = Number.NaN;
  #fractionFrom = 0;
  #fractionTo = 0;

  /** Whether `[from, to)` is a time; keeps it until the next call. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    this.micros = Number.NaN;
    this.utcOffset = Number.NaN;
    this.hasHour = true;
    let at = from;
    while (at < to && !isDigit(bytes[at])) at++;
    const first = endOfNumber(bytes, at, to);
    const mark = bytes[first];
    if (first === at || !isMark(mark)) return false;
    const second = endOfNumber(bytes, first + 1, to);
    if (second !== first + 3) return false;
    const hasThird = bytes[second] === mark && endOfNumber(bytes, second + 1, to) === second + 3;
    this.#findFraction(bytes, hasThird ? second + 3 : second, to);
    const isCut = !hasThird && this.#fractionFrom < this.#fractionTo;
    const numbers = [decimal(bytes, at, first), decimal(bytes, first + 1, second)] as const;
    const third = hasThird ? decimal(bytes, second + 1, second + 3) : 0;
    this.hasHour = !isCut;
    const whole = isCut ? secondsOf(0, ...numbers) : secondsOf(...numbers, third);
    this.micros = whole * microsPerSecond + this.#readFraction(bytes);
    this.#putHalf(bytes, from, at, to);
    this.#putZone(bytes, to);
    return !Number.isNaN(this.micros);
  }

  #findFraction(bytes: Uint8Array, at: number, to: number): void {
    this.#fractionFrom = at;
    this.#fractionTo = at;
    if (to <= at || (bytes[at] !== ascii.dot && bytes[at] !== ascii.comma) || !isDigit(bytes[at + 1])) return;
    let end = at + 1;
    while (end < to && end < at + 10 && isDigit(bytes[end])) end++;
    this.#fractionFrom = at + 1;
    this.#fractionTo = end;
  }

  /** In microseconds. */
  #readFraction(bytes: Uint8Array): number {
    this.digits = this.#fractionTo - this.#fractionFrom;
    let nanos = 0;
    let unit = 100_000_000;
    for (let at = this.#fractionFrom; at < this.#fractionTo; at++, unit /= 10)
      nanos += (bytes[at]! - ascii.zero) * unit;
    this.nanos = nanos % 1000;
    return (nanos - this.nanos) / 1000;
  }

  /** Which half of the day a clock of twelve hours means: said behind it, or before it. */
  #putHalf(bytes: Uint8Array, from: number, at: number, to: number): void {
    const behind = this.#fractionTo;
    if (behind === to && at === from) return;
    const half = halfAt(bytes, behind, to) ?? halfAt(bytes, from, at);
    const noon = 720 * microsPerMinute;
    if (half === "after noon" && this.micros < noon) this.micros += noon;
    if (half === "before noon" && noon <= this.micros) this.micros -= noon;
  }

  #putZone(bytes: Uint8Array, to: number): void {
    const at = this.#fractionTo;
    if (at + 1 === to && bytes[at] === ascii.upperZ) this.utcOffset = 0;
    const isOffset = at + 6 === to && bytes[at + 3] === ascii.colon;
    if (!isOffset || (bytes[at] !== ascii.plus && bytes[at] !== ascii.minus)) return;
    const minutes = decimal(bytes, at + 1, at + 3) * 60 + decimal(bytes, at + 4, at + 6);
    this.utcOffset = bytes[at] === ascii.minus ? -minutes : minutes;
  }
}

/** NaN where there is no such time. */
function secondsOf(hour: number, minute: number, second: number): number {
  return hour < 24 && minute < 60 && second < 61 ? (hour * 60 + minute) * 60 + second : Number.NaN;
}

/** Behind at most two digits. */
function endOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && at < from + 2 && isDigit(bytes[at])) at++;
  return at;
}

function isMark(byte: number | undefined): boolean {
  return byte === ascii.colon || byte === ascii.dot;
}

type Half = "before noon" | "after noon";

/** What Windows' locales write, in small letters without dots and blanks. */
const halves: ReadonlyMap<string, Half> = new Map([
  ...["am", "πμ", "上午", "午前", "오전", "ص", "sa", "de", "fm", "pg", "पूर्वाह्न", "ق.ظ"].map(
    (word) => [word, "before noon"] as const,
  ),
  ...["pm", "μμ", "下午", "午後", "오후", "م", "ch", "du", "em", "ptg", "अपराह्न", "ب.ظ"].map(
    (word) => [word, "after noon"] as const,
  ),
]);

const longestHalf = 24;

function halfAt(bytes: Uint8Array, from: number, to: number): Half | undefined {
  if (to <= from || longestHalf < to - from) return undefined;
  if (isBlank(bytes[from]) && to === from + 3 && (bytes[to - 1]! | 0x20) === lowerM) {
    const letter = bytes[from + 1]! | 0x20;
    return letter === lowerP ? "after noon" : letter === ascii.lowerA ? "before noon" : undefined;
  }
  return halves.get(
    textOf(bytes, from, to)
      .toLowerCase()
      .replace(/[\s.\u200e\u200f]/g, ""),
  );
}

const lowerM = 0x6d;
const lowerP = 0x70;
