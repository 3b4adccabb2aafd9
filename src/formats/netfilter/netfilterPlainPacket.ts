import { ascii, decimal, isDigit, isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { ipv4End, isPlainAddress, portEnd } from "../cells/endpointFlaws.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const colon = 0x3a;
const equals = 0x3d;

/** `MAC=` with two addresses and a type of six, six and two bytes. */
const usualMac = "MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00".length;
const tosAndPrec = "TOS=0x00 PREC=0x00 ".length;

/**
 * Reads the packet nearly every line has: its words in the kernel's own order, with ports or of a protocol that has
 * none, and nothing wrong. False for everything else, whose fields the caller then sets anew.
 *
 *     IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=… DPT=…
 *     IN=eth0 OUT= MAC=… SRC=2001:0db8:… DST=2001:0db8:… LEN=72 TC=0 HOPLIMIT=255 FLOWLBL=0 PROTO=ICMPv6 TYPE=135 CODE=0
 */
export function readPlainPacket(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  if (bytes[from + 2] !== equals || bytes[from] !== 0x49) return false;
  const inEnd = valueEnd(bytes, from + 3, end);
  const out = inEnd + 1;
  if (!isKey(bytes, out, 0x4f, 0x55, 0x54)) return false;
  const outEnd = valueEnd(bytes, out + 4, end);
  const source = behindLinkWords(bytes, outEnd + 1, end);
  if (!isKey(bytes, source, 0x53, 0x52, 0x43)) return false;
  const sourceEnd = addressEnd(bytes, source + 4, end);
  if (sourceEnd < 0 || !isKey(bytes, sourceEnd + 1, 0x44, 0x53, 0x54)) return false;
  const targetEnd = addressEnd(bytes, sourceEnd + 5, end);
  if (targetEnd < 0 || !isKey(bytes, targetEnd + 1, 0x4c, 0x45, 0x4e)) return false;
  const sizeEnd = valueEnd(bytes, targetEnd + 5, end);
  const protocol = protocolStart(bytes, sizeEnd + 1, end);
  if (bytes[protocol + 4] !== 0x4f || bytes[protocol + 5] !== equals) return false;
  const protocolEnd = valueEnd(bytes, protocol + 6, end);
  if (!readEnd(row, protocol + 6, protocolEnd, end)) return false;

  const { from: starts, to: ends } = row;
  starts[field.ingress] = from + 3;
  ends[field.ingress] = inEnd;
  starts[field.egress] = out + 4;
  ends[field.egress] = outEnd;
  starts[field.sourceAddress] = source + 4;
  ends[field.sourceAddress] = sourceEnd;
  starts[field.destinationAddress] = sourceEnd + 5;
  ends[field.destinationAddress] = targetEnd;
  starts[field.size] = targetEnd + 5;
  ends[field.size] = sizeEnd;
  starts[field.transport] = protocol + 6;
  ends[field.transport] = protocolEnd;
  return true;
}

/** Both ports behind the protocol, or none where it has none and nothing else is said of the packet. */
function readEnd(row: Row, protocol: number, protocolEnd: number, end: number): boolean {
  const { bytes, from: starts, to: ends } = row;
  const source = protocolEnd + 1;
  if (!isKey(bytes, source, 0x53, 0x50, 0x54)) {
    if (!isPortless(bytes, protocol, protocolEnd) || saysMore(bytes, protocolEnd, end)) return false;
    starts[field.sourcePort] = starts[field.destinationPort] = -1;
    return true;
  }
  const sourceEnd = portEnd(bytes, source + 4, end);
  if (sourceEnd < 0 || !isKey(bytes, sourceEnd + 1, 0x44, 0x50, 0x54)) return false;
  const targetEnd = portEnd(bytes, sourceEnd + 5, end);
  if (targetEnd < 0 || (targetEnd !== end && bytes[targetEnd] !== blank)) return false;
  starts[field.sourcePort] = source + 4;
  ends[field.sourcePort] = sourceEnd;
  starts[field.destinationPort] = sourceEnd + 5;
  ends[field.destinationPort] = targetEnd;
  return true;
}

/** Where an address ends that is written as it should be, or -1. */
function addressEnd(bytes: Uint8Array, from: number, end: number): number {
  const short = ipv4End(bytes, from, end);
  if (0 <= short) return short;
  const to = valueEnd(bytes, from, end);
  return isPlainAddress(bytes, from, to) ? to : -1;
}

const portless = ["ICMP", "ICMPv6", "ESP", "AH"];
const mostNumberDigits = 3;

function isPortless(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isDigit(bytes[from])) return portless.some((name) => isWord(bytes, from, to, name));
  const number = to - from <= mostNumberDigits ? decimal(bytes, from, to) : Number.NaN;
  const isPadded = bytes[from] === ascii.zero && from + 1 < to;
  return !Number.isNaN(number) && !isPadded && !hasPorts(transportName(String(number)));
}

