import { ascii, isWord } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";
import { FieldSpans } from "../cells/fieldSpans.ts";
import { ActionTypes } from "../words/actionTypes.ts";

/** Places of the fields that every packet has. */
const place = { rule: 0, tracker: 3, interface: 4, reason: 5, action: 6, direction: 7, version: 8 } as const;

/** Places of what the two versions of IP have; ports, or what another protocol has, stand behind `destination`. */
interface VersionPlaces {
  readonly protocolNumber: number;
  readonly protocol: number;
  readonly length: number;
  readonly source: number;
  readonly destination: number;
}

const version4: VersionPlaces = { protocolNumber: 15, protocol: 16, length: 17, source: 18, destination: 19 };
const version6: VersionPlaces = { protocolNumber: 13, protocol: 12, length: 14, source: 15, destination: 16 };

/** Both ports of IPv4, and one more that tells whether they are whole. */
const wanted = 23;

const fields = new FieldSpans();
const actions = new ActionTypes();

/** Reads `146,,,1535324496,igb1.12,match,block,in,4,…` */
export function readFilterlog(row: Row, from: number, end: number): LineKind {
  const { bytes } = row;
  fields.split(bytes, from, end, ascii.comma, wanted);
  const version = fields.has(place.version) ? bytes[fields.from[place.version]!]! - ascii.zero : 0;
  const places = version === 4 ? version4 : version === 6 ? version6 : undefined;
  if (!places || !fields.has(places.destination)) return cut(row, from, end);
  put(row, field.rule, fields.has(place.tracker) ? place.tracker : place.rule);
  put(row, field.reason, place.reason);
  putVerdict(row);
  put(row, field.transport, fields.has(places.protocol) ? places.protocol : places.protocolNumber);
  put(row, field.size, places.length);
  putAddress(row, field.sourceAddress, places.source);
  putAddress(row, field.destinationAddress, places.destination);
  if (hasPortsBehind(bytes, places)) putPorts(row, places.destination + 1, end);
  return "row";
}

/** A line that was cut off before its addresses. */
function cut(row: Row, from: number, end: number): LineKind {
  row.flaw("FW002", from, end);
  return "broken";
}

function putVerdict(row: Row): void {
  put(row, field.action, place.action);
  row.eventType = actions.of(row.bytes, fields.from[place.action]!, fields.to[place.action]!);
  put(row, field.direction, place.direction);
  const [from, to] = [fields.from[place.direction]!, fields.to[place.direction]!];
  const isIn = isWord(row.bytes, from, to, "in");
  if (isIn) row.direction = "inbound";
  else if (isWord(row.bytes, from, to, "out")) row.direction = "outbound";
  put(row, row.direction === "outbound" ? field.egress : field.ingress, place.interface);
}

const tcp = 6;
const udp = 17;
const sctp = 132;

function hasPortsBehind(bytes: Uint8Array, { protocolNumber }: VersionPlaces): boolean {
  let number = 0;
  for (let at = fields.from[protocolNumber]!; at < fields.to[protocolNumber]!; at++)
    number = number * 10 + bytes[at]! - ascii.zero;
  return number === tcp || number === udp || number === sctp;
}

function putPorts(row: Row, first: number, end: number): void {
  putPort(row, field.sourcePort, first);
  putPort(row, field.destinationPort, first + 1);
  const isFragment = fields.has(first) && !row.has(field.sourcePort);
  // A port at the very end may have lost digits, but nobody knows.
  if (fields.count < first + 2 && !isFragment) row.flaw("FW002", fields.from[0]!, end);
}

function putPort(row: Row, index: FieldIndex, number: number): void {
  if (!fields.has(number) || !isNumber(row.bytes[fields.from[number]!]!)) return;
  put(row, index, number);
  checkPort(row, fields.from[number]!, fields.to[number]!);
}

/** A fragment has `datalength=8`, or nothing, in the place of its ports. */
function isNumber(byte: number): boolean {
  return byte === ascii.minus || (ascii.zero <= byte && byte <= ascii.nine);
}

function putAddress(row: Row, index: FieldIndex, number: number): void {
  if (!fields.has(number)) return;
  put(row, index, number);
  checkAddress(row, fields.from[number]!, fields.to[number]!);
}

function put(row: Row, index: FieldIndex, number: number): void {
  if (fields.has(number)) row.set(index, fields.from[number]!, fields.to[number]!);
}
