import { ascii, isDigit } from "../../core/ascii.ts";
import { isSeparator, skipSeparators } from "./cells.ts";

const longestPrefix = 260;

type OpensRow = (bytes: Uint8Array, at: number, end: number) => boolean;

/** Where a row starts, or -1; line numbers, `grep`'s file names, list marks and pipes may be in front of it. */
export function startOfRow(bytes: Uint8Array, start: number, end: number, opensRow: OpensRow): number {
  let at = skipSeparators(bytes, start, end);
  for (let skipped = 0; skipped < 4 && at < end; skipped++) {
    if (opensRow(bytes, at, end)) return at;
    const behind = behindPrefix(bytes, at, end);
    if (behind <= at) return -1;
    at = skipSeparators(bytes, behind, end);
  }
  return at < end && opensRow(bytes, at, end) ? at : -1;
}

/** `12:`, `12)`, `12 `, `- `, `* `, `> `, `` ` ``, `ws042.txt:12:`; -1 where nothing of the kind stands here. */
function behindPrefix(bytes: Uint8Array, at: number, end: number): number {
  let digits = at;
  while (digits < end && digits < at + 8 && isDigit(bytes[digits])) digits++;
  if (at < digits) return behindNumber(bytes, at, digits, end);
  if (isListMark(bytes[at]!)) return at + 1;
  return behindFileName(bytes, at, end);
}

function behindNumber(bytes: Uint8Array, at: number, digits: number, end: number): number {
  const mark = bytes[digits];
  if (mark === ascii.colon || mark === ascii.dot || mark === 0x29 || mark === ascii.minus) {
    const behind = digits + 1;
    return behind < end && !isDigit(bytes[behind]) ? behind : behindFileName(bytes, at, end);
  }
  return digits < end && isSeparator(bytes[digits]!) ? digits : -1;
}

function isListMark(byte: number): boolean {
  return (
    byte === ascii.minus ||
    byte === ascii.asterisk ||
    byte === ascii.plus ||
    byte === ascii.greater ||
    byte === ascii.backtick
  );
}

function behindFileName(bytes: Uint8Array, at: number, end: number): number {
  let behind = -1;
  let dots = 0;
  for (let i = at; i < end && i < at + longestPrefix && !isSeparator(bytes[i]!); i++) {
    if (bytes[i] === ascii.dot) dots++;
    if (bytes[i] === ascii.colon && 0 < dots) behind = i + 1;
  }
  return behind;
}