/**
 * Whether a word behind the protocol may be a field of the packet, another protocol, or a priority amid the line.
 * A bracket opens the packet that an ICMP error quotes: `TYPE=3 CODE=3 [SRC=… ]`.
 */
function saysMore(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    if (bytes[at]! <= blank || blank < bytes[at - 1]!) continue;
    if (bytes[at] === ascii.leftBracket) return false;
    if (isWordOfPacket(bytes, at)) return true;
  }
  return false;
}

function isWordOfPacket(bytes: Uint8Array, at: number): boolean {
  switch (bytes[at]) {
    case 0x49: // IN=
      return bytes[at + 1] === 0x4e && bytes[at + 2] === equals;
    case 0x4f: // OUT=
    case 0x44: // DST=, DPT=
      return bytes[at + 3] === equals;
    case 0x53: // SRC=, SPT=
      return bytes[at + 3] === equals && (bytes[at + 2] === 0x43 || bytes[at + 2] === 0x54);
    case 0x41: // ARP
      return bytes[at + 1] === 0x52 && bytes[at + 2] === 0x50;
    case 0x50: // PROTO=
    case 0x70:
      return bytes[at + 5] === equals;
    case ascii.less:
      return bytes[at + 2] === ascii.greater;
    default:
      return false;
  }
}

/** A blank, three letters and an equals sign: `at` is behind the blank. */
function isKey(bytes: Uint8Array, at: number, first: number, second: number, third: number): boolean {
  return (
    bytes[at] === first &&
    bytes[at + 1] === second &&
    bytes[at + 2] === third &&
    bytes[at + 3] === equals &&
    bytes[at - 1] === blank
  );
}

function valueEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && blank < bytes[at]!) at++;
  return at;
}

/** Behind `MAC=…`, `PHYSIN=…` and the like, of which there may be none. */
function behindLinkWords(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] === 0x4d || (bytes[at] === 0x50 && bytes[at + 1] === 0x48))) {
    at = (isUsualMac(bytes, at) ? at + usualMac : valueEnd(bytes, at, end)) + 1;
  }
  return at;
}

function isUsualMac(bytes: Uint8Array, at: number): boolean {
  const to = at + usualMac;
  const isOfM = bytes[at] === 0x4d && bytes[at + 3] === equals;
  return isOfM && bytes[at + 6] === colon && bytes[to - 3] === colon && bytes[to] === blank;
}

/** Behind `TOS=0x00 PREC=0x00 TTL=64 ID=1 DF `, at the word that begins with `PROT`; `end` where none does. */
function protocolStart(bytes: Uint8Array, from: number, end: number): number {
  const isUsual = bytes[from] === 0x54 && bytes[from + 9] === 0x50 && bytes[from + 18] === blank;
  let at = isUsual ? from + tosAndPrec : from;
  while (at < end && !isProt(bytes, at)) at = valueEnd(bytes, at, end) + 1;
  return Math.min(at, end);
}

function isProt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x50 && bytes[at + 1] === 0x52 && bytes[at + 2] === 0x4f && bytes[at + 3] === 0x54;
}
