import { ascii, decimal, indexOfByte, isLetter, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { type FieldUse, putValue, type Writing } from "../words/fieldUse.ts";
import { portsOf } from "./ciscoTransport.ts";

/** What the values of a message are, by their keys in lower case. */
export type PairUses = ReadonlyMap<string, FieldUse>;

const longestKey = 32;

/**
 * Reads a message of keys and values with commas between them; a comma before no key belongs to the value.
 *
 *     AccessControlRuleAction: Allow, SrcIP: 10.20.0.42, DstIP: 198.51.100.7, User: Not Found, …
 *     Src IP: 10.20.0.42, Protocol: "TCP"(6), Hit-count = 12
 */
export function readPairs(row: Row, from: number, end: number, uses: PairUses, writing: Writing): void {
  const { bytes } = row;
  const last = trimEnd(bytes, from, end);
  for (let at = skipBlanks(bytes, from, last); at < last; ) {
    const keyTo = keyEnd(bytes, at, last);
    if (keyTo < 0) return;
    let valueFrom = skipBlanks(bytes, keyTo, last);
    if (bytes[valueFrom] === ascii.colon || bytes[valueFrom] === ascii.equals) valueFrom++;
    const valueTo = valueEnd(bytes, valueFrom, last);
    const use = uses.get(String.fromCharCode(...bytes.subarray(at, keyTo)).toLowerCase());
    if (use) putPair(row, use, skipBlanks(bytes, valueFrom, valueTo), valueTo, writing);
    at = skipBlanks(bytes, valueTo + 1, last);
  }
}

/** `"TCP"(6)` is the word between the quotes. */
function putPair(row: Row, use: FieldUse, from: number, to: number, writing: Writing): void {
  const isQuoted = from < to && row.bytes[from] === ascii.quote;
  const close = isQuoted ? indexOfByte(row.bytes, ascii.quote, from + 1, to) : -1;
  if (from < close) putValue(row, use, from + 1, close, writing);
  else putValue(row, use, from, to, writing);
}

/** Where a key ends that has a colon, or an equals sign between blanks, behind it; -1 where none stands. */
function keyEnd(bytes: Uint8Array, from: number, end: number): number {
  if (!isLetter(bytes[from])) return -1;
  const last = Math.min(end, from + longestKey);
  for (let at = from; at < last; at++) {
    const byte = bytes[at]!;
    if (byte === ascii.colon && isGap(bytes, at + 1, end)) return at;
    if (byte === ascii.equals) return bytes[at - 1] === ascii.blank ? at - 1 : -1;
    if (!isKeyByte(byte)) return -1;
  }
  return -1;
}

function isGap(bytes: Uint8Array, at: number, end: number): boolean {
  return end <= at || bytes[at] === ascii.blank;
}

function isKeyByte(byte: number): boolean {
  return isLetter(byte) || byte === ascii.blank || byte === ascii.minus || byte === ascii.underscore;
}

/** The comma that a key follows, or the end. */
function valueEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== ascii.comma) continue;
    const next = skipBlanks(bytes, at + 1, end);
    if (next === end || 0 <= keyEnd(bytes, next, end)) return at;
  }
  return end;
}

/** Where ports are printed for a protocol that has none, they are the type and code of ICMP. */
export function settlePorts(row: Row): void {
  if (portsOf(row) === "ports") return;
  const isIcmp = row.text(field.transport)!.toLowerCase().includes("icmp");
  for (const [port, number] of portsOfIcmp) {
    if (isIcmp && row.has(port) && !row.has(number) && isNumber(row, port))
      row.set(number, row.from[port]!, row.to[port]!);
    row.set(port, -1, -1);
  }
}

const portsOfIcmp = [
  [field.sourcePort, field.icmpType],
  [field.destinationPort, field.icmpCode],
] as const;

function isNumber(row: Row, index: typeof field.sourcePort | typeof field.destinationPort): boolean {
  return !Number.isNaN(decimal(row.bytes, row.from[index]!, row.to[index]!));
}
