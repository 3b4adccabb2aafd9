import { ascii, isDigit, isLetter, skipBlanks, skipWord, trimEnd } from "../../core/ascii.ts";
import type { Row } from "../../core/row.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";
import { putValue, type Writing } from "../words/fieldUse.ts";
import type { PatternPart } from "./patternPart.ts";

/**
 * Reads lines that are built like a pattern: its parts one after the other, from left to right, and never back. So
 * it takes time linear in the line, whatever the pattern.
 */
export class PatternMatcher {
  readonly #parts: readonly PatternPart[];
  readonly #writing: Writing;
  /** How far the line read last was understood. */
  reached = 0;

  constructor(parts: readonly PatternPart[], writing: Writing) {
    this.#parts = parts;
    this.#writing = writing;
  }

  /** Whether `[from, end)` is such a line; its values are in the row then. */
  read(row: Row, from: number, end: number): boolean {
    let at = from;
    for (const [i, part] of this.#parts.entries()) {
      this.reached = at;
      at = this.#readPart(row, part, this.#parts[i + 1], at, end);
      if (at < 0) return false;
    }
    this.reached = at;
    return skipBlanks(row.bytes, at, end) === end;
  }

  #readPart(row: Row, part: PatternPart, next: PatternPart | undefined, at: number, end: number): number {
    const { bytes } = row;
    if (part.kind === "blanks") {
      const to = skipBlanks(bytes, at, end);
      return to === at && at < end ? -1 : to;
    }
    if (part.kind === "text") return stands(bytes, part.bytes, at, end) ? at + part.bytes.length : -1;
    if (part.use === "time") return readWrittenTime(row, at, end, this.#writing.dates);
    const to = valueEnd(bytes, part, next, at, end);
    if (to < 0 || part.use === "any") return to;
    // Endpoints take their brackets off themselves: a port may stand behind them.
    const isBracketed =
      part.shape === "address" && !part.use.endsWith("Endpoint") && bytes[at] === ascii.leftBracket;
    if (isBracketed && bytes[to - 1] === ascii.rightBracket)
      putValue(row, part.use, at + 1, to - 1, this.#writing);
    else putValue(row, part.use, at, to, this.#writing);
    return to;
  }
}

export function stands(bytes: Uint8Array, text: Uint8Array, at: number, end: number): boolean {
  if (end - at < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** Where a value ends, or -1 where none stands there. */
function valueEnd(
  bytes: Uint8Array,
  { shape }: Extract<PatternPart, { kind: "value" }>,
  next: PatternPart | undefined,
  at: number,
  end: number,
): number {
  if (shape === "number") return numberEnd(bytes, at, end);
  if (shape === "address") return addressEnd(bytes, next, at, end);
  if (next === undefined) return trimEnd(bytes, at, end);
  return next.kind === "text" ? placeOf(bytes, next.bytes, at, end) : skipWord(bytes, at, end);
}

/** Digits, or a mark such as `-` or `*` where there is no number. */
function numberEnd(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end && isDigit(bytes[to])) to++;
  const isMark = to === at && at < end && (bytes[at] === ascii.minus || bytes[at] === ascii.asterisk);
  return isMark ? at + 1 : to === at ? -1 : to;
}

/**
 * An address or a name. Where the text that follows it can be part of an address too, its last place counts.
 *
 *     2001:db8::1:443
 *     └────┬────┘└ {source}:{sourcePort}
 */
function addressEnd(bytes: Uint8Array, next: PatternPart | undefined, at: number, end: number): number {
  let to = at;
  if (bytes[at] === ascii.leftBracket) while (to < end && bytes[to] !== ascii.rightBracket) to++;
  while (to < end && isOfAddress(bytes[to]!)) to++;
  if (next?.kind === "text") {
    const place = lastPlaceOf(bytes, next.bytes, { from: at, to }, end);
    if (at < place) to = place;
  }
  return to === at ? -1 : to;
}

function isOfAddress(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || ofAddress.has(byte) || 0x7f < byte;
}

const ofAddress: ReadonlySet<number> = new Set([..."].:-_%*"].map((char) => char.charCodeAt(0)));

function placeOf(bytes: Uint8Array, text: Uint8Array, at: number, end: number): number {
  for (let i = at; i + text.length <= end; i++) if (stands(bytes, text, i, end)) return i;
  return -1;
}

/** The last place in a stretch where `text` begins. */
function lastPlaceOf(
  bytes: Uint8Array,
  text: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  end: number,
): number {
  for (let i = to - 1; from <= i; i--) if (stands(bytes, text, i, end)) return i;
  return -1;
}
