import type { Direction } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";

/** VPC flow logs, and the firewall rules' log, which has its connections in the same place. */
export const gcpVpcflow = jsonFormat({
  format: {
    id: "gcp.vpcflow",
    family: "fwlog",
    title: "Google Cloud VPC flow logs and firewall rules logs (JSON)",
    reference: "https://cloud.google.com/vpc/docs/about-flow-logs-records",
    vendor: "gcp",
    carries: ["time", "year", "zone", "direction", "bytes", "rule"],
    marks: ["connection"],
  },
  keys: {
    timestamp: "time",
    "jsonPayload.start_time": "started",
    "jsonPayload.connection.src_ip": "sourceAddress",
    "jsonPayload.connection.src_port": "sourcePort",
    "jsonPayload.connection.dest_ip": "destinationAddress",
    "jsonPayload.connection.dest_port": "destinationPort",
    "jsonPayload.connection.protocol": "transport",
    "jsonPayload.bytes_sent": ["sourceBytes", "size"],
    "jsonPayload.packets_sent": "sourcePackets",
    "jsonPayload.src_instance.vm_name": "sourceName",
    "jsonPayload.dest_instance.vm_name": "destinationName",
    "jsonPayload.reporter": "direction",
    "jsonPayload.disposition": "action",
    "jsonPayload.rule_details.reference": "rule",
    "jsonPayload.rule_details.direction": "direction",
  },
  records: [["jsonPayload.connection.src_ip"], ["jsonPayload.connection.dest_ip"]],
  tellingKeys: ["connection"],
  subject: "connection",
  finish,
});

/** Which end's machine told of the flow. */
const reporters: ReadonlyMap<string | undefined, Direction> = new Map([
  ["SRC", "outbound"],
  ["SRC_GATEWAY", "outbound"],
  ["DEST", "inbound"],
  ["DEST_GATEWAY", "inbound"],
]);

function finish(row: Row): LineKind {
  row.direction = reporters.get(row.text(field.direction)) ?? row.direction;
  // A flow has the time of its first packet too; the entry's own is of when it was written.
  if (row.has(field.started)) {
    readWrittenTime(row, row.from[field.started]!, row.to[field.started]!);
    row.from[field.started] = -1;
  }
  readIcmpPorts(row, "nothing");
  return "row";
}
