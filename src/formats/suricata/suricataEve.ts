import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { eventTypeOf } from "../words/meanings.ts";

export const suricataEve = jsonFormat({
  format: {
    id: "suricata.eve",
    family: "fwlog",
    title: "Suricata EVE JSON",
    reference: "https://docs.suricata.io/en/latest/output/eve/eve-json-format.html",
    vendor: "suricata",
    carries: ["time", "year", "zone", "bytes", "state", "interface", "rule"],
    marks: ['"event_type"'],
  },
  keys: {
    timestamp: "time",
    event_type: "action",
    flow_id: "connectionId",
    in_iface: "ingress",
    src_ip: "sourceAddress",
    src_port: "sourcePort",
    dest_ip: "destinationAddress",
    dest_port: "destinationPort",
    proto: "transport",
    icmp_type: "icmpType",
    icmp_code: "icmpCode",
    app_proto: "application",
    host: "host",
    "flow.pkts_toserver": "sourcePackets",
    "flow.pkts_toclient": "destinationPackets",
    "flow.bytes_toserver": "sourceBytes",
    "flow.bytes_toclient": "destinationBytes",
    "flow.age": "duration",
    "flow.state": "state",
    "flow.reason": "reason",
    "netflow.pkts": "sourcePackets",
    "netflow.bytes": ["sourceBytes", "size"],
    "netflow.age": "duration",
    "alert.signature": "rule",
    "alert.signature_id": "code",
    "alert.action": "status",
    "drop.reason": "reason",
    "verdict.action": "status",
    "http.hostname": "destinationName",
    "tls.sni": "destinationName",
  },
  records: [["event_type", "src_ip"]],
  tellingKeys: ["event_type"],
  subject: "connection",
  finish,
});

/** What an alert was about is its action's word; what was done about it is its event type. */
function finish(row: Row): LineKind {
  const done = row.text(field.status);
  if (done !== undefined) {
    row.eventType = eventTypeOf(done) ?? row.eventType;
    row.from[field.status] = -1;
  }
  // An alert may be of a packet that the server sent.
  if (row.text(field.action) === "alert") row.from[field.destinationName] = -1;
  readIcmpPorts(row, "nothing");
  return "row";
}
