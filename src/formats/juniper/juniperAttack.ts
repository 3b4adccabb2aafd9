import { ascii, hasWordAt, indexOfByte, isBlank, lastIndexOfByte, skipWord } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { forgetPorts } from "../words/portsOfOthers.ts";
import { putAction } from "./juniperActions.ts";
import {
  arrowAt,
  connectionFields,
  hasPortsSaid,
  putAddress,
  putPort,
  putTuple,
  tupleAround,
} from "./juniperEnds.ts";
import { putTransportOfEvent } from "./juniperTransport.ts";

/**
 * Reads attacks, screens and web filters as texts:
 *
 *     TCP port scan! source: 198.51.100.3:50630, destination: 203.0.113.143:10778, zone name: trust, interface name: ge-0/0/1.0, action: drop
 *     IDP: At 1941008467, SIG Attack log <198.51.100.3/45610->203.0.113.143/80> for TCP protocol and service … action=DROP, …
 *     WebFilter: ACTION="URL Blocked" 192.168.32.1(62054)->203.0.113.1(443) CATEGORY="…"
 */
export function readAttack(
  row: Row,
  event: { readonly from: number; readonly to: number },
  from: number,
  end: number,
): LineKind {
  const { bytes } = row;
  const arrow = arrowAt(bytes, from, end);
  if (0 <= arrow) putTuple(row, arrow, tupleAround(bytes, arrow, from, end), connectionFields);
  else readNamedEnds(row, from, end);
  if (!row.has(field.sourceAddress) || !row.has(field.destinationAddress)) return "ignorable";
  putTransportOfEvent(row, event.from, event.to);
  putBehind(row, field.transport, " for ", from, end);
  const action = actionAt(bytes, from, end);
  if (0 <= action) putAction(row, action, valueEnd(bytes, action, end));
  const [transportFrom, transportTo] = [row.from[field.transport]!, row.to[field.transport]!];
  if (0 <= transportFrom && !hasPortsSaid(bytes, transportFrom, transportTo)) forgetPorts(row);
  return "row";
}

/** `source: 198.51.100.3:50630, destination: …, zone name: trust, interface name: ge-0/0/1.0` */
function readNamedEnds(row: Row, from: number, end: number): void {
  putEnd(row, field.sourceAddress, field.sourcePort, behind(row.bytes, "source: ", from, end), end);
  putEnd(
    row,
    field.destinationAddress,
    field.destinationPort,
    behind(row.bytes, "destination: ", from, end),
    end,
  );
  putBehind(row, field.ingress, "interface name: ", from, end);
}

function putEnd(row: Row, address: FieldIndex, port: FieldIndex, from: number, end: number): void {
  if (from < 0) return;
  const { bytes } = row;
  const to = valueEnd(bytes, from, end);
  const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
  const hasPort = from < colon && 0 <= indexOfByte(bytes, ascii.dot, from, colon);
  putAddress(row, address, from, hasPort ? colon : to);
  if (hasPort) putPort(row, port, colon + 1, to);
}

function putBehind(row: Row, index: FieldIndex, words: string, from: number, end: number): void {
  const at = behind(row.bytes, words, from, end);
  if (0 <= at) row.set(index, at, valueEnd(row.bytes, at, end));
}

/** `action: drop`, `action=DROP,`, `ACTION="URL Blocked"` */
function actionAt(bytes: Uint8Array, from: number, end: number): number {
  for (const words of ["action: ", "action=", "ACTION="]) {
    const at = behind(bytes, words, from, end);
    if (0 <= at) return bytes[at] === ascii.quote ? at + 1 : at;
  }
  return -1;
}

/** Where the value ends that begins at `from`: at a comma, its quote, or a blank where it has none. */
function valueEnd(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from - 1] === ascii.quote) {
    const quote = indexOfByte(bytes, ascii.quote, from, end);
    return quote < 0 ? end : quote;
  }
  let to = skipWord(bytes, from, end);
  while (from < to && (bytes[to - 1] === ascii.comma || isBlank(bytes[to - 1]))) to--;
  return to;
}

/** Behind the words, or -1 where they do not stand. */
function behind(bytes: Uint8Array, words: string, from: number, end: number): number {
  const first = words.charCodeAt(0);
  for (let at = from; at < end; at++)
    if (bytes[at] === first && hasWordAt(bytes, at, end, words)) return at + words.length;
  return -1;
}
