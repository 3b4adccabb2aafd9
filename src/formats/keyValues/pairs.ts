import { ascii, isBlank, skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { FieldIndex } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hashed, KeyNames } from "./keyNames.ts";
import type { PairSyntax } from "./keyValueTable.ts";

const separator = 1;
const assignment = 2;
const quotation = 3;
const singleQuote = 0x27;
/** Apostrophes stand in words too: farther away, it is no quote. */
const longestInApostrophes = 256;

/** What rsyslog makes of a tab. */
export const escapedTab = "#011";

/**
 * The values of the known keys of one line, as byte spans by the number of the key. Scans a line once, and makes
 * nothing. Of a key that stands twice the first value counts.
 *
 *     srcip=10.20.0.42 policyname="to the net" action="accept"
 *     └─┬─┘ └───┬────┘             └───┬────┘
 *      key    value                 value
 */
export class Pairs {
  /** -1 where the line has no such key. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Whether a value may hold escapes. */
  hasEscapes = false;
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #names: KeyNames;
  /** What each byte is to the syntax; 0 for those of keys and values. */
  readonly #kinds = new Uint8Array(256);
  readonly #assign: number;
  #between = "";
  #hasWordKeys = false;
  #isToNextKey = false;
  /** Bytes of a separator behind its first, which tells it. */
  #restOfSeparator = 0;

  constructor(keys: readonly string[], { assign, between }: PairSyntax) {
    this.#names = new KeyNames(keys);
    this.from = new Int32Array(keys.length).fill(-1);
    this.to = new Int32Array(keys.length);
    this.#assign = assign.charCodeAt(0);
    this.separateBy(between);
  }

