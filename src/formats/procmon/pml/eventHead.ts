import type { PmlEvent } from "./pmlEvent.ts";

/** Bytes of an event before its stack. */
export const eventHeadSize = 0x34;

/** An event in bytes that hold all of it. There is one for all events: it is filled again for each. */
export class EventHead implements PmlEvent {
  readonly pointerSize: 4 | 8;
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  #high = -1;
  #isOrdinary = false;
  #highMicros = 0;
  #highTenths = 0;
  start = 0;
  processIndex = 0;
  eventClass = 0;
  operation = 0;
  result = 0;
  /** Addresses of the stack. */
  frames = 0;
  /** Where they stand. */
  stackFrom = 0;
  detailFrom = 0;
  detailTo = 0;
  extraFrom = 0;
  extraTo = 0;
  /** Where the extra detail stands, from the event's start; 0 where there is none. */
  extraOffset = 0;

  constructor(pointerSize: 4 | 8) {
    this.pointerSize = pointerSize;
  }

  get threadId(): number {
    return u32(this.bytes, this.start + 4);
  }

  get duration(): bigint {
    return this.view.getBigUint64(this.start + 0x14, true);
  }

  get time(): bigint {
    return this.view.getBigUint64(this.start + 0x1c, true);
  }

  /** Microseconds since 1970. */
  get micros(): number {
    const at = this.start + 0x1c;
    const low = this.view.getUint32(at, true);
    const high = this.view.getUint32(at + 4, true);
    // Seven minutes have the same upper half: then only the lower one is added.
    if (high !== this.#high) this.#setHigh(high);
    return this.#isOrdinary
      ? this.#highMicros + Math.floor((this.#highTenths + low) / 10)
      : microsOf(high, low);
  }

  #setHigh(high: number): void {
    const upper = high - epochHigh;
    this.#high = high;
    this.#isOrdinary = 0 < upper && upper < 1 << 24;
    this.#highMicros = upper * 429_496_729;
    this.#highTenths = upper * 6 - epochLow;
  }

  /** What its time has beyond the microseconds, in units of 100 ns: the seventh digit of its second. */
  get tenths(): number {
    const at = this.start + 0x1c;
    return tenthsOf(u32(this.bytes, at + 4), u32(this.bytes, at));
  }

  /** In units of 100 ns. */
  get ticks(): number {
    const at = this.start + 0x14;
    return u32(this.bytes, at + 4) * 0x1_0000_0000 + u32(this.bytes, at);
  }

  /** Takes the event at `at`, whose head these bytes hold. Its extra detail is `attach`ed. */
  take(bytes: Uint8Array, at: number): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const { view } = this;
    this.start = at;
    this.processIndex = view.getUint32(at, true);
    this.eventClass = view.getUint32(at + 0x8, true);
    this.operation = view.getUint16(at + 0xc, true);
    this.result = view.getUint32(at + 0x24, true);
    this.frames = view.getUint16(at + 0x28, true);
    this.stackFrom = at + eventHeadSize;
    this.detailFrom = this.stackFrom + this.frames * this.pointerSize;
    this.detailTo = this.detailFrom + view.getUint32(at + 0x2c, true);
    this.extraOffset = view.getUint32(at + 0x30, true);
    this.extraFrom = 0;
    this.extraTo = 0;
  }

  /** Says where in the same bytes its extra detail stands, behind its size. */
  attach(from: number, to: number): void {
    this.extraFrom = from;
    this.extraTo = to;
  }

  /** Bytes of it, without its extra detail. */
  get size(): number {
    return this.detailTo - this.start;
  }
}

export function u32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)) + bytes[at + 3]! * 0x1000000;
}

/** 1970 as a FILETIME: its upper and its lower half. */
const epochHigh = 27_111_902;
const epochLow = 3_577_643_008;
/** 1 January 10000: later times are none. */
const endOfTime = 253_402_300_800_000_000;

/**
 * Microseconds since 1970 of the halves of a FILETIME, NaN where it lies before that or is nonsense. The seventh digit
 * of its second is dropped. Small numbers only, since its whole is more than a double counts exactly.
 */
export function microsOf(high: number, low: number): number {
  const [upper, lower] = [high - epochHigh, low - epochLow];
  // 2^32 units of 100 ns are 429 496 729.6 microseconds.
  const micros = upper * 429_496_729 + Math.floor((upper * 6 + lower) / 10);
  return 0 <= micros && micros < endOfTime ? micros : Number.NaN;
}

export function tenthsOf(high: number, low: number): number {
  return ((high % 10) * 6 + (low % 10)) % 10;
}
