import {
  ascii,
  hasWordAt,
  indexOfByte,
  isDigit,
  lastIndexOfByte,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { putValue } from "../words/fieldUse.ts";
import { packetsBehind } from "./iosPackets.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;

/** What the words of these messages mean. */
const actions: ReadonlyMap<string, EventType> = new Map([
  ["Start", "start"],
  ["Stop", "end"],
  ["Dropping", "denied"],
  ["dropped", "denied"],
  ["Passing", "allowed"],
  ["passed", "allowed"],
]);

/**
 * Reads what the firewall of IOS and IOS-XE says of a session or packet.
 *
 *     (target:class)-(IN-OUT:CM):Start tcp session: initiator (10.20.0.42:1025) -- responder (198.51.100.7:80)
 *     tcp session initiator (10.20.0.42:1025) sent 48 bytes -- responder (198.51.100.7:80) sent 40 bytes
 *     Dropping tcp session 10.20.0.42:1025 198.51.100.7:80 on zone-pair IN-OUT class CM due to  DROP action …
 *     Dropping tcp pkt from Gi0/0/2 10.20.0.42:1025 => 198.51.100.7:80(target:class)-(IN-OUT:CM) due to …
 *     5 packets were dropped from 10.20.0.42:1025 => 198.51.100.7:80 (target:class)-(IN-OUT:CM)
 */
export function readInspected(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  packetsBehind(row, from, Math.min(end, from + longestCount));
  for (let at = skipBlanks(bytes, from, end); at < end; at = skipBlanks(bytes, at, end)) {
    const to = skipWord(bytes, at, end);
    at = readWord(row, at, to, end);
  }
  if (row.eventType === undefined && row.has(field.application)) row.eventType = "end";
  settleTransport(row);
  return row.has(field.sourceAddress) && row.has(field.destinationAddress);
}

const longestCount = 32;

/** Returns where the next word is to be looked for. */
function readWord(row: Row, wordFrom: number, to: number, end: number): number {
  const { bytes } = row;
  const from = bytes[wordFrom] === openParenthesis ? zoneEnd(row, wordFrom, to) : wordFrom;
  const next = skipBlanks(bytes, to, end);
  const eventType = actions.get(String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 9))));
  if (eventType && !row.has(field.action)) {
    row.set(field.action, from, to);
    row.eventType = eventType;
    if (eventType !== "denied" || hasWordAt(bytes, from, to, "Dropping")) setProtocol(row, next, end);
    return to;
  }
  const isSession = hasWordAt(bytes, next, end, "session") && !row.has(field.action);
  if (isSession && !row.has(field.application)) {
    row.set(field.application, from, to);
    return to;
  }
  if (bytes[from] === openParenthesis || isDigit(bytes[from]) || bytes[from] === ascii.leftBracket)
    return readEnd(row, from, to);
  if (hasWordAt(bytes, from, to, "sent")) return readBytes(row, next, end);
  if (hasWordAt(bytes, from, to, "from")) return readFrom(row, next, end);
  if (hasWordAt(bytes, from, to, "zone-pair")) {
    row.set(field.rule, next, skipWord(bytes, next, end));
    return skipWord(bytes, next, end);
  }
  if (hasWordAt(bytes, from, to, "due") && row.has(field.destinationAddress))
    return readReason(row, next, end);
  return to;
}

/** The word between action and `session` or `pkt`. */
function setProtocol(row: Row, from: number, end: number): void {
  const to = skipWord(row.bytes, from, end);
  if (from < to) row.set(field.application, from, to);
}

/** Behind `(target:class)-(IN-OUT:CM):`, of which the second part names the rule. */
function zoneEnd(row: Row, from: number, to: number): number {
  const { bytes } = row;
  let at = from;
  for (let i = from; i < to; i++) {
    if (bytes[i] !== openParenthesis) continue;
    const close = indexOfByte(bytes, closeParenthesis, i, to);
    if (close < 0 || isDigit(bytes[i + 1])) return at;
    if (!hasWordAt(bytes, i + 1, close, "target:")) row.set(field.rule, i + 1, close);
    at = close + 1;
    while (at < to && (bytes[at] === ascii.minus || bytes[at] === ascii.colon)) at++;
    i = at - 1;
  }
  return at;
}

/** `(10.20.0.42:1025)`, `10.20.0.42:1025(target:class)-(…)`, `[2001:db8::7]:1025`. */
function readEnd(row: Row, from: number, to: number): number {
  const { bytes } = row;
  const start = bytes[from] === openParenthesis ? from + 1 : from;
  let end = start;
  while (end < to && bytes[end] !== openParenthesis && bytes[end] !== closeParenthesis) end++;
  const colon = lastIndexOfByte(bytes, ascii.colon, start, end);
  const bracket = bytes[start] === ascii.leftBracket ? 1 : 0;
  if (colon - bracket <= start + bracket || row.has(field.destinationAddress)) return to;
  const isFirst = !row.has(field.sourceAddress);
  putValue(row, isFirst ? "sourceAddress" : "destinationAddress", start + bracket, colon - bracket);
  putValue(row, isFirst ? "sourcePort" : "destinationPort", colon + 1, numberEnd(bytes, colon + 1, end));
  zoneEnd(row, end, to);
  return to;
}

/** Of the end before it. */
function readBytes(row: Row, from: number, end: number): number {
  const to = skipWord(row.bytes, from, end);
  const of = row.has(field.destinationAddress) ? field.destinationBytes : field.sourceBytes;
  if (isDigit(row.bytes[from])) row.set(of, from, to);
  return to;
}

/** An interface, or the first end itself. */
function readFrom(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const to = skipWord(bytes, from, end);
  if (isDigit(bytes[from]) || bytes[from] === ascii.leftBracket) return from;
  if (from < to) row.set(field.ingress, from, to);
  return to;
}

/** `due to  DROP action found in policy-map with ip ident 0` */
function readReason(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const start = hasWordAt(bytes, from, end, "to ") ? skipBlanks(bytes, from + 2, end) : from;
  let to = start;
  while (to < end && !hasWordAt(bytes, to, end, " with ip ident")) to++;
  row.set(field.reason, start, to);
  return end;
}

/** What stands in a protocol's place is often an application's name. */
function settleTransport(row: Row): void {
  const name = row.text(field.application)?.toLowerCase();
  if (name === undefined) return;
  const transport = transportName(name);
  if (!hasPorts(transport) && !transports.has(transport)) return;
  row.set(field.transport, row.from[field.application]!, row.to[field.application]!);
  row.set(field.application, -1, -1);
  if (hasPorts(transport)) return;
  // Behind a protocol without ports is a zero.
  row.set(field.sourcePort, -1, -1);
  row.set(field.destinationPort, -1, -1);
}

const transports: ReadonlySet<string> = new Set([
  "icmp",
  "icmpv6",
  "gre",
  "esp",
  "ah",
  "igmp",
  "ospf",
  "eigrp",
  "pim",
]);

function numberEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}
