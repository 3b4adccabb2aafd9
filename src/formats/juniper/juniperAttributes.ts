import { ascii, lastIndexOfByte } from "../../core/ascii.ts";
import { type FieldName, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { Pairs } from "../keyValues/pairs.ts";
import { forgetPorts } from "../words/portsOfOthers.ts";
import { putAction, putSessionAction } from "./juniperActions.ts";
import { hasPortsSaid, isIcmp, putAddress, putPort } from "./juniperEnds.ts";
import { sessionWord } from "./juniperMessage.ts";
import { isNothing } from "./juniperSession.ts";
import { putTransportOfEvent } from "./juniperTransport.ts";

/** Attributes of structured messages, of which those that stand first here win. */
const attributes: readonly (readonly [name: string, use: FieldName])[] = [
  ["source-address", "sourceAddress"],
  ["source-port", "sourcePort"],
  ["destination-address", "destinationAddress"],
  ["destination-port", "destinationPort"],
  ["nat-source-address", "sourceNatAddress"],
  ["nat-source-port", "sourceNatPort"],
  ["nat-destination-address", "destinationNatAddress"],
  ["nat-destination-port", "destinationNatPort"],
  ["protocol-id", "transport"],
  ["protocol-name", "transport"],
  ["protocol", "transport"],
  ["policy-name", "rule"],
  ["rule-name", "rule"],
  ["session-id-32", "connectionId"],
  ["session-id", "connectionId"],
  ["bytes-from-client", "sourceBytes"],
  ["bytes-from-server", "destinationBytes"],
  ["packets-from-client", "sourcePackets"],
  ["packets-from-server", "destinationPackets"],
  ["elapsed-time", "duration"],
  ["nested-application", "application"],
  ["application", "application"],
  ["application-name", "application"],
  ["packet-incoming-interface", "ingress"],
  ["source-interface-name", "ingress"],
  ["interface-name", "ingress"],
  ["destination-interface-name", "egress"],
  ["username", "user"],
  ["reason", "reason"],
  ["attack-name", "reason"],
  ["icmp-type", "icmpType"],
  ["action", "action"],
];

const pairs = new Pairs(
  attributes.map(([name]) => name),
  { assign: "=", between: " " },
);

const uses = attributes.map(([, use]) => use);
const indexes = uses.map((use) => field[use]);

/** Reads `[junos@2636.1.1.1.2.129 source-address="192.0.2.1" source-port="594" …]`. */
export function readAttributes(
  row: Row,
  event: { readonly from: number; readonly to: number },
  from: number,
  end: number,
): LineKind {
  const { bytes } = row;
  pairs.scan(bytes, from, end);
  for (const [key, index] of indexes.entries()) {
    if (!pairs.has(key) || row.has(index)) continue;
    const [start, to] = [pairs.from[key]!, pairs.to[key]!];
    if (isNothing(bytes, start, to)) continue;
    const use = uses[key]!;
    if (use.endsWith("Address")) putAddress(row, index, start, to);
    else if (use.endsWith("Port")) putPort(row, index, start, to);
    else row.set(index, start, to);
  }
  return row.has(field.sourceAddress) && row.has(field.destinationAddress)
    ? finish(row, event)
    : noEnds(row, from, end);
}

/** What speaks of one end only, or none, is no connection; what ends without its bracket was cut. */
function noEnds(row: Row, from: number, end: number): LineKind {
  const isCut = row.has(field.sourceAddress) && lastIndexOfByte(row.bytes, ascii.rightBracket, from, end) < 0;
  if (!isCut) return "ignorable";
  row.flaw("FW002", from, end);
  return "broken";
}

function finish(row: Row, event: { readonly from: number; readonly to: number }): LineKind {
  const { bytes } = row;
  const session = sessionWord(bytes, event.from, event.to);
  if (row.has(field.action)) putAction(row, row.from[field.action]!, row.to[field.action]!);
  else if (0 <= session) putSessionAction(row, session, event.to);
  if (!row.has(field.transport)) putTransportOfEvent(row, event.from, event.to);
  const [from, to] = [row.from[field.transport]!, row.to[field.transport]!];
  if (0 <= from && !hasPortsSaid(bytes, from, to)) forgetPorts(row);
  // Without translation the addresses are zeros, and the ports may be any.
  if (!row.has(field.sourceNatAddress)) row.from[field.sourceNatPort] = -1;
  if (!row.has(field.destinationNatAddress)) row.from[field.destinationNatPort] = -1;
  if (from < 0 || !isIcmp(bytes, from, to)) row.from[field.icmpType] = -1;
  return "row";
}
