import { ascii, indexOfByte } from "../../core/ascii.ts";
import type { FieldIndex } from "../../core/field.ts";
import { putUtf8, textOf } from "../../core/lineBytes.ts";
import type { Places, Row } from "../../core/row.ts";
import type { Span } from "../../core/span.ts";

/**
 * Values of a row that are not what is printed in its line: escapes resolved, `1.2 M` in digits, what stood on a
 * line above. They lie one behind the other in bytes of their own, which know where in the line each belongs.
 *
 *     {"path":"C:\\a.exe"}  →  C:\a.exe
 *              └───┬───┘       └───┬──┘
 *               the line          here
 */
export class RewrittenBytes implements Places {
  bytes = new Uint8Array(1024);
  #length = 0;
  /** Where runs of bytes begin here and in the line; in between, both count on alike. */
  #starts: number[] = [];
  #places: number[] = [];

  clear(): void {
    this.#length = 0;
    this.#starts.length = 0;
    this.#places.length = 0;
  }

  /** Behind what was added last. */
  get length(): number {
    return this.#length;
  }

  /** The place in the line of what stands here at `offset`. */
  placeOf(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return offset;
    const place = this.#places[low - 1]! + offset - this.#starts[low - 1]!;
    return low < this.#places.length ? Math.min(place, this.#places[low]!) : place;
  }

  /** Adds the bytes `[from, to)` of the line as they are, and returns where they begin. */
  add(line: Uint8Array, from: number, to: number): number {
    const start = this.#begin(from, to - from);
    this.#copy(line, from, to);
    return this.#close(start, to);
  }

  /** Takes over a row whose fields and flaws all lie in `[from, to)` of its line. */
  take(row: Row, from: number, to: number): void {
    this.clear();
    const shift = this.add(row.bytes, from, to) - from;
    for (let i = 0; i < row.from.length; i++) {
      if (row.from[i]! < 0) continue;
      row.from[i]! += shift;
      row.to[i]! += shift;
    }
    for (const [i, flaw] of row.flaws.entries())
      row.flaws[i] = { ...flaw, from: flaw.from + shift, to: flaw.to + shift };
    row.bytes = this.bytes;
    row.places = this;
  }

  /** Gives a field of a row that was taken over a text that stands for `[from, to)` of the line. */
  setText(row: Row, index: FieldIndex, text: string, { start, end }: Span): void {
    const from = this.addText(text, start, end);
    row.bytes = this.bytes;
    row.set(index, from, this.#length - 1);
  }

  /** Adds a text that stands for `[from, to)` of the line, and returns where it begins. */
  addText(text: string, from: number, to: number): number {
    const start = this.#begin(from, text.length * 3);
    for (const character of text)
      this.#length += putUtf8(this.bytes, this.#length, character.codePointAt(0)!);
    // All of it is the whole of that.
    this.#run(this.#length, to);
    return this.#close(start, to);
  }

  /** Adds the characters of a JSON string between its quotes, and returns where they begin. */
  addUnescaped(line: Uint8Array, from: number, to: number): number {
    const start = this.#begin(from, to - from);
    for (let at = from; at < to; ) {
      const mark = indexOfByte(line, ascii.backslash, at, to);
      const runEnd = mark < 0 ? to : mark;
      this.#copy(line, at, runEnd);
      if (runEnd === to) break;
      at = this.#unescape(line, runEnd, to);
      this.#run(this.#length, at);
    }
    return this.#close(start, to);
  }

  #unescape(line: Uint8Array, at: number, to: number): number {
    const letter = line[at + 1]!;
    if (letter !== lowerU) {
      this.bytes[this.#length++] = plainEscapes.get(letter) ?? letter;
      return Math.min(to, at + 2);
    }
    const unit = hexOf(line, at + 2, to);
    const isPair = (unit & 0xfc00) === 0xd800 && line[at + 6] === ascii.backslash && line[at + 7] === lowerU;
    const low = isPair ? hexOf(line, at + 8, to) : -1;
    const isWhole = (low & 0xfc00) === 0xdc00;
    const codePoint = isWhole ? 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff) : unit;
    this.#length += putUtf8(this.bytes, this.#length, codePoint < 0 ? 0xfffd : codePoint);
    return Math.min(to, at + (isWhole ? 12 : 6));
  }

  #begin(place: number, most: number): number {
    const needed = this.#length + most + 4;
    if (this.bytes.length < needed) {
      const grown = new Uint8Array(needed * 2);
      grown.set(this.bytes.subarray(0, this.#length));
      this.bytes = grown;
    }
    this.#run(this.#length, place);
    return this.#length;
  }

  #copy(line: Uint8Array, from: number, to: number): void {
    this.bytes.set(line.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  /** One byte that belongs to no value: where one ends, the next does not begin. */
  #close(start: number, place: number): number {
    this.#run(this.#length, place);
    this.bytes[this.#length++] = 0;
    return start;
  }

  #run(start: number, place: number): void {
    this.#starts.push(start);
    this.#places.push(place);
  }
}

/** The text of the characters of a JSON string between its quotes. */
export function unescapedText(line: Uint8Array, from: number, to: number): string {
  scratch.clear();
  const start = scratch.addUnescaped(line, from, to);
  return textOf(scratch.bytes, start, scratch.length - 1);
}

const scratch = new RewrittenBytes();
const lowerU = 0x75;

const plainEscapes: ReadonlyMap<number, number> = new Map([
  [0x62, 0x08], // \b
  [0x66, 0x0c], // \f
  [0x6e, 0x0a], // \n
  [0x72, 0x0d], // \r
  [0x74, 0x09], // \t
]);

/** The number of four hexadecimal digits, or -1. */
function hexOf(bytes: Uint8Array, from: number, to: number): number {
  if (to < from + 4) return -1;
  const digits = textOf(bytes, from, from + 4);
  return /^[\da-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
}
