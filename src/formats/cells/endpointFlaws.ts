import { ascii, decimal, isDigit, isHexDigit, isLetter } from "../../core/ascii.ts";
import type { Row } from "../../core/row.ts";

const maximumPort = 65_535;

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** Marks an address that cannot be one, or can be read in two ways, on its exact place. */
export function checkAddress(row: Row, from: number, to: number): void {
  const { bytes } = row;
  if (isPlainIPv4(bytes, from, to) || isPlainIPv6(bytes, from, to)) return;
  row.flaw(
    isDefanged(bytes, from, to) ? "EV018" : hasLeadingZero(bytes, from, to) ? "EV013" : "EV012",
    from,
    to,
  );
}

export function isPlainAddress(bytes: Uint8Array, from: number, to: number): boolean {
  return isPlainIPv4(bytes, from, to) || isPlainIPv6(bytes, from, to);
}

export function checkPort(row: Row, from: number, to: number): void {
  const port = decimal(row.bytes, from, to);
  if (!(port <= maximumPort)) row.flaw("EV014", from, to);
}

function isPlainIPv4(bytes: Uint8Array, from: number, to: number): boolean {
  return ipv4End(bytes, from, to) === to;
}

/** Where strict dotted decimal ends: four octets, none above 255, none with a leading zero; else -1. */
export function ipv4End(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  let start = from;
  let octet = 0;
  let dots = 0;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (zero <= byte) {
      if (nine < byte) return -1;
      octet = octet * 10 + byte - zero;
      continue;
    }
    if (byte !== dot || dots === 3) break;
    if (!isOctet(bytes, start, at, octet)) return -1;
    dots++;
    octet = 0;
    start = at + 1;
  }
  return dots === 3 && isOctet(bytes, start, at, octet) ? at : -1;
}

function isOctet(bytes: Uint8Array, from: number, to: number, octet: number): boolean {
  return octet <= 255 && from < to && (bytes[from] !== zero || to === from + 1);
}

/** Where a port number ends, or -1 where there is none. */
export function portEnd(bytes: Uint8Array, from: number, end: number): number {
  let port = 0;
  let at = from;
  for (; at < end; at++) {
    const digit = bytes[at]! - zero;
    if (digit < 0 || 9 < digit) break;
    port = port * 10 + digit;
  }
  return at === from || maximumPort < port ? -1 : at;
}

/** RFC 4291 text, compressed or in full, with a zone (RFC 4007) or a dotted tail. */
function isPlainIPv6(bytes: Uint8Array, from: number, to: number): boolean {
  let groups = 0;
  let digits = 0;
  let compressed = false;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (isHexDigit(byte)) {
      if (digits === 0) groups++;
      if (4 < ++digits) return false;
    } else if (byte === ascii.colon) {
      const doubled = bytes[i + 1] === ascii.colon && i + 1 < to;
      if (doubled && compressed) return false;
      if (!doubled && (i === from || i + 1 === to)) return false;
      if (doubled) i++;
      compressed ||= doubled;
      digits = 0;
    } else if (byte === ascii.dot) {
      return groups <= 7 && isPlainIPv4(bytes, i - digits, to) && (compressed || groups === 7);
    } else if (byte === ascii.percent) {
      return i + 1 < to && isWhole(groups, compressed);
    } else return false;
  }
  return isWhole(groups, compressed);
}

function isWhole(groups: number, compressed: boolean): boolean {
  return compressed ? groups <= 7 : groups === 8;
}

/** `010.1.2.3`: half the world reads the first octet as 8. */
function hasLeadingZero(bytes: Uint8Array, from: number, to: number): boolean {
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = from; i < to; i++) {
    if (isDigit(bytes[i])) {
      octet = octet * 10 + bytes[i]! - ascii.zero;
      if (3 < ++digits || 255 < octet) return false;
    } else {
      if (bytes[i] !== ascii.dot || digits === 0) return false;
      octet = digits = 0;
      dots++;
    }
  }
  return dots === 3 && 0 < digits;
}

/** `192.0.2[.]1`, `192[dot]0[dot]2[dot]1` */
function isDefanged(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from + 1; i + 1 < to; i++) {
    const opens = bytes[i] === ascii.leftBracket && isDigit(bytes[i - 1]);
    if (opens && (bytes[i + 1] === ascii.dot || isLetter(bytes[i + 1]))) return true;
  }
  return false;
}
