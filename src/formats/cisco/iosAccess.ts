import { ascii, decimal, hasWordAt, isDigit, skipBlanks, skipWord } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { WordTable } from "../cells/wordTable.ts";
import { putValue } from "../words/fieldUse.ts";
import { destinationEnd, type RowEnd, sourceEnd } from "./ciscoEnd.ts";
import { portsOf } from "./ciscoTransport.ts";
import { packetsBehind } from "./iosPackets.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;

/**
 * Reads what an access list of IOS, IOS-XE or IOS XR says of packets. The number behind an address is a port, or
 * the type of IGMP; type and code of ICMP stand behind the second one.
 *
 *     list 110 denied tcp 10.20.0.42(1025) (Gi0/1 0000.5e00.5301) -> 198.51.100.7(80), 1 packet
 *     R0/0: fman_fp_image: list OUT denied icmp 10.20.0.42 GigabitEthernet0/0/1-> 198.51.100.7 (8/0), 3 packets
 *     access-list OUT (20) permit udp 10.20.0.42(53) -> 198.51.100.7(1830), 1 packet
 *     list 10 denied 10.20.0.42 3 packets
 */
export function readAccessList(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  const list = listStart(bytes, from, end);
  if (list < 0) return false;
  let at = skipBlanks(bytes, skipWord(bytes, list, end), end);
  const ruleTo = skipWord(bytes, at, end);
  row.set(field.rule, at, ruleTo);
  at = skipBlanks(bytes, ruleTo, end);
  if (bytes[at] === openParenthesis) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  const actionTo = skipWord(bytes, at, end);
  row.eventType = verdicts.find(bytes, at, actionTo);
  if (row.eventType === undefined) return false;
  row.set(field.action, at, actionTo);
  at = skipBlanks(bytes, actionTo, end);
  const transportTo = skipWord(bytes, at, end);
  if (!isPlainAddress(bytes, at, endOfAddress(bytes, at, transportTo))) {
    row.set(field.transport, at, transportTo);
    at = transportTo;
  }
  return readEnds(row, at, end);
}

const verdicts = new WordTable<EventType>();
for (const word of ["permitted", "permit"]) verdicts.add(word, "allowed");
for (const word of ["denied", "deny"]) verdicts.add(word, "denied");

function readEnds(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  const arrow = arrowAt(bytes, from, end);
  const sourceAt = addressAt(bytes, from, arrow < 0 ? end : arrow);
  if (sourceAt < 0) return false;
  const sourceTo = putEnd(row, sourceEnd, sourceAt, arrow < 0 ? end : arrow);
  if (arrow < 0) return packetsBehind(row, sourceTo, end);
  putInterface(row, sourceTo, arrow);
  const destinationAt = skipBlanks(bytes, arrow + arrowLength, end);
  if (destinationAt === end) return false;
  const to = putEnd(row, destinationEnd, destinationAt, end);
  putTypeAndCode(row, to, end);
  packetsBehind(row, to, end);
  return true;
}

const arrowLength = "->".length;

/** `list ` or `access-list `, behind what the forwarding engine says of itself. */
function listStart(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at = skipBlanks(bytes, skipWord(bytes, at, end), end))
    if (hasWordAt(bytes, at, end, "list ") || hasWordAt(bytes, at, end, "access-list ")) return at;
  return -1;
}

function arrowAt(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + 1 < end; at++)
    if (bytes[at] === ascii.minus && bytes[at + 1] === ascii.greater) return at;
  return -1;
}

/** The first word that is an address, or may be a name with a port: a hardware address may stand before it. */
function addressAt(bytes: Uint8Array, from: number, end: number): number {
  for (
    let at = skipBlanks(bytes, from, end);
    at < end;
    at = skipBlanks(bytes, skipWord(bytes, at, end), end)
  ) {
    const to = endOfAddress(bytes, at, skipWord(bytes, at, end));
    if (isPlainAddress(bytes, at, to) || bytes[to] === openParenthesis) return at;
    if (isDigit(bytes[at]) && bytes.subarray(at, to).filter((byte) => byte === ascii.dot).length === 3)
      return at;
  }
  return -1;
}

function endOfAddress(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== openParenthesis && bytes[at] !== ascii.comma) at++;
  return at;
}

/** Returns where the end ends, behind its port. */
function putEnd(row: Row, end: RowEnd, from: number, last: number): number {
  const { bytes } = row;
  const to = endOfAddress(bytes, from, skipWord(bytes, from, last));
  putValue(row, end.address, from, to);
  if (bytes[to] !== openParenthesis) return to;
  let close = to + 1;
  while (close < last && bytes[close] !== closeParenthesis) close++;
  if (close === last) return to;
  if (portsOf(row) === "ports") putValue(row, end.port, to + 1, close);
  return close + 1;
}

/** `(GigabitEthernet0/1 0000.5e00.5301)`, or `GigabitEthernet0/0/1` without parentheses. */
function putInterface(row: Row, from: number, to: number): void {
  const { bytes } = row;
  let at = skipBlanks(bytes, from, to);
  if (bytes[at] === openParenthesis) at++;
  let wordTo = skipWord(bytes, at, to);
  if (bytes[wordTo - 1] === closeParenthesis) wordTo--;
  if (at < wordTo) row.set(field.ingress, at, wordTo);
}

/** ` (8/0)` */
function putTypeAndCode(row: Row, from: number, end: number): void {
  const { bytes } = row;
  const open = skipBlanks(bytes, from, end);
  if (bytes[open] !== openParenthesis) return;
  const slash = digitsEnd(bytes, open + 1, end);
  if (bytes[slash] !== ascii.slash) return;
  setNumber(row, field.icmpType, open + 1, slash);
  setNumber(row, field.icmpCode, slash + 1, digitsEnd(bytes, slash + 1, end));
}

function setNumber(row: Row, index: FieldIndex, from: number, to: number): void {
  if (!Number.isNaN(decimal(row.bytes, from, to))) row.set(index, from, to);
}

function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}