  /** Says what stands between the pairs from now on: see `PairSyntax`. */
  separateBy(between: string): void {
    if (between === this.#between) return;
    this.#between = between;
    this.#isToNextKey = between === "next-key";
    this.#hasWordKeys = this.#isToNextKey || between.includes(" ");
    this.#kinds.fill(0);
    this.#kinds[ascii.quote] = quotation;
    this.#kinds[this.#assign] = assignment;
    this.#restOfSeparator = between === escapedTab ? escapedTab.length - 1 : 0;
    for (const character of this.#isToNextKey
      ? " "
      : between.slice(0, between.length - this.#restOfSeparator))
      this.#kinds[character.charCodeAt(0)] = separator;
    if (this.#hasWordKeys) this.#kinds[ascii.tab] = separator;
  }

  has(key: number): boolean {
    return 0 <= this.from[key]! && this.from[key]! < this.to[key]!;
  }

  /** Makes the value of a key a field of the row, where the line has one and the row has none. */
  put(row: Row, key: number, index: FieldIndex): void {
    if (this.has(key) && !row.has(index)) row.set(index, this.from[key]!, this.to[key]!);
  }

  /** Reads all pairs of `[at, end)`. What is no pair is passed over. */
  scan(bytes: Uint8Array, at: number, end: number): void {
    this.#bytes = bytes;
    this.from.fill(-1);
    this.hasEscapes = false;
    if (this.#isToNextKey) this.#scanToNextKeys(at, end);
    else this.#scanSeparated(at, end);
  }

  #find(bytes: Uint8Array, from: number, to: number): number {
    const start = skipBlanks(bytes, from, to);
    const number = this.#names.findUnhashed(bytes, start, to);
    return number < 0 && !this.#hasWordKeys
      ? this.#names.findUnhashed(bytes, lastWord(bytes, start, to), to)
      : number;
  }

  #scanSeparated(at: number, end: number): void {
    const bytes = this.#bytes;
    const kinds = this.#kinds;
    for (let i = at; i < end; ) {
      if (!this.#hasWordKeys) i = skipBlanks(bytes, i, end);
      const keyFrom = i;
      let hash = 0;
      while (i < end && kinds[bytes[i]!] === 0) hash = hashed(hash, bytes[i++]!);
      if (i === end) return;
      const isKey = kinds[bytes[i]!] === assignment && keyFrom < i;
      const isFirst = keyFrom === at && !this.#hasWordKeys;
      if (isKey) i = this.#value(i + 1, end, this.#number(keyFrom, i, hash, isFirst));
      else i += 1 + this.#restOfSeparator;
    }
  }

  /** A time or a host may stand before the first key, where keys may hold blanks. */
  #number(from: number, to: number, hash: number, isFirst: boolean): number {
    const number = this.#names.find(this.#bytes, from, to, hash);
    return number < 0 && isFirst ? this.#find(this.#bytes, from, to) : number;
  }

  /** Takes the value that begins at `at` for the key of this number, and returns where it ends. */
  #value(at: number, end: number, key: number): number {
    const bytes = this.#bytes;
    const kinds = this.#kinds;
    const from = this.#hasWordKeys ? at : skipBlanks(bytes, at, end);
    const mark = bytes[from];
    if (from < end && (mark === ascii.quote || mark === singleQuote)) {
      const width = this.#isDoubled(from, end) ? 2 : 1;
      const close = this.#closingQuote(from + width, end, mark, width);
      if (0 <= close) {
        this.#keep(key, from + width, close);
        return close + width;
      }
    }
    let to = from;
    while (to < end && kinds[bytes[to]!] !== separator && kinds[bytes[to]!] !== quotation) to++;
    this.#keep(key, from, trimEnd(bytes, from, to));
    return to;
  }

  /** `""accept""`: who makes a cell of a table of the line doubles its quotes. */
  #isDoubled(open: number, end: number): boolean {
    const bytes = this.#bytes;
    return (
      bytes[open] === ascii.quote && bytes[open + 1] === ascii.quote && !this.#isBehindValue(open + 2, end)
    );
  }

  /**
   * A quote that nothing but a separator follows; a backslash may escape quotes within. A line may end before it.
   * An apostrophe alone is a part of the value.
   */
  #closingQuote(from: number, end: number, mark: number, width: number): number {
    const bytes = this.#bytes;
    const last = mark === ascii.quote ? end : Math.min(end, from + longestInApostrophes);
    for (let i = from; i < last; i++) {
      if (bytes[i] === ascii.backslash && (bytes[i + 1] === mark || bytes[i + 1] === ascii.backslash)) {
        this.hasEscapes = true;
        i++;
      } else if (bytes[i] === mark && bytes[i + width - 1] === mark && this.#isBehindValue(i + width, end))
        return i;
    }
    return mark === ascii.quote ? end : -1;
  }

  #isBehindValue(at: number, end: number): boolean {
    if (end <= at || isBlank(this.#bytes[at])) return true;
    const byte = this.#bytes[at]!;
    if (byte === ascii.quote) return at + 1 === end;
    return this.#kinds[byte] === separator || byte === ascii.rightBracket || byte === ascii.comma;
  }

  /** `\=` is none, and a word with more than a key's bytes in it is no key. */
  #scanToNextKeys(at: number, end: number): void {
    const bytes = this.#bytes;
    const kinds = this.#kinds;
    let key = -1;
    let valueFrom = at;
    let wordFrom = at;
    let hash = 0;
    for (let i = at; i < end; i++) {
      const byte = bytes[i]!;
      const kind = kinds[byte]!;
      if (kind === separator) {
        wordFrom = i + 1;
        hash = 0;
      } else if (byte === ascii.backslash) {
        this.hasEscapes = true;
        wordFrom = noKey;
        i++;
      } else if (wordFrom < 0) continue;
      else if (kind === assignment && wordFrom < i) {
        this.#keepUnquoted(key, valueFrom, trimEnd(bytes, valueFrom, wordFrom));
        key = this.#names.find(bytes, wordFrom, i, hash);
        valueFrom = i + 1;
        wordFrom = noKey;
      } else if (isKeyByte[byte] === 1) hash = hashed(hash, byte);
      else wordFrom = noKey;
    }
    this.#keepUnquoted(key, valueFrom, trimEnd(bytes, valueFrom, end));
  }

  /** Where the next key ends a value, quotes are none of its syntax; some write them all the same. */
  #keepUnquoted(key: number, from: number, to: number): void {
    const isQuoted =
      from + 1 < to && this.#bytes[from] === ascii.quote && this.#bytes[to - 1] === ascii.quote;
    if (isQuoted) this.#keep(key, from + 1, to - 1);
    else this.#keep(key, from, to);
  }

  #keep(key: number, from: number, to: number): void {
    if (key < 0 || 0 <= this.from[key]!) return;
    this.from[key] = from;
    this.to[key] = to;
  }
}

/** Stands for the start of a word that cannot be a key. */
const noKey = -1;

const isKeyByte = new Uint8Array(256);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./[]")
  isKeyByte[character.charCodeAt(0)] = 1;

function lastWord(bytes: Uint8Array, from: number, to: number): number {
  let at = to;
  while (from < at && !isBlank(bytes[at - 1])) at--;
  return at;
}
