import { ascii, decimal, hasWordAt, indexOfByte, isDigit, isLetter, isWord } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { FieldSpans } from "../cells/fieldSpans.ts";
import { forgetPorts } from "../words/portsOfOthers.ts";
import { putSessionAction } from "./juniperActions.ts";
import {
  arrowAt,
  connectionFields,
  hasPortsSaid,
  isIcmp,
  putTuple,
  translationFields,
  tupleAround,
} from "./juniperEnds.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const closed = "session closed ";
const words = new FieldSpans();

/** Words between the protocol's number and the session's: policy and two zones. */
const toSession = 4;

/**
 * Reads a session as a text. Versions of Junos differ in how many words stand before the protocol; from it on they
 * are the same:
 *
 *     session closed TCP FIN: 10.0.0.1/594->203.0.113.7/80 0x0 junos-http 192.0.2.1/1024->203.0.113.7/80 0x0
 *       source rule nat1 N/A N/A 6 permit-all trust untrust 5 6(337) 4(535) 1 HTTP UNKNOWN N/A(N/A) ge-0/0/0.0
 *                                └ protocol             └ session
 *     session denied 10.0.0.1/594->203.0.113.7/80 None 17(0) deny-all trust untrust UNKNOWN UNKNOWN N/A(N/A) ge-0/0/0.0
 */
export function readSession(
  row: Row,
  action: { readonly from: number; readonly to: number },
  from: number,
  end: number,
): LineKind {
  const { bytes } = row;
  const arrow = arrowAt(bytes, from, end);
  if (arrow < 0) return cut(row, from, end);
  const tuple = tupleAround(bytes, arrow, from, end);
  putTuple(row, arrow, tuple, connectionFields);
  if (!row.has(field.sourceAddress) || !row.has(field.destinationAddress)) return cut(row, from, end);
  putSessionAction(row, action.from, action.to);
  putReason(row, from, tuple.start);
  words.split(bytes, tuple.end, end, ascii.blank);
  const isDenied = row.eventType === "denied";
  const protocol = isDenied ? deniedProtocol(bytes) : readTranslated(row, tuple.end, end);
  if (protocol < 0) row.flaw("FW002", from, end);
  else if (isDenied) readDenied(row, protocol);
  else readRest(row, protocol);
  return "row";
}

function cut(row: Row, from: number, end: number): LineKind {
  row.flaw("FW002", from, end);
  return "broken";
}

/** `TCP FIN`, between what happened and the ends. */
function putReason(row: Row, from: number, to: number): void {
  const { bytes } = row;
  if (!hasWordAt(bytes, from, to, closed)) return;
  const start = from + closed.length;
  let colon = to;
  while (start < colon && bytes[colon] !== ascii.colon) colon--;
  if (start < colon) row.set(field.reason, start, colon);
}

/** Sets the translated ends, which some texts leave out, and returns the place of the protocol's number, or -1. */
function readTranslated(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const arrow = arrowAt(bytes, from, end);
  const tuple = arrow < 0 ? { start: from, end: from } : tupleAround(bytes, arrow, from, end);
  if (0 <= arrow) putTuple(row, arrow, tuple, translationFields);
  let first = -1;
  for (let i = 0; i < words.count; i++) {
    if (words.from[i]! < tuple.end || !isNumber(bytes, i)) continue;
    if (isNumber(bytes, i + toSession)) return i;
    if (first < 0) first = i;
  }
  return first;
}

/** `17(0)`: the protocol, and the type of ICMP behind it. */
function deniedProtocol(bytes: Uint8Array): number {
  for (let i = 0; i < words.count; i++) {
    const [from, to] = [words.from[i]!, words.to[i]!];
    const open = indexOfByte(bytes, openParenthesis, from, to);
    if (open <= from || bytes[to - 1] !== closeParenthesis || !isDigit(bytes[from])) continue;
    if (!Number.isNaN(decimal(bytes, from, open)) && !Number.isNaN(decimal(bytes, open + 1, to - 1)))
      return i;
  }
  return -1;
}

function readDenied(row: Row, protocol: number): void {
  const { bytes } = row;
  const from = words.from[protocol]!;
  const open = indexOfByte(bytes, openParenthesis, from, words.to[protocol]!);
  putProtocol(row, from, open);
  if (isIcmp(bytes, from, open)) row.set(field.icmpType, open + 1, words.to[protocol]! - 1);
  put(row, field.rule, protocol + 1);
  putApplication(row, protocol + 4);
  putUser(row, protocol + 6);
}

function readRest(row: Row, protocol: number): void {
  const { bytes } = row;
  putProtocol(row, words.from[protocol]!, words.to[protocol]!);
  put(row, field.rule, protocol + 1);
  const session = protocol + toSession;
  if (!isNumber(bytes, session)) return;
  put(row, field.connectionId, session);
  const hasCounts = putCount(row, field.sourcePackets, field.sourceBytes, session + 1);
  if (!hasCounts) {
    putUser(row, session + 1);
    return;
  }
  putCount(row, field.destinationPackets, field.destinationBytes, session + 2);
  if (isNumber(bytes, session + 3)) put(row, field.duration, session + 3);
  putApplication(row, session + 4);
  putUser(row, session + 6);
}

function putProtocol(row: Row, from: number, to: number): void {
  row.set(field.transport, from, to);
  if (!hasPortsSaid(row.bytes, from, to)) forgetPorts(row);
}

/** `78(6657)`: packets, and bytes in parentheses. */
function putCount(row: Row, packets: FieldIndex, size: FieldIndex, word: number): boolean {
  if (!words.has(word)) return false;
  const { bytes } = row;
  const [from, to] = [words.from[word]!, words.to[word]!];
  const open = indexOfByte(bytes, openParenthesis, from, to);
  if (!isDigit(bytes[from]) || open < 0 || bytes[to - 1] !== closeParenthesis) return false;
  row.set(packets, from, open);
  row.set(size, open + 1, to - 1);
  return true;
}

function putApplication(row: Row, word: number): void {
  if (words.has(word) && !isNothing(row.bytes, words.from[word]!, words.to[word]!))
    put(row, field.application, word);
}

/** `kim(staff)`, and the interface behind it. */
function putUser(row: Row, word: number): void {
  if (!words.has(word)) return;
  const { bytes } = row;
  const [from, to] = [words.from[word]!, words.to[word]!];
  const open = indexOfByte(bytes, openParenthesis, from, to);
  if (open < 0) return;
  if (!isNothing(bytes, from, open)) row.set(field.user, from, open);
  if (words.has(word + 1) && isInterface(bytes, words.from[word + 1]!, words.to[word + 1]!))
    put(row, field.ingress, word + 1);
}

/** `ge-0/0/0.0`, `vlan.192`, `.local..0` */
function isInterface(bytes: Uint8Array, from: number, to: number): boolean {
  const starts = isLetter(bytes[from]) || bytes[from] === ascii.dot;
  return starts && 0 <= indexOfByte(bytes, ascii.dot, from, to);
}

const nothings = ["N/A", "UNKNOWN", "None", "NA", "-"];

export function isNothing(bytes: Uint8Array, from: number, to: number): boolean {
  return nothings.some((word) => isWord(bytes, from, to, word));
}

function isNumber(bytes: Uint8Array, word: number): boolean {
  return words.has(word) && !Number.isNaN(decimal(bytes, words.from[word]!, words.to[word]!));
}

function put(row: Row, index: FieldIndex, word: number): void {
  if (words.has(word)) row.set(index, words.from[word]!, words.to[word]!);
}
