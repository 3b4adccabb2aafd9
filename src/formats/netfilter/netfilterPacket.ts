import { decimal, hasWordAt } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { checkAddress, checkPort, ipv4End, isPlainAddress, portEnd } from "../cells/endpointFlaws.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const less = 0x3c;
const equals = 0x3d;
const greater = 0x3e;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** `MAC=` with two addresses and a type of six, six and two bytes. */
const usualMac = "MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00".length;

/**
 * Where the kernel's own text of the packet begins: at `IN=`, or where that is missing (Proxmox) at `OUT=` or
 * `SRC=`; -1 where no packet is. A prefix without a blank behind it runs into it: `Unknown InputIN=eth1 OUT=`.
 */
export function packetStart(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from + 2; i < end; i++) {
    if (bytes[i] !== equals) continue;
    if (isIn(bytes, i) && (isFree(bytes, from, i - 2) || isFollowedByOut(bytes, i, end))) return i - 2;
    const isOther = from <= i - 3 && (isOut(bytes, i) || isSource(bytes, i));
    if (isOther && isFree(bytes, from, i - 3)) return i - 3;
  }
  return -1;
}

function isIn(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === 0x4e && bytes[at - 2] === 0x49;
}

function isOut(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === 0x54 && bytes[at - 2] === 0x55 && bytes[at - 3] === 0x4f;
}

function isSource(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === 0x43 && bytes[at - 2] === 0x52 && bytes[at - 3] === 0x53;
}

/** Whether a key at `at` is no tail of a longer word: `PHYSIN=`, `CHAIN=`. */
function isFree(bytes: Uint8Array, from: number, at: number): boolean {
  if (at <= from) return true;
  const before = bytes[at - 1]!;
  const lower = before | 0x20;
  const isWord = (0x61 <= lower && lower <= 0x7a) || (0x30 <= before && before <= 0x39);
  return !isWord && before !== 0x5f && before !== 0x2d;
}

function isFollowedByOut(bytes: Uint8Array, at: number, end: number): boolean {
  const next = valueEnd(bytes, at + 1, end) + 1;
  return next + 3 < end && bytes[next + 3] === equals && isOut(bytes, next + 3);
}

function valueEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && blank < bytes[at]!) at++;
  return at;
}

/** What of a packet was found: a set of these. */
export const foundIn = 1;
export const foundOut = 2;
export const foundSource = 4;
export const foundDestination = 8;
export const foundTransport = 16;
/** What follows is ARP, which has no addresses of IP's own. */
export const foundArp = 32;
const foundPort = 64;

/**
 * Reads `KEY=value` words into the row and says which were found. The packet that an ICMP error quotes in
 * brackets is not the packet logged, and what comes behind the ports is of no use here:
 *
 *     IN=eth0 OUT= MAC=… SRC=192.0.2.1 DST=192.0.2.2 LEN=88 … PROTO=ICMP TYPE=3 CODE=3 [SRC=192.0.2.2 …] MTU=1400
 *                                                                                      └ ends here
 */
export function readPacket(row: Row, from: number, end: number): number {
  const { bytes } = row;
  let seen = 0;
  let at = from;
  while (at < end) {
    const word = at;
    switch (bytes[at]) {
      case 0x49: // I
        if (bytes[at + 2] === equals && bytes[at + 1] === 0x4e) {
          at = valueEnd(bytes, word + 3, end);
          row.set(field.ingress, word + 3, at);
          seen |= foundIn;
        }
        break;
      case 0x41: // A
        if (bytes[at + 1] === 0x52 && bytes[at + 2] === 0x50 && bytes[at + 3] === blank)
          return seen | foundArp;
        break;
      case less: // Some routers leave the kernel's `<1>` in the middle of the line.
        if (bytes[at + 2] === greater) {
          at += 3;
          continue;
        }
        break;
      case 0x4f: // O
        if (bytes[at + 3] !== equals || !isOut(bytes, at + 3)) break;
        at = valueEnd(bytes, word + 4, end);
        row.set(field.egress, word + 4, at);
        seen |= foundOut;
        break;
      case 0x54: // T
        // `TOS=0x00 PREC=0x00 ` is as wide in every line.
        if (
          bytes[at + 3] === equals &&
          bytes[at + 8] === blank &&
          bytes[at + 9] === 0x50 &&
          bytes[at + 18] === blank
        )
          at = word + 18;
        break;
      case 0x4d: // M
        if (isUsualMac(bytes, word, end)) at = word + usualMac;
        break;
      case 0x53: // S
        if (bytes[at + 3] !== equals) break;
        if (isSource(bytes, at + 3)) {
          at = readAddress(row, field.sourceAddress, word + 4, end);
          if (row.has(field.sourceAddress)) seen |= foundSource;
        } else if (bytes[at + 1] === 0x50 && bytes[at + 2] === 0x54) {
          at = readPort(row, field.sourcePort, word + 4, end);
          seen |= foundPort;
        }
        break;
      case 0x44: // D
        if (bytes[at + 3] !== equals) break;
        if (bytes[at + 1] === 0x53 && bytes[at + 2] === 0x54) {
          at = readAddress(row, field.destinationAddress, word + 4, end);
          if (row.has(field.destinationAddress)) seen |= foundDestination;
        } else if (bytes[at + 1] === 0x50 && bytes[at + 2] === 0x54) {
          at = readPort(row, field.destinationPort, word + 4, end);
          // Nothing of use comes behind them.
          if ((seen & foundPort) !== 0 && (seen & foundTransport) !== 0) return seen;
        }
        break;
      case 0x4c: // L
        if (bytes[at + 3] !== equals || bytes[at + 1] !== 0x45 || bytes[at + 2] !== 0x4e) break;
        at = valueEnd(bytes, word + 4, end);
        // A second one is the length of the UDP datagram.
        if (!row.has(field.size)) row.set(field.size, word + 4, bareEnd(bytes, word + 4, at));
        break;
      case 0x50: // P
      case 0x70: // p, as the bridge's log writes it
        if (bytes[at + 5] !== equals || !isProto(bytes, word)) break;
        at = valueEnd(bytes, word + 6, end);
        if (!setTransport(row, word + 6, at)) break;
        seen |= foundTransport;
        break;
      case openBracket:
        if ((seen & foundSource) !== 0) return seen;
        break;
    }
    while (at < end && blank < bytes[at]!) at++;
    while (at < end && bytes[at]! <= blank) at++;
  }
  return seen;
}

