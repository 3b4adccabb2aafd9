import { ascii, isDigit, isUpper, isWord } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";
import { FieldSpans } from "../cells/fieldSpans.ts";
import { ActionTypes } from "../words/actionTypes.ts";
import { PaloaltoClock } from "./paloaltoClock.ts";

/** Where TRAFFIC and THREAT have the same fields, of all versions of PAN-OS. */
const place = {
  type: 3,
  subtype: 4,
  generated: 6,
  source: 7,
  destination: 8,
  sourceNat: 9,
  destinationNat: 10,
  sourcePort: 24,
  destinationPort: 25,
  sourceNatPort: 26,
  destinationNatPort: 27,
  session: 22,
  repeat: 23,
  protocol: 29,
  action: 30,
} as const;

type Places = readonly (readonly [place: number, index: FieldIndex])[];

const ofBoth: Places = [
  [4, field.code],
  [11, field.rule],
  [12, field.user],
  [14, field.application],
  [18, field.ingress],
  [19, field.egress],
  [29, field.transport],
  [30, field.action],
];

const ofTraffic: Places = [
  [31, field.size],
  [32, field.sourceBytes],
  [33, field.destinationBytes],
  [36, field.duration],
  [44, field.sourcePackets],
  [45, field.destinationPackets],
  [46, field.reason],
];

/** The threat's name and number. */
const ofThreat: Places = [[32, field.reason]];

const fields = new FieldSpans();
const actions = new ActionTypes(meaningOf);
const clock = new PaloaltoClock();

/**
 * By what every log of PAN-OS begins with: a number, when it was received, the device's number, the log's type.
 *
 *     <14>Jul  2 09:01:08 fw-edge 1,2031/07/02 09:01:08,007200001056,TRAFFIC,end,…
 *                                 └ begins here
 */
export function findPaloalto(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== ascii.comma || !isUpper(bytes[at + 1]) || !isTypeAt(bytes, at + 1, end)) continue;
    const serial = commaBefore(bytes, start, at);
    const received = commaBefore(bytes, start, serial);
    if (received < start || !isDigit(bytes[received + 1]) || serial + 1 === at) continue;
    let from = received;
    while (start < from && isDigit(bytes[from - 1])) from--;
    return from;
  }
  return -1;
}

/** `TRAFFIC,`, or another log's type: capitals up to a comma. */
function isTypeAt(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && isUpper(bytes[at])) at++;
  return shortestType <= at - from && bytes[at] === ascii.comma && at - from <= longestType;
}

const shortestType = 3;
const longestType = 16;

/** The comma before the one at `at`, or `start - 1`. */
function commaBefore(bytes: Uint8Array, start: number, at: number): number {
  const last = Math.max(start, at - longestField);
  for (let i = at - 1; last <= i; i--) if (bytes[i] === ascii.comma) return i;
  return start - 1;
}

const longestField = 64;

/** Reads a line of TRAFFIC or THREAT; those of other types are about no connection. */
export function readPaloalto(row: Row, from: number, end: number): LineKind {
  const { bytes } = row;
  fields.split(bytes, from, end, ascii.comma);
  const isTraffic = isType(bytes, "TRAFFIC");
  if (!isTraffic && !isType(bytes, "THREAT")) return "ignorable";
  if (!fields.has(place.action) || !fields.has(place.destination)) {
    row.flaw("FW002", from, end);
    return "broken";
  }
  clock.read(row, fields, place.generated);
  for (const [number, index] of ofBoth) put(row, index, number);
  for (const [number, index] of isTraffic ? ofTraffic : ofThreat) put(row, index, number);
  row.eventType = actions.of(bytes, fields.from[place.action]!, fields.to[place.action]!);
  putPart(row);
  putEnds(row);
  // What never became a session has no number.
  if (!isField(bytes, place.session, "0")) put(row, field.connectionId, place.session);
  if (fields.has(place.repeat) && !isField(bytes, place.repeat, "1")) put(row, field.repeat, place.repeat);
  return "row";
}

function putEnds(row: Row): void {
  putAddress(row, field.sourceAddress, place.source);
  putAddress(row, field.destinationAddress, place.destination);
  putTranslated(row, field.sourceNatAddress, place.sourceNat);
  putTranslated(row, field.destinationNatAddress, place.destinationNat);
  if (!hasPortsSaid(row.bytes)) return;
  putPort(row, field.sourcePort, place.sourcePort);
  putPort(row, field.destinationPort, place.destinationPort);
  putTranslated(row, field.sourceNatPort, place.sourceNatPort);
  putTranslated(row, field.destinationNatPort, place.destinationNatPort);
}

const withPorts = ["tcp", "udp", "sctp", "6", "17", "TCP", "UDP"];

function hasPortsSaid(bytes: Uint8Array): boolean {
  return withPorts.some((protocol) => isField(bytes, place.protocol, protocol));
}

function putAddress(row: Row, index: FieldIndex, number: number): void {
  put(row, index, number);
  const from = fields.from[number]!;
  if (row.has(index) && isDigit(row.bytes[from])) checkAddress(row, from, fields.to[number]!);
}

function putPort(row: Row, index: FieldIndex, number: number): void {
  put(row, index, number);
  if (row.has(index)) checkPort(row, fields.from[number]!, fields.to[number]!);
}

/** Without translation there are zeros. */
function putTranslated(row: Row, index: FieldIndex, number: number): void {
  const { bytes } = row;
  if (isField(bytes, number, "0") || isField(bytes, number, "0.0.0.0") || isField(bytes, number, "::"))
    return;
  put(row, index, number);
}

function put(row: Row, index: FieldIndex, number: number): void {
  if (fields.has(number)) row.set(index, fields.from[number]!, fields.to[number]!);
}

function isType(bytes: Uint8Array, type: string): boolean {
  return isField(bytes, place.type, type);
}

function isField(bytes: Uint8Array, number: number, word: string): boolean {
  return number < fields.count && isWord(bytes, fields.from[number]!, fields.to[number]!, word);
}

/** A session that is logged when it starts is logged again when it ends. */
export function putPart(row: Row): void {
  if (!row.has(field.code)) return;
  const [from, to] = [row.from[field.code]!, row.to[field.code]!];
  if (isWord(row.bytes, from, to, "start")) row.part = "start";
  else if (isWord(row.bytes, from, to, "end")) row.part = "end";
}

/** An alert let it pass; what resets, drops, blocks or leads astray did not. */
export function meaningOf(action: string): EventType | undefined {
  const word = action.toLowerCase();
  if (denying.some((start) => word.startsWith(start))) return "denied";
  return allowing.has(word) ? "allowed" : undefined;
}

const denying = ["deny", "drop", "reset", "block", "sinkhole", "random-drop", "override-lockout"];
const allowing: ReadonlySet<string> = new Set(["allow", "alert", "continue", "override", "forward"]);
