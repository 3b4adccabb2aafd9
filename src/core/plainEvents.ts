import { Names } from "./names.ts";

/** Texts of actors and operations that have keys at the same time. */
const mostKeys = 4096;

/** Which events of an operation have more to tell than their numbers. Not said of an operation: all that come. */
export const telling = { unsaid: 0, never: 1, ofSuccess: 2, always: 3 } as const;

/** What a row's `marks` say. */
export const eventMark = {
  succeeded: 1,
  /** A cell has quotes in it, each written twice. */
  quoted: 2,
} as const;

/** Of a column that lines do not have. */
export const noColumn = 0xff;
const noFraction = 0xff;
const fractionDigits = 7;
/** Bytes of a time or a date that lines are compared with. */
const longestTime = 48;
const timeAt = 16;
const maskAt = timeAt + longestTime;
const dateAt = maskAt + longestTime;

/** Columns of which events are read; the process's name stands in front of its PID. */
export interface EventPlaces {
  readonly count: number;
  readonly clock: number;
  readonly process: number;
  readonly operation: number;
  readonly path: number;
  readonly result: number;
  readonly detail: number;
  readonly date: number;
  readonly thread: number;
}

/**
 * What plain lines of a capture look like: where its columns are, and when the event was that was read before. Within
 * one second, times differ in the seven digits of their fractions.
 *
 *     "9:15:00.0048306 AM","OUTLOOK.EXE","240","RegQueryKey","HKCU\Software","SUCCESS","Query: HandleTags"
 *      └──┬──┘ └──┬──┘└─┘
 *       same  fraction same
 *
 * It lies in 160 bytes as the kernel takes it: columns, lengths, and the place of the fraction; at 16 a time, at 64
 * ones for what of it is the same, at 112 a date.
 */
export class EventShape {
  readonly bytes = new Uint8Array(dateAt + longestTime);
  readonly places: EventPlaces;
  /** Microseconds at which the second begins. */
  second = Number.NaN;
  utcOffset = Number.NaN;

  constructor(places: EventPlaces) {
    const { count, clock, process, operation, path, result, detail, date, thread } = places;
    this.places = places;
    this.bytes.set([count, clock, process, operation, path, result, detail, date, 0, 0, 0, thread]);
  }

  get timeLength(): number {
    return this.bytes[8]!;
  }

  /** Where in a time its fraction stands; undefined where it has none of seven digits. */
  get fraction(): number | undefined {
    const at = this.bytes[10]!;
    return at === noFraction ? undefined : at;
  }

  /** Lines have to agree with this time. False where it is too long to be compared. */
  setTime(bytes: Uint8Array, from: number, to: number, micros: number, utcOffset: number): boolean {
    if (longestTime < to - from || to === from) return false;
    const fraction = placeOfFraction(bytes, from, to);
    this.bytes[8] = to - from;
    this.bytes[10] = fraction === undefined ? noFraction : fraction - from;
    this.bytes.fill(0, timeAt, dateAt);
    this.bytes.set(bytes.subarray(from, to), timeAt);
    this.bytes.fill(0xff, maskAt, maskAt + to - from);
    if (fraction !== undefined)
      this.bytes.fill(0, maskAt + fraction - from, maskAt + fraction - from + fractionDigits);
    this.second = micros - (fraction === undefined ? 0 : microsOfFraction(bytes, fraction));
    this.utcOffset = utcOffset;
    return true;
  }

  /** And with this date, where there is one beside the time. */
  setDate(bytes: Uint8Array, from: number, to: number): boolean {
    if (longestTime < to - from) return false;
    this.bytes[9] = to - from;
    this.bytes.set(bytes.subarray(from, to), dateAt);
    return true;
  }

  /** The microseconds of such a time, NaN where it is of another second. */
  micros(bytes: Uint8Array, from: number, to: number): number {
    const { timeLength, fraction } = this;
    if (to - from !== timeLength) return Number.NaN;
    for (let i = 0; i < timeLength; i++)
      if (((bytes[from + i]! ^ this.bytes[timeAt + i]!) & this.bytes[maskAt + i]!) !== 0) return Number.NaN;
    return this.second + (fraction === undefined ? 0 : microsOfFraction(bytes, from + fraction));
  }

