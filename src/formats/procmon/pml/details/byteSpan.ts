import { narrowText } from "../../../../core/lineBytes.ts";

/**
 * A part of a file, read at offsets from where it begins. Nothing outside of it is ever read: what lies there is 0 or
 * empty, and `isShort` remembers that something was missing.
 */
export class ByteSpan {
  isShort = false;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly from: number;
  readonly length: number;

  constructor(bytes: Uint8Array, view: DataView, from: number, to: number) {
    this.bytes = bytes;
    this.view = view;
    this.from = Math.min(Math.max(from, 0), bytes.length);
    this.length = Math.max(0, Math.min(to, bytes.length) - this.from);
  }

  u8(at: number): number {
    return this.#misses(at, 1) ? 0 : this.bytes[this.from + at]!;
  }

  u16(at: number): number {
    return this.#misses(at, 2) ? 0 : this.view.getUint16(this.from + at, true);
  }

  u32(at: number): number {
    return this.#misses(at, 4) ? 0 : this.view.getUint32(this.from + at, true);
  }

  i32(at: number): number {
    return this.u32(at) | 0;
  }

  /** Whether `length` bytes lie at an offset: a question, after which nothing is missing. */
  has(at: number, length: number): boolean {
    return 0 <= at && at + length <= this.length;
  }

  /** Text of one byte a character. */
  narrowText(at: number, length: number): string {
    if (this.#misses(at, 0)) return "";
    const end = Math.min(at + length, this.length);
    if (end < at + length) this.isShort = true;
    return narrowText(this.bytes, this.from + at, this.from + end);
  }

  /** Text of UTF-16 that takes up to `size` bytes: up to its NUL where it has one, and to the end of the span. */
  wideText(at: number, size: number): string {
    if (this.#misses(at, 0)) return "";
    const end = Math.min(at + size, this.length) - 1;
    let to = at;
    while (to < end && this.bytes[this.from + to]! + this.bytes[this.from + to + 1]! !== 0) to += 2;
    return wideText(this.view, this.from + at, this.from + to);
  }

  /** The same of a text that is whole: where it ends early, something is missing. */
  wholeWideText(at: number, size: number): string {
    if (!this.has(at, size)) this.isShort = true;
    return this.wideText(at, size);
  }

  #misses(at: number, length: number): boolean {
    if (0 <= at && at + length <= this.length) return false;
    this.isShort = true;
    return true;
  }
}

/** Eight characters at a time: a call with spread arguments costs several times as much. */
function wideText(view: DataView, from: number, to: number): string {
  let text = "";
  let i = from;
  for (; i + 8 <= to; i += 8)
    text += String.fromCharCode(
      view.getUint16(i, true),
      view.getUint16(i + 2, true),
      view.getUint16(i + 4, true),
      view.getUint16(i + 6, true),
    );
  for (; i + 2 <= to; i += 2) text += String.fromCharCode(view.getUint16(i, true));
  return text;
}
