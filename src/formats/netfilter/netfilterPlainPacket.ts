import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { ipv4End, portEnd } from "../cells/endpointFlaws.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const colon = 0x3a;
const equals = 0x3d;

/** `MAC=` with two addresses and a type of six, six and two bytes. */
const usualMac = "MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00".length;
const tosAndPrec = "TOS=0x00 PREC=0x00 ".length;

/**
 * Reads the packet nearly every line has: IPv4 with ports, its words in the kernel's own order, nothing wrong.
 * False for everything else, whose fields the caller then sets anew.
 *
 *     IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=… DPT=…
 */
export function readPlainPacket(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  if (bytes[from + 2] !== equals || bytes[from] !== 0x49) return false;
  const inEnd = valueEnd(bytes, from + 3, end);
  const out = inEnd + 1;
  if (!isKey(bytes, out, 0x4f, 0x55, 0x54)) return false;
  const outEnd = valueEnd(bytes, out + 4, end);
  const source = afterMac(bytes, outEnd + 1, end);
  if (!isKey(bytes, source, 0x53, 0x52, 0x43)) return false;
  const sourceEnd = ipv4End(bytes, source + 4, end);
  if (sourceEnd < 0 || !isKey(bytes, sourceEnd + 1, 0x44, 0x53, 0x54)) return false;
  const targetEnd = ipv4End(bytes, sourceEnd + 5, end);
  if (targetEnd < 0 || !isKey(bytes, targetEnd + 1, 0x4c, 0x45, 0x4e)) return false;
  const sizeEnd = valueEnd(bytes, targetEnd + 5, end);
  const protocol = afterLifetime(bytes, sizeEnd + 1, end);
  if (bytes[protocol] !== 0x50 || bytes[protocol + 4] !== 0x4f || bytes[protocol + 5] !== equals)
    return false;
  const protocolEnd = valueEnd(bytes, protocol + 6, end);
  if (!isKey(bytes, protocolEnd + 1, 0x53, 0x50, 0x54)) return false;
  const sourcePortEnd = portEnd(bytes, protocolEnd + 5, end);
  if (sourcePortEnd < 0 || !isKey(bytes, sourcePortEnd + 1, 0x44, 0x50, 0x54)) return false;
  const targetPortEnd = portEnd(bytes, sourcePortEnd + 5, end);
  if (targetPortEnd < 0 || (targetPortEnd !== end && bytes[targetPortEnd] !== blank)) return false;

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
  starts[field.sourcePort] = protocolEnd + 5;
  ends[field.sourcePort] = sourcePortEnd;
  starts[field.destinationPort] = sourcePortEnd + 5;
  ends[field.destinationPort] = targetPortEnd;
  return true;
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

function afterMac(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== 0x4d) return from;
  const to = from + usualMac;
  const isUsual = bytes[from + 6] === colon && bytes[to - 3] === colon && bytes[to] === blank;
  return (isUsual ? to : valueEnd(bytes, from, end)) + 1;
}

/** Behind `TOS=0x00 PREC=0x00 TTL=64 ID=1 DF `, to the word that begins with a P. */
function afterLifetime(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== 0x54 || bytes[from + 9] !== 0x50) return end;
  let at = from + tosAndPrec;
  while (at < end && bytes[at] !== 0x50) at = valueEnd(bytes, at, end) + 1;
  return at;
}
