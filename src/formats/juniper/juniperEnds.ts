import { ascii, indexOfByte, isDigit, isWord } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { Span } from "../../core/span.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";

const openParenthesis = 0x28;

/** Where the two ends of a connection or of its translation stand in a row. */
export interface TupleFields {
  readonly sourceAddress: FieldIndex;
  readonly sourcePort: FieldIndex;
  readonly destinationAddress: FieldIndex;
  readonly destinationPort: FieldIndex;
}

export const connectionFields: TupleFields = field;

export const translationFields: TupleFields = {
  sourceAddress: field.sourceNatAddress,
  sourcePort: field.sourceNatPort,
  destinationAddress: field.destinationNatAddress,
  destinationPort: field.destinationNatPort,
};

/** `->`, or -1 */
export function arrowAt(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + 1 < end; at++)
    if (bytes[at + 1] === ascii.greater && bytes[at] === ascii.minus) return at;
  return -1;
}

/** The word around the arrow: `10.0.0.1/594->203.0.113.7/10400`, `<…>`. */
export function tupleAround(bytes: Uint8Array, arrow: number, start: number, end: number): Span {
  let from = arrow;
  while (start < from && ascii.blank < bytes[from - 1]! && bytes[from - 1] !== ascii.less) from--;
  let to = arrow + 2;
  while (to < end && ascii.blank < bytes[to]! && bytes[to] !== ascii.greater && bytes[to] !== ascii.comma)
    to++;
  return { start: from, end: to };
}

export function putTuple(row: Row, arrow: number, { start, end }: Span, fields: TupleFields): void {
  putEnd(row, fields.sourceAddress, fields.sourcePort, start, arrow);
  putEnd(row, fields.destinationAddress, fields.destinationPort, arrow + 2, end);
}

/** `10.0.0.1/594`, or `10.0.0.1(594)` of the web filter. */
function putEnd(row: Row, address: FieldIndex, port: FieldIndex, from: number, to: number): void {
  const { bytes } = row;
  let mark = from;
  while (mark < to && bytes[mark] !== ascii.slash && bytes[mark] !== openParenthesis) mark++;
  putAddress(row, address, from, mark);
  if (mark === to) return;
  let portTo = mark + 1;
  while (portTo < to && isDigit(bytes[portTo])) portTo++;
  putPort(row, port, mark + 1, portTo);
}

export function putAddress(row: Row, index: FieldIndex, from: number, to: number): void {
  if (to <= from || isWord(row.bytes, from, to, "0.0.0.0")) return;
  row.set(index, from, to);
  if (isDigit(row.bytes[from]) || 0 <= indexOfByte(row.bytes, ascii.colon, from, to))
    checkAddress(row, from, to);
}

export function putPort(row: Row, index: FieldIndex, from: number, to: number): void {
  if (to <= from) return;
  row.set(index, from, to);
  checkPort(row, from, to);
}

/** Whether a protocol, by number or name, has ports. */
export function hasPortsSaid(bytes: Uint8Array, from: number, to: number): boolean {
  return withPorts.some((protocol) => isWord(bytes, from, to, protocol));
}

const withPorts = ["6", "17", "132", "tcp", "udp", "sctp", "TCP", "UDP", "SCTP"];

/** ICMP of either version, by number or name. */
export function isIcmp(bytes: Uint8Array, from: number, to: number): boolean {
  return icmp.some((protocol) => isWord(bytes, from, to, protocol));
}

const icmp = ["1", "58", "icmp", "icmp6", "ICMP", "ICMPv6"];
