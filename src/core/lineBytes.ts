import { ascii } from "./ascii.ts";
import type { Span } from "./span.ts";

/**
 * One line of an editor's text as the UTF-8 bytes that scanners read, and the way back from their byte
 * offsets to the text's UTF-16 offsets. The buffer is reused: keep a LineBytes for one line at a time.
 */
export class LineBytes {
  bytes = new Uint8Array(512);
  length = 0;
  #text = "";
  /** UTF-16 offset of each byte; only filled where the line is not all ASCII. */
  #columns: Uint32Array | undefined;

  set(text: string): void {
    this.#text = text;
    this.#columns = undefined;
    if (this.bytes.length < text.length * 3) this.bytes = new Uint8Array(text.length * 3);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (0x7f < unit) {
        this.#setBeyondAscii(i);
        return;
      }
      this.bytes[i] = unit;
    }
    this.length = text.length;
  }

  /** The text of a byte span. */
  text(span: Span): string {
    return this.#text.slice(this.column(span.start), this.column(span.end));
  }

  /** The UTF-16 offset at which the character of this byte starts. */
  column(byteOffset: number): number {
    if (!this.#columns) return byteOffset;
    return byteOffset < this.length ? this.#columns[byteOffset]! : this.#text.length;
  }

  #setBeyondAscii(asciiPrefix: number): void {
    const columns = new Uint32Array(this.#text.length * 3);
    for (let i = 0; i < asciiPrefix; i++) columns[i] = i;
    let at = asciiPrefix;
    for (let i = asciiPrefix; i < this.#text.length; ) {
      const codePoint = this.#text.codePointAt(i)!;
      const width = putUtf8(this.bytes, at, codePoint);
      columns.fill(i, at, at + width);
      at += width;
      i += 0xffff < codePoint ? 2 : 1;
    }
    this.length = at;
    this.#columns = columns;
  }
}

/** Writes one code point as UTF-8 and says how many bytes it took; a lone surrogate becomes U+FFFD. */
export function putUtf8(bytes: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    bytes[at] = codePoint;
    return 1;
  }
  if (codePoint < 0x800) {
    bytes[at] = 0xc0 | (codePoint >> 6);
    bytes[at + 1] = 0x80 | (codePoint & 0x3f);
    return 2;
  }
  const point = 0xd800 <= codePoint && codePoint <= 0xdfff ? 0xfffd : codePoint;
  if (point < 0x10000) {
    bytes[at] = 0xe0 | (point >> 12);
    bytes[at + 1] = 0x80 | ((point >> 6) & 0x3f);
    bytes[at + 2] = 0x80 | (point & 0x3f);
    return 3;
  }
  bytes[at] = 0xf0 | (point >> 18);
  bytes[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  bytes[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  bytes[at + 3] = 0x80 | (point & 0x3f);
  return 4;
}

/** The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD. For names and fields, which are short. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let run = from;
  for (let i = from; i < to; ) {
    if (bytes[i]! < 0x80) {
      i++;
      continue;
    }
    text += narrowText(bytes, run, i);
    const [codePoint, width] = utf8At(bytes, i, to);
    text += String.fromCodePoint(codePoint);
    i += width;
    run = i;
  }
  return text + narrowText(bytes, run, to);
}

/** The text of bytes that are a character each, as those of ASCII and Latin-1 are. */
export function narrowText(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let i = from;
  // Eight at a time: a call with spread arguments costs several times as much.
  for (; i + 8 <= to; i += 8)
    text += String.fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
      bytes[i + 4]!,
      bytes[i + 5]!,
      bytes[i + 6]!,
      bytes[i + 7]!,
    );
  for (; i < to; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

const replacement: readonly [number, number] = [0xfffd, 1];

function utf8At(bytes: Uint8Array, at: number, end: number): readonly [codePoint: number, width: number] {
  const lead = bytes[at]!;
  const width = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (width === 0 || end < at + width) return replacement;
  let codePoint = lead & (0xff >> (width + 1));
  for (let i = 1; i < width; i++) {
    const next = bytes[at + i]!;
    if ((next & 0xc0) !== 0x80) return replacement;
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  const overlong = (width === 3 && codePoint < 0x800) || (width === 4 && codePoint < 0x10000);
  const surrogate = 0xd800 <= codePoint && codePoint <= 0xdfff;
  return overlong || surrogate || 0x10ffff < codePoint ? replacement : [codePoint, width];
}

/**
 * Replaces what only looks like a blank (no-break space, zero-width space, byte order mark, typographic
 * spaces) by blanks of the same byte length in place, so that offsets keep. True where anything was replaced.
 * Pastes from web pages and mails are full of them.
 */
export function blankOut(bytes: Uint8Array, from: number, to: number): boolean {
  let replaced = false;
  for (let i = from; i < to; i++) {
    if (bytes[i]! < 0x80) continue;
    const width = blankWidth(bytes, i, to);
    if (width === 0) continue;
    bytes.fill(ascii.blank, i, i + width);
    replaced = true;
    i += width - 1;
  }
  return replaced;
}

/** How many bytes the look-alike of a blank at `at` takes, or 0. */
function blankWidth(bytes: Uint8Array, at: number, end: number): number {
  const [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (a === 0xc2 && b === 0xa0 && at + 1 < end) return 2; // U+00A0
  if (end <= at + 2) return 0;
  if (a === 0xe2 && b === 0x80 && c !== undefined && 0x80 <= c && c <= 0x8f) return 3; // U+2000…U+200F
  if (a === 0xe2 && b === 0x80 && c === 0xaf) return 3; // U+202F
  if (a === 0xe3 && b === 0x80 && c === 0x80) return 3; // U+3000
  if (a === 0xef && b === 0xbb && c === 0xbf) return 3; // U+FEFF
  return 0;
}
