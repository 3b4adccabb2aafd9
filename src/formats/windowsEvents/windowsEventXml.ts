import { ascii, hasWordAt, isBlank, skipBlanks } from "../../core/ascii.ts";
import { readIsoTime } from "../../core/clock.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { checkPort, isPlainAddress } from "../cells/endpointFlaws.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { putApplication, putDirection } from "./windowsEventBody.ts";
import { typeOfEvent } from "./windowsEventMessage.ts";

const opening = "<Event";
const closing = "</Event>";

/** Where an event of the platform begins that stands on this line with its values, or -1. */
export function findFilteringXml(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== ascii.less || !hasWordAt(bytes, at, end, opening)) continue;
    const behind = bytes[at + opening.length];
    if (behind !== ascii.greater && !isBlank(behind)) continue;
    const to = eventEnd(bytes, at, end);
    if (codeAt(bytes, at, to) && 0 <= behindText(bytes, "'SourceAddress'", '"SourceAddress"', at, to))
      return at;
    at = to - 1;
  }
  return -1;
}

/** `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">` */
export function opensXmlEvent(bytes: Uint8Array, start: number, end: number): boolean {
  return hasWordAt(bytes, skipBlanks(bytes, start, end), end, `${opening} `);
}

export function closesXmlEvent(bytes: Uint8Array, start: number, end: number): boolean {
  return eventEnd(bytes, start, end) < end || hasWordAt(bytes, end - closing.length, end, closing);
}

/** Behind the event that begins at `from`. */
export function eventEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++)
    if (bytes[at] === ascii.less && hasWordAt(bytes, at, end, closing)) return at + closing.length;
  return end;
}

interface CodeSpan {
  readonly from: number;
  readonly to: number;
}

/** `<EventID>5156</EventID>` of those between 5152 and 5159. */
function codeAt(bytes: Uint8Array, from: number, end: number): CodeSpan | undefined {
  const tag = behindText(bytes, "<EventID", "<EventID", from, end);
  if (tag < 0) return undefined;
  let at = tag;
  while (at < end && bytes[at] !== ascii.greater) at++;
  const isOurs =
    hasWordAt(bytes, at + 1, end, "515") && bytes[at + 5] === ascii.less && 0x32 <= bytes[at + 4]!;
  return isOurs ? { from: at + 1, to: at + 5 } : undefined;
}

/** The names of the values, and what reads each. */
const values: readonly (readonly [name: string, put: (row: Row, from: number, to: number) => void])[] = [
  ["ProcessID", (row, from, to) => row.set(field.pid, from, to)],
  ["ProcessId", (row, from, to) => row.set(field.pid, from, to)],
  ["Application", putApplication],
  ["Direction", putDirection],
  ["SourceAddress", (row, from, to) => putAddress(row, field.sourceAddress, from, to)],
  ["SourcePort", (row, from, to) => putPort(row, field.sourcePort, from, to)],
  ["DestAddress", (row, from, to) => putAddress(row, field.destinationAddress, from, to)],
  ["DestPort", (row, from, to) => putPort(row, field.destinationPort, from, to)],
  ["Protocol", (row, from, to) => row.set(field.transport, from, to)],
];

/** Reads the event in `[from, end)`. */
export function readFilteringXml(row: Row, from: number, end: number): void {
  const { bytes } = row;
  const code = codeAt(bytes, from, end);
  if (code) {
    row.set(field.code, code.from, code.to);
    row.eventType = typeOfEvent(row.text(field.code)!);
  }
  const time = behindText(bytes, "SystemTime='", 'SystemTime="', from, end);
  if (0 <= time) readIsoTime(row, time, end);
  const host = behindText(bytes, "<Computer>", "<Computer>", from, end);
  if (0 <= host) row.set(field.host, host, textEnd(bytes, host, end));
  for (let at = from; at < end; at++) {
    if (bytes[at] !== ascii.less || !hasWordAt(bytes, at, end, "<Data Name=")) continue;
    at = readValue(row, at + "<Data Name=".length, end);
  }
  readIcmpPorts(row, "type and code");
}

function readValue(row: Row, nameAt: number, end: number): number {
  const { bytes } = row;
  const quote = bytes[nameAt];
  let nameTo = nameAt + 1;
  while (nameTo < end && bytes[nameTo] !== quote) nameTo++;
  let from = nameTo;
  while (from < end && bytes[from] !== ascii.greater) from++;
  const to = textEnd(bytes, from + 1, end);
  const known = values.find(
    ([name]) => name.length === nameTo - nameAt - 1 && hasWordAt(bytes, nameAt + 1, end, name),
  );
  if (known && from + 1 < to) known[1](row, from + 1, to);
  return to;
}

function textEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== ascii.less) at++;
  return at;
}

function putAddress(row: Row, index: FieldIndex, from: number, to: number): void {
  if (isPlainAddress(row.bytes, from, to)) row.set(index, from, to);
}

function putPort(row: Row, index: FieldIndex, from: number, to: number): void {
  row.set(index, from, to);
  checkPort(row, from, to);
}

function behindText(bytes: Uint8Array, one: string, other: string, from: number, end: number): number {
  const first = one.charCodeAt(0);
  const second = other.charCodeAt(0);
  for (let at = from; at < end; at++) {
    const byte = bytes[at];
    if (byte !== first && byte !== second) continue;
    if (hasWordAt(bytes, at, end, one) || hasWordAt(bytes, at, end, other)) return at + one.length;
  }
  return -1;
}
