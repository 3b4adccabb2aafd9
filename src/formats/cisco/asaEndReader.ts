import { ascii, decimal, hasWordAt, indexOfByte, skipBlanks, skipWord } from "../../core/ascii.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { asaWord } from "./asaWords.ts";
import type { CiscoEnd } from "./ciscoEnd.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;
/** An interface whose name has blanks. */
const identity = "NP Identity Ifc:";

/** Reads the ends that a message of ASA names, each with what stands in parentheses behind it. */
export class AsaEndReader {
  /** What stands between an interface and an address: messages of access lists have a slash. */
  separator: number = ascii.colon;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  begin(bytes: Uint8Array, end: number): void {
    this.#bytes = bytes;
    this.#end = end;
    this.separator = ascii.colon;
  }

  /** Whether what stands there can be an end: no plain word. Behind "for" it has to have an interface. */
  isEnd(from: number, kind: "first" | "near"): boolean {
    const bytes = this.#bytes;
    if (hasWordAt(bytes, from, this.#end, identity)) return true;
    const start = bytes[from] === openParenthesis ? from + 1 : from;
    const to = endOfEnd(bytes, start, this.#end);
    for (let at = start; at < to; at++) {
      const byte = bytes[at];
      if (byte === ascii.colon) return true;
      if (kind !== "near" && (byte === ascii.slash || (byte === ascii.dot && at + 1 < to))) return true;
    }
    return false;
  }

  /** Returns where the next word is to be looked for. */
  read(into: CiscoEnd, at: number): number {
    const bytes = this.#bytes;
    const from = bytes[at] === openParenthesis ? at + 1 : at;
    const named = hasWordAt(bytes, from, this.#end, identity) ? from + identity.length : from;
    let to = endOfEnd(bytes, named, this.#end);
    into.read(bytes, from, to, this.separator);
    if (bytes[to] === closeParenthesis) to++;
    for (;;) {
      const open = skipBlanks(bytes, to, this.#end);
      if (bytes[open] !== openParenthesis || this.#end <= open) return to;
      const close = indexOfByte(bytes, closeParenthesis, open, this.#end);
      if (close < 0 || !this.#readBehind(into, open + 1, close)) return to;
      to = close + 1;
    }
  }

  /** A number, a translated end or a user; false where it is none of the end's. */
  #readBehind(into: CiscoEnd, from: number, to: number): boolean {
    const bytes = this.#bytes;
    if (asaWord(bytes, from, skipWord(bytes, from, to))) return false;
    if (this.separator === ascii.slash && !into.port.isThere && isNumber(bytes, from, to)) {
      into.port.set(from, to);
      return true;
    }
    const cut = endOfEnd(bytes, from, to);
    const slash = indexOfByte(bytes, ascii.slash, from, cut);
    const isAddress = isPlainAddress(bytes, from, slash < 0 ? cut : slash);
    const isTranslated = isAddress || (0 <= slash && indexOfByte(bytes, ascii.backslash, from, to) < 0);
    if (isTranslated && !into.natAddress.isThere) into.readTranslated(bytes, from, cut);
    else into.readNamed(bytes, from, to);
    return true;
  }
}

/** Where an end ends: at a blank, a parenthesis or a comma. */
export function endOfEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && ascii.blank < bytes[at]! && !isParenthesis(bytes[at]!) && bytes[at] !== ascii.comma)
    at++;
  return at;
}

function isParenthesis(byte: number): boolean {
  return byte === openParenthesis || byte === closeParenthesis;
}

export function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return !Number.isNaN(decimal(bytes, from, to));
}

/** Without the marks that end a part of a sentence. */
export function unmarkedEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (from < end && isPunctuation(bytes[end - 1]!)) end--;
  return end;
}

function isPunctuation(byte: number): boolean {
  return byte === ascii.comma || byte === ascii.dot || byte === ascii.colon || byte <= ascii.blank;
}