  isSameDate(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from !== this.bytes[9]) return false;
    for (let i = from; i < to; i++) if (bytes[i] !== this.bytes[dateAt + i - from]) return false;
    return true;
  }
}

function placeOfFraction(bytes: Uint8Array, from: number, to: number): number | undefined {
  for (let at = from + 1, digits = 0; at <= to; at++) {
    if (at < to && isDigit(bytes[at]!)) digits++;
    else if (digits === fractionDigits) return at - digits;
    else digits = 0;
  }
  return undefined;
}

/** NaN where they are no seven digits. */
function microsOfFraction(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + fractionDigits; i++) {
    if (!isDigit(bytes[i]!)) return Number.NaN;
    value = value * 10 + bytes[i]! - 0x30;
  }
  return Math.floor(value / 10);
}

function isDigit(byte: number): boolean {
  return 0x30 <= byte && byte <= 0x39;
}

/** What of the kernel's memory holds events: the keys of what it was told and asked. */
export interface EventTexts {
  /** By an operation's key: one of `telling`. */
  readonly tellingOf: Uint8Array;
  /** Whether a text found no room. */
  readonly isFull: boolean;
  forget(): void;
}

/** Events that have nothing odd about them, as numbers side by side: a block of `PlainRows`, if its subject is events. */
export class PlainEvents {
  /** Texts of actors, `a.exe","4711`, and of operations: one text has one key for as long as `generation` is the same. */
  readonly actorKey: Int32Array;
  readonly operationKey: Int32Array;
  /** Where the path and the detail stand, without their quotes. */
  readonly pathStart: Int32Array;
  readonly pathEnd: Int32Array;
  readonly detailStart: Int32Array;
  readonly detailEnd: Int32Array;
  /** Which thread it was, -1 where that is not said. */
  readonly thread: Int32Array;
  /** `textHash` of the path, of rows that have more to tell. */
  readonly pathHash: Int32Array;
  /** Rows that have more to tell, ascending. */
  readonly telling: Uint16Array;
  readonly marks: Uint8Array;
  tellingCount = 0;
  generation = 0;
  readonly #texts: EventTexts | undefined;
  readonly #tellingOf: Uint8Array;
  #ownTexts = new Names();

  /** The columns lie one behind the other in `buffer` from `at` on, in this order. */
  constructor(buffer: ArrayBuffer, at: number, capacity: number, texts: EventTexts | undefined) {
    const integers = (column: number) => new Int32Array(buffer, at + column * 4 * capacity, capacity);
    this.actorKey = integers(0);
    this.operationKey = integers(1);
    this.pathStart = integers(2);
    this.pathEnd = integers(3);
    this.detailStart = integers(4);
    this.detailEnd = integers(5);
    this.thread = integers(6);
    this.pathHash = integers(7);
    this.telling = new Uint16Array(buffer, at + 8 * 4 * capacity, capacity);
    this.marks = new Uint8Array(buffer, at + (8 * 4 + 2) * capacity, capacity);
    this.#texts = texts;
    this.#tellingOf = texts?.tellingOf ?? new Uint8Array(mostKeys);
  }

  /** By an operation's key: one of `telling`. */
  get tellingOf(): Uint8Array {
    return this.#tellingOf;
  }

  /** Begins with an empty block. Where texts found no room, all get new keys. */
  begin(): void {
    this.tellingCount = 0;
    if (this.#ownTexts.size < mostKeys && !this.#texts?.isFull) return;
    this.generation++;
    this.#ownTexts = new Names();
    this.#tellingOf.fill(telling.unsaid);
    this.#texts?.forget();
  }

  /** The key of a text where there is no kernel; -1 where there is no room. */
  keyOf(bytes: Uint8Array, from: number, to: number): number {
    const known = this.#ownTexts.find(bytes, from, to);
    if (0 <= known || mostKeys <= this.#ownTexts.size) return known;
    return this.#ownTexts.idOf(bytes, from, to);
  }
}

/** How many keys there are: they count from 0. */
export const eventKeys = mostKeys;
