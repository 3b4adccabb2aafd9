import { decimal, hasWordAt, isBlank, isDigit, isLetter, skipBlanks } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;

/**
 * Reads the header of IP that `tcpdump -v` prints in parentheses before the ends, and returns where these begin:
 *
 *     (tos 0x0, ttl 64, id 4711, offset 0, flags [DF], proto TCP (6), length 60)
 *     (hlim 1, next-header UDP (17) payload length: 44) fe80::1.546 > ff02::1:2.547: …
 */
export function readPflogHeader(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (bytes[from] !== openParenthesis) return from;
  const close = matchingParenthesis(bytes, from, end);
  put(row, field.transport, behind(bytes, "proto ", from, close), close);
  if (!row.has(field.transport)) put(row, field.transport, behind(bytes, "next-header ", from, close), close);
  put(row, field.size, behind(bytes, ", length ", from, close), close);
  if (!row.has(field.size)) put(row, field.size, behind(bytes, "payload length: ", from, close), close);
  return skipBlanks(bytes, Math.min(end, close + 1), end);
}

/** Or `end`, where the line is cut. */
function matchingParenthesis(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (bytes[at] === openParenthesis) depth++;
    else if (bytes[at] === closeParenthesis && --depth === 0) return at;
  }
  return end;
}

/** A word or number; nothing where a number has no digits. */
function put(row: Row, index: FieldIndex, from: number, end: number): void {
  if (from < 0) return;
  const { bytes } = row;
  let to = from;
  while (to < end && (isLetter(bytes[to]) || isDigit(bytes[to]) || bytes[to] === 0x2d)) to++;
  if (to === from || isBlank(bytes[from])) return;
  if (index === field.size && Number.isNaN(decimal(bytes, from, to))) return;
  row.set(index, from, to);
}

function behind(bytes: Uint8Array, words: string, from: number, end: number): number {
  const first = words.charCodeAt(0);
  for (let at = from; at < end; at++)
    if (bytes[at] === first && hasWordAt(bytes, at, end, words)) return at + words.length;
  return -1;
}
