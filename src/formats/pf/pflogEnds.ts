import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  isLetter,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";

/**
 * Sets both ends of a packet, a port behind a point at each, and says whether they stand there; the protocol by what
 * is printed of it, where no header said it.
 *
 *     192.0.2.5.49152 > 192.0.2.1.22: Flags [S], seq 1, win 65535, length 0
 *     fe80::1 > ff02::16: HBH ICMP6, multicast listener report v2, length 28
 */
export function putPflogEnds(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  const arrow = arrowAt(bytes, from, end);
  if (arrow < 0) return false;
  let sourceFrom = arrow;
  while (from < sourceFrom && !isBlank(bytes[sourceFrom - 1])) sourceFrom--;
  const destinationFrom = arrow + " > ".length;
  const wordTo = skipWord(bytes, destinationFrom, end);
  if (sourceFrom === arrow || wordTo === destinationFrom) return false;
  const destinationTo = bytes[wordTo - 1] === ascii.colon ? wordTo - 1 : wordTo;
  if (!row.has(field.transport)) putTransport(row, skipBlanks(bytes, wordTo, end), end);
  const mayHavePorts = !row.has(field.transport) || hasPorts(transportName(row.text(field.transport)!));
  const ends = mayHavePorts ? "ports" : "addresses";
  putEnd(row, field.sourceAddress, field.sourcePort, sourceFrom, arrow, ends);
  putEnd(row, field.destinationAddress, field.destinationPort, destinationFrom, destinationTo, ends);
  return true;
}

/** ` > `, or -1 */
function arrowAt(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + 2 < end; at++)
    if (bytes[at + 1] === ascii.greater && isBlank(bytes[at]) && isBlank(bytes[at + 2])) return at;
  return -1;
}

function putEnd(
  row: Row,
  address: FieldIndex,
  port: FieldIndex,
  from: number,
  to: number,
  ends: "ports" | "addresses",
): void {
  const { bytes } = row;
  const point = ends === "ports" ? portPoint(bytes, from, to) : -1;
  const addressTo = point < 0 ? to : point;
  row.set(address, from, addressTo);
  if (isDigit(bytes[from]) || 0 <= indexOfByte(bytes, ascii.colon, from, addressTo)) {
    if (!hasLetterOfName(bytes, from, addressTo)) checkAddress(row, from, addressTo);
  }
  if (point < 0) return;
  row.set(port, point + 1, to);
  if (isDigit(bytes[point + 1])) checkPort(row, point + 1, to);
}

/** Names and masked addresses have letters that no address has. */
function hasLetterOfName(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isLetter(bytes[at]) && 0x66 < (bytes[at]! | 0x20)) return true;
  return false;
}

/** The last point, unless it is the address's own: the fourth of an IPv4 address, any behind a colon. */
function portPoint(bytes: Uint8Array, from: number, to: number): number {
  let points = 0;
  let last = -1;
  let isNumeric = true;
  for (let at = from; at < to; at++) {
    if (bytes[at] === ascii.dot) {
      points++;
      last = at;
    } else if (!isDigit(bytes[at])) isNumeric = false;
  }
  return isNumeric && points < 4 ? -1 : last;
}

/** What tcpdump prints of each protocol: a word of its own, or what only TCP or UDP have. */
const transportWords: readonly (readonly [print: string, from: number, to: number])[] = [
  ["ICMP6", 0, 5],
  ["icmp6", 0, 5],
  ["HBH ICMP6", 4, 9],
  ["ICMP", 0, 4],
  ["icmp", 0, 4],
  ["UDP", 0, 3],
  ["udp", 0, 3],
  ["igmp", 0, 4],
  ["GRE", 0, 3],
  ["gre", 0, 3],
  ["ESP", 0, 3],
  ["esp", 0, 3],
  ["AH", 0, 2],
  ["OSPF", 0, 4],
  ["VRRP", 0, 4],
  ["CARP", 0, 4],
  ["PIM", 0, 3],
  ["SCTP", 0, 4],
  ["sctp", 0, 4],
  ["tcp", 0, 3],
  ["[|tcp]", 2, 5],
  ["[|udp]", 2, 5],
];

function putTransport(row: Row, from: number, end: number): void {
  const { bytes } = row;
  const known = transportWords.find(([print]) => hasWordAt(bytes, from, end, print));
  if (known) row.set(field.transport, from + known[1], from + known[2]);
  else if (isTcp(bytes, from, end)) row.transport = "tcp";
  else if (from < end) row.transport = "udp";
}

/** `Flags [S]`, or OpenBSD's `S 1:1(0) win 16384`, `. ack 2`, `P 1:5(4)` */
function isTcp(bytes: Uint8Array, from: number, end: number): boolean {
  if (hasWordAt(bytes, from, end, "Flags [")) return true;
  const to = skipWord(bytes, from, end);
  for (let at = from; at < to; at++) if (!tcpFlags.has(bytes[at]!)) return false;
  return from < to;
}

/** S F R P W E U and the point that stands for none. */
const tcpFlags: ReadonlySet<number> = new Set([...".SFRPWEU"].map((letter) => letter.charCodeAt(0)));
