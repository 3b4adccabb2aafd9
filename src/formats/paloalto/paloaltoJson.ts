import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { forgetPortsOfOthers } from "../words/portsOfOthers.ts";
import { meaningOf, putPart } from "./paloaltoMessage.ts";

/** The same logs as the Strata Logging Service (Cortex Data Lake) forwards them. */
export const paloaltoJson = jsonFormat({
  format: {
    id: "paloalto.json",
    family: "fwlog",
    title: "Palo Alto Networks TRAFFIC and THREAT logs (JSON)",
    reference: "https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs",
    vendor: "paloalto",
    carries: ["time", "year", "zone", "bytes", "interface", "rule", "nat"],
    marks: ['"LogType"'],
  },
  keys: {
    LogType: "status",
    Subtype: "code",
    TimeGenerated: "time",
    DeviceName: "host",
    SourceAddress: "sourceAddress",
    SourcePort: "sourcePort",
    DestinationAddress: "destinationAddress",
    DestinationPort: "destinationPort",
    NATSource: "sourceNatAddress",
    NATSourcePort: "sourceNatPort",
    NATDestination: "destinationNatAddress",
    NATDestinationPort: "destinationNatPort",
    Protocol: "transport",
    Action: "action",
    Rule: "rule",
    InboundInterface: "ingress",
    OutboundInterface: "egress",
    BytesSent: "sourceBytes",
    BytesReceived: "destinationBytes",
    Bytes: "size",
    PacketsSent: "sourcePackets",
    PacketsReceived: "destinationPackets",
    SessionID: "connectionId",
    SessionDuration: "duration",
    SessionEndReason: "reason",
    RepeatCount: "repeat",
    Application: "application",
    SourceUser: "user",
  },
  records: [["LogType", "SourceAddress", "DestinationAddress"]],
  tellingKeys: ["NATSource", "NATDestination"],
  writing: { absent: ["-", "0.0.0.0", "::", "n-a"] },
  subject: "connection",
  finish,
});

/** Logs of these types are of connections; others have both ends too: DECRYPTION, TUNNEL. */
const ofConnections: ReadonlySet<string | undefined> = new Set(["TRAFFIC", "THREAT"]);
const zeros = [field.sourceNatPort, field.destinationNatPort, field.connectionId];

function finish(row: Row): LineKind {
  const type = row.text(field.status)?.toUpperCase();
  row.from[field.status] = -1;
  if (!ofConnections.has(type)) return "ignorable";
  row.eventType = meaningOf(row.text(field.action) ?? "");
  putPart(row);
  for (const index of zeros) if (row.text(index) === "0") row.from[index] = -1;
  if (row.text(field.repeat) === "1") row.from[field.repeat] = -1;
  forgetPortsOfOthers(row);
  return "row";
}
