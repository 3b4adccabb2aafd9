import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  isWord,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { ActionTypes } from "../words/actionTypes.ts";
import { eventTypeOf } from "../words/meanings.ts";
import { arrowAt, putEnd } from "./mikrotikEnds.ts";
import { putTranslation } from "./mikrotikTranslation.ts";

const actions = new ActionTypes(meaningOf);
const openParenthesis = 0x28;

/**
 * By the two interfaces behind the chain:
 *
 *     09:01:07 firewall,info drop-in input: in:ether1 out:(unknown 0), connection-state:new src-mac …, proto UDP, …
 *                            └said   └ begins here
 */
export function findMikrotik(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 4; at < end; at++) {
    if (bytes[at] !== ascii.colon || bytes[at - 1] !== 0x6e || bytes[at - 2] !== 0x69) continue;
    if (!isBlank(bytes[at - 3]) || bytes[at - 4] !== ascii.colon || outAt(bytes, at, end) < 0) continue;
    let from = at - 4;
    while (start < from && !isBlank(bytes[from - 1])) from--;
    return from;
  }
  return -1;
}

const out = " out:";

/** Where ` out:` stands behind the name of the first interface; names may have blanks in them. */
function outAt(bytes: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, from + longestName);
  for (let at = from; at < last && bytes[at] !== ascii.comma; at++)
    if (bytes[at] === ascii.blank && hasWordAt(bytes, at, end, out)) return at;
  return -1;
}

const longestName = 128;

/** Reads `input: in:ether1 out:(unknown 0), …, proto TCP (SYN), 198.51.100.7:59388->192.0.2.1:23, len 40`. */
export function readMikrotik(row: Row, from: number, end: number, said: number): LineKind {
  const { bytes } = row;
  const chainTo = indexOfByte(bytes, ascii.colon, from, end);
  const inFrom = chainTo + " in:".length + 1;
  const outFrom = outAt(bytes, inFrom - 1, end) + out.length;
  const outTo = endOfPart(bytes, outFrom, end);
  putInterface(row, field.ingress, inFrom, outFrom - out.length);
  putInterface(row, field.egress, outFrom, outTo);
  const arrow = arrowAt(bytes, outTo, end);
  if (arrow < 0) return noEnds(row, from, end);
  row.set(field.rule, from, chainTo);
  putChain(row, from, chainTo);
  putPrefix(row, said, from);
  const sourceFrom = wordStart(bytes, outTo, arrow);
  putProtocol(row, outTo, sourceFrom);
  const destinationTo = endOfPart(bytes, arrow + 2, end);
  putEnd(row, field.sourceAddress, field.sourcePort, sourceFrom, arrow);
  putEnd(row, field.destinationAddress, field.destinationPort, arrow + 2, destinationTo);
  putRest(row, destinationTo, end);
  return row.has(field.destinationAddress) ? "row" : noEnds(row, from, end);
}

/** ARP and the like have none; a line that was cut has lost them. */
function noEnds(row: Row, from: number, end: number): LineKind {
  if (wordAt(row.bytes, from, end, "len ") >= 0) return "ignorable";
  row.flaw("FW002", from, end);
  return "broken";
}

/** A packet to the router comes in, one of its own goes out; what is passed on does neither. */
function putChain(row: Row, from: number, to: number): void {
  if (isWord(row.bytes, from, to, "input")) row.direction = "inbound";
  else if (isWord(row.bytes, from, to, "output")) row.direction = "outbound";
}

function putInterface(row: Row, index: FieldIndex, from: number, to: number): void {
  if (from < to && row.bytes[from] !== openParenthesis) row.set(index, from, to);
}

const topics = "firewall,";

/** What the rule's author had written before the packet, behind the topics of the log. */
function putPrefix(row: Row, start: number, end: number): void {
  const { bytes } = row;
  const topic = wordAt(bytes, start, end, topics);
  let from = topic < 0 ? skipBlanks(bytes, start, end) : skipBlanks(bytes, skipWord(bytes, topic, end), end);
  let to = end;
  while (from < to && (isBlank(bytes[to - 1]) || bytes[to - 1] === ascii.colon)) to--;
  while (from < to && bytes[from] === ascii.colon) from++;
  if (from === to) return;
  row.set(field.action, from, to);
  row.eventType = actions.of(bytes, from, to);
}

/** What is denied is denied, whatever else the prefix says. */
function meaningOf(prefix: string): EventType | undefined {
  const types = prefix.split(/[^A-Za-z]+/).map(eventTypeOf);
  return types.find((type) => type === "denied") ?? types.find((type) => type === "allowed");
}

/** `proto TCP (SYN)`, `proto ICMP (type 8, code 0)`, `eth-proto 0800, UDP`: the last of them before the ends. */
function putProtocol(row: Row, from: number, end: number): void {
  const { bytes } = row;
  const said = wordAt(bytes, from, end, "proto ");
  if (said < 0) return;
  let at = said + "proto ".length;
  if (bytes[said - 1] === ascii.minus) at = skipBlanks(bytes, endOfPart(bytes, at, end) + 1, end);
  let to = at;
  while (to < end && !isBlank(bytes[to]) && bytes[to] !== ascii.comma) to++;
  if (at < to) row.set(field.transport, at, to);
  const type = wordAt(bytes, to, end, "(type ");
  if (type < 0) return;
  putNumber(row, field.icmpType, type + "(type ".length, end);
  const code = wordAt(bytes, type, end, "code ");
  if (0 <= code) putNumber(row, field.icmpCode, code + "code ".length, end);
}

/** `len 40`, and what the router made of the two ends. */
function putRest(row: Row, from: number, end: number): void {
  const { bytes } = row;
  const length = wordAt(bytes, from, end, "len ");
  if (0 <= length) putNumber(row, field.size, length + "len ".length, end);
  const translation = wordAt(bytes, from, end, "NAT ");
  if (0 <= translation) putTranslation(row, translation + "NAT ".length, 0 <= length ? length : end);
}

function putNumber(row: Row, index: FieldIndex, from: number, end: number): void {
  let to = from;
  while (to < end && isDigit(row.bytes[to])) to++;
  if (from < to) row.set(index, from, to);
}

function endOfPart(bytes: Uint8Array, from: number, end: number): number {
  const comma = indexOfByte(bytes, ascii.comma, from, end);
  return comma < 0 ? end : comma;
}

function wordStart(bytes: Uint8Array, from: number, to: number): number {
  let at = to;
  while (from < at && !isBlank(bytes[at - 1])) at--;
  return at;
}

function wordAt(bytes: Uint8Array, from: number, end: number, word: string): number {
  const first = word.charCodeAt(0);
  for (let at = from; at < end; at++) if (bytes[at] === first && hasWordAt(bytes, at, end, word)) return at;
  return -1;
}
