import { isHexDigit } from "../../core/ascii.ts";

/** Where hex digits end. */
export function endOfHex(bytes: Uint8Array, from: number, end: number): number {
  let to = from;
  while (to < end && isHexDigit(bytes[to]!)) to++;
  return to;
}

/** MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512. */
export function isHashLength(digits: number): boolean {
  return digits === 32 || digits === 40 || digits === 56 || digits === 64 || digits === 96 || digits === 128;
}
