import { ascii, hasWordAt, isDigit, isLetter } from "../../core/ascii.ts";
import { escapedTab } from "../keyValues/pairs.ts";

const pipe = 0x7c;
const upperL = 0x4c;
const longestLead = 400;
/** Vendor, product, version, event. */
const headerFields = 4;
/** How far the pairs are looked at for what stands between them. */
const farthestSeparator = 4000;
const nextKey = "next-key";

/**
 * The fields in front of a LEEF message's pairs. Of version 2 a fifth may name the character between the pairs,
 * itself or by its number; else that is a tab. Relays make blanks of tabs, and some vendors write pipes.
 *
 *     LEEF:2.0|Acme|Gate|2.1|deny|^|src=192.0.2.5^dst=198.51.100.7
 *          │     0    1    2   3  └ between
 *          └ version
 */
export class LeefHeader {
  readonly from = new Int32Array(headerFields);
  readonly to = new Int32Array(headerFields);
  /** As a `PairSyntax` has it. */
  between = "\t";

  /** Where the pairs begin; -1 where no header stands at or behind `start`, or at `message`. */
  read(bytes: Uint8Array, start: number, message: number, end: number): number {
    const version = versionAt(bytes, start, message, end);
    if (version < 0) return -1;
    let at = version;
    while (at < end && bytes[at] !== pipe) at++;
    for (let i = 0; i < headerFields; i++) {
      this.from[i] = at + 1;
      at++;
      while (at < end && bytes[at] !== pipe) at++;
      if (end <= at) return -1;
      this.to[i] = at;
    }
    return this.#separator(bytes, at + 1, end);
  }

  #separator(bytes: Uint8Array, from: number, end: number): number {
    let to = from;
    while (to < end && to - from < "0x0009".length && bytes[to] !== pipe && bytes[to] !== ascii.equals) to++;
    const isDeclared = bytes[to] === pipe && to < end;
    const declared = isDeclared ? declaredSeparator(bytes, from, to) : undefined;
    if (declared === undefined && isDeclared && from < to) return -1;
    const pairs = isDeclared ? to + 1 : from;
    this.between =
      declared !== undefined && hasSeparator(bytes, pairs, end, declared)
        ? declared
        : foundSeparator(bytes, pairs, end);
    return pairs;
  }
}

function versionAt(bytes: Uint8Array, start: number, message: number, end: number): number {
  const last = Math.min(end, start + longestLead);
  for (let at = start; at < last; at++)
    if (bytes[at] === upperL && hasWordAt(bytes, at, end, "LEEF:")) return at + "LEEF:".length;
  return isVersion(bytes, message, end) && pipesOf(bytes, message, end) ? message : -1;
}

function isVersion(bytes: Uint8Array, at: number, end: number): boolean {
  return hasWordAt(bytes, at, end, "1.0|") || hasWordAt(bytes, at, end, "2.0|");
}

/** Without the word `LEEF:`, a line has to have the pipes of a whole header, and a pair behind them. */
function pipesOf(bytes: Uint8Array, from: number, end: number): boolean {
  let pipes = 0;
  for (let at = from; at < end; at++) {
    if (bytes[at] === pipe) pipes++;
    else if (bytes[at] === ascii.equals) return headerFields < pipes;
  }
  return false;
}

/** `^`, `x5E`, `0x5E`, `x09`; nothing means a tab. */
function declaredSeparator(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to === from) return "\t";
  if (to === from + 1) return String.fromCharCode(bytes[from]!);
  const digits = bytes[from] === ascii.zero ? from + 2 : from + 1;
  const mark = bytes[digits - 1]! | 0x20;
  if (mark !== lowerX && !hasWordAt(bytes, from, to, "\\t")) return undefined;
  if (mark !== lowerX) return "\t";
  let code = 0;
  for (let at = digits; at < to; at++) code = code * 16 + hexValue(bytes[at]!);
  return 0 < code && code < 0x80 ? String.fromCharCode(code) : undefined;
}

const lowerX = 0x78;

function hexValue(byte: number): number {
  if (isDigit(byte)) return byte - ascii.zero;
  return isLetter(byte) ? (byte | 0x20) - ascii.lowerA + 10 : 0;
}

/** What stands between the pairs where nobody says so. */
function foundSeparator(bytes: Uint8Array, from: number, end: number): string {
  return ["\t", "|", "^", escapedTab].find((each) => hasSeparator(bytes, from, end, each)) ?? nextKey;
}

/** Whether the character stands there, and a key and its `=` behind it. */
function hasSeparator(bytes: Uint8Array, from: number, end: number, separator: string): boolean {
  const last = Math.min(end, from + farthestSeparator);
  for (let at = from; at < last; at++) {
    if (!hasWordAt(bytes, at, last, separator)) continue;
    const key = at + separator.length;
    let to = key;
    while (to < last && (isLetter(bytes[to]) || isDigit(bytes[to]) || bytes[to] === ascii.underscore)) to++;
    if (key < to && bytes[to] === ascii.equals) return true;
  }
  return false;
}
