import { ascii, isDigit, isLetter } from "../../core/ascii.ts";

/** RFC 1035. */
const longestName = 255;

/** `203.0.11`, `[fe80::1`, `ws-17`: the beginning of an address, where a line ends. */
export function isCutEndpoint(bytes: Uint8Array, from: number, to: number): boolean {
  if (longestName < to - from) return false;
  for (let i = from; i < to; i++) if (!isOfAddress(bytes[i]!)) return false;
  return from < to;
}

function isOfAddress(byte: number): boolean {
  return (
    isDigit(byte) ||
    isLetter(byte) ||
    byte === ascii.dot ||
    byte === ascii.colon ||
    byte === ascii.minus ||
    byte === ascii.percent ||
    byte === ascii.asterisk ||
    byte === ascii.leftBracket ||
    byte === ascii.rightBracket
  );
}
