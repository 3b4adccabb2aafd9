import { ascii, hasWordAt, indexOfByte } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { FieldSpans } from "../cells/fieldSpans.ts";
import type { FieldUse } from "../words/fieldUse.ts";

/** What the columns of an export from the web interface are called, in lower case. */
const columnUses: Readonly<Record<string, FieldUse>> = {
  "generate time": "time",
  "generated time": "time",
  "source address": "sourceAddress",
  source: "sourceAddress",
  "destination address": "destinationAddress",
  destination: "destinationAddress",
  "nat source ip": "sourceNatAddress",
  "nat destination ip": "destinationNatAddress",
  "source port": "sourcePort",
  "from port": "sourcePort",
  "destination port": "destinationPort",
  "to port": "destinationPort",
  "nat source port": "sourceNatPort",
  "nat destination port": "destinationNatPort",
  rule: "rule",
  "source user": "user",
  application: "application",
  "inbound interface": "ingress",
  "ingress i/f": "ingress",
  "outbound interface": "egress",
  "egress i/f": "egress",
  "session id": "connectionId",
  "ip protocol": "transport",
  protocol: "transport",
  action: "action",
  bytes: "size",
  "bytes sent": "sourceBytes",
  "bytes received": "destinationBytes",
  "packets sent": "sourcePackets",
  pkts_sent: "sourcePackets",
  "packets received": "destinationPackets",
  pkts_received: "destinationPackets",
  "elapsed time (sec)": "duration",
  session_end_reason: "reason",
  "session end reason": "reason",
  "threat/content type": "code",
  subtype: "code",
  "threat/content name": "reason",
};

/** Where there is no time of generation, that of receipt. */
const receiveTime = "receive time";

const fields = new FieldSpans();

/** What each column of a heading is used for; undefined where for nothing. */
export function paloaltoColumns(
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly (FieldUse | undefined)[] {
  fields.split(bytes, start, end, ascii.comma);
  const names = Array.from({ length: fields.count }, (_, i) =>
    textOf(bytes, fields.from[i]!, fields.to[i]!).trim().toLowerCase(),
  );
  const hasGenerated = names.some((name) => columnUses[name] === "time");
  return names.map((name) => (name === receiveTime && !hasGenerated ? "time" : columnUses[name]));
}

const required = ["Receive Time", "Application", "Action", "Rule"];

/** Domain,Receive Time,Serial #,Type,Threat/Content Type,… in whatever order. */
export function isPaloaltoHeading(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === ascii.quote ? start + 1 : start;
  if (bytes[first] === undefined || !startsHeading(bytes, first, end)) return false;
  return required.every((word) => hasWordIn(bytes, start, end, word));
}

const firstColumns = ["Domain", "Receive Time", "Generate", "Type", "Time", "\ufeff"];

function startsHeading(bytes: Uint8Array, at: number, end: number): boolean {
  return firstColumns.some((word) => hasWordAt(bytes, at, end, word));
}

function hasWordIn(bytes: Uint8Array, start: number, end: number, word: string): boolean {
  const first = word.charCodeAt(0);
  for (let at = indexOfByte(bytes, first, start, end); 0 <= at; at = indexOfByte(bytes, first, at + 1, end))
    if (hasWordAt(bytes, at, end, word)) return true;
  return false;
}