/** `TYPE=3 CODE=3` behind the protocol, which only ICMP has. */
export function readIcmp(row: Row, end: number): void {
  const type = readNumber(row, field.icmpType, "TYPE=", row.to[field.transport]! + 1, end);
  if (0 <= type) readNumber(row, field.icmpCode, "CODE=", type + 1, end);
}

/** Returns where the number ends that stands behind the key, or -1. */
function readNumber(row: Row, index: IcmpField, key: string, at: number, end: number): number {
  if (!hasWordAt(row.bytes, at, end, key)) return -1;
  const from = at + key.length;
  const to = valueEnd(row.bytes, from, end);
  if (Number.isNaN(decimal(row.bytes, from, to))) return -1;
  row.set(index, from, to);
  return to;
}

type IcmpField = typeof field.icmpType | typeof field.icmpCode;

function isUsualMac(bytes: Uint8Array, at: number, end: number): boolean {
  const to = at + usualMac;
  return (
    to < end &&
    bytes[at + 3] === equals &&
    bytes[at + 6] === colon &&
    bytes[to - 3] === colon &&
    bytes[to] === blank
  );
}

function isProto(bytes: Uint8Array, at: number): boolean {
  return (
    (bytes[at + 1]! | 0x20) === 0x72 &&
    (bytes[at + 2]! | 0x20) === 0x6f &&
    (bytes[at + 3]! | 0x20) === 0x74 &&
    (bytes[at + 4]! | 0x20) === 0x6f
  );
}

function setTransport(row: Row, from: number, end: number): boolean {
  const to = bareEnd(row.bytes, from, end);
  if (to === from) return false;
  row.set(field.transport, from, to);
  return true;
}

/** A value without the comma or bracket that a wrapper left behind it. */
function bareEnd(bytes: Uint8Array, from: number, end: number): number {
  let to = end;
  while (from < to && (bytes[to - 1] === comma || bytes[to - 1] === closeBracket || bytes[to - 1] === quote))
    to--;
  return to;
}

type AddressField = typeof field.sourceAddress | typeof field.destinationAddress;
type PortField = typeof field.sourcePort | typeof field.destinationPort;

/** Sets the address unless it is empty, elided or cut by the line's end, and returns where its word ends. */
function readAddress(row: Row, index: AddressField, from: number, end: number): number {
  const { bytes } = row;
  const short = ipv4End(bytes, from, end);
  if (0 <= short && (short === end || bytes[short] === blank)) {
    row.set(index, from, short);
    return short;
  }
  const wordEnd = valueEnd(bytes, from, end);
  const to = bareEnd(bytes, from, wordEnd);
  const isCut = wordEnd === end && !isPlainAddress(bytes, from, to);
  if (isCut || !hasWordByte(bytes, from, to)) return wordEnd;
  row.set(index, from, to);
  checkAddress(row, from, to);
  return wordEnd;
}

function hasWordByte(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const lower = bytes[i]! | 0x20;
    if ((0x61 <= lower && lower <= 0x7a) || (0x30 <= bytes[i]! && bytes[i]! <= 0x39)) return true;
    if (bytes[i] === colon) return true;
  }
  return false;
}

function readPort(row: Row, index: PortField, from: number, end: number): number {
  const { bytes } = row;
  const quick = portEnd(bytes, from, end);
  if (0 <= quick && (quick === end || bytes[quick] === blank)) {
    row.set(index, from, quick);
    return quick;
  }
  const wordEnd = valueEnd(bytes, from, end);
  const to = bareEnd(bytes, from, wordEnd);
  if (to === from) return wordEnd;
  row.set(index, from, to);
  checkPort(row, from, to);
  return wordEnd;
}
