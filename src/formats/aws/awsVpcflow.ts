import { isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { isAddressAt } from "../delimited/delimitedReader.ts";
import type { DefaultColumns } from "../delimited/delimitedTable.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import type { ValueUse } from "../words/fieldUse.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";

/** Fields by AWS' names, and those that differ in the tables of its documentation on Athena. */
const columns: Readonly<Record<string, ValueUse>> = {
  srcaddr: "sourceAddress",
  sourceaddress: "sourceAddress",
  dstaddr: "destinationAddress",
  destinationaddress: "destinationAddress",
  srcport: "sourcePort",
  sourceport: "sourcePort",
  dstport: "destinationPort",
  destinationport: "destinationPort",
  protocol: "transport",
  packets: "sourcePackets",
  numpackets: "sourcePackets",
  bytes: ["sourceBytes", "size"],
  numbytes: ["sourceBytes", "size"],
  start: "time",
  starttime: "time",
  "start-time": "time",
  action: "action",
  "log-status": "status",
  // The ends of the packet, where the interface only passes it on: those of a NAT gateway's clients.
  "pkt-srcaddr": "sourceNatAddress",
  "pkt-dstaddr": "destinationNatAddress",
  "flow-direction": "direction",
  "reject-reason": "reason",
  "interface-id": "ingress",
};

const version2 =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
const version3 = "vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr";
const version4 = "region az-id sublocation-type sublocation-id";
const version5 = "pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path";

/** The default order, what people append to it version by version, and the orders of AWS' own examples. */
const orders = [
  version2,
  `${version2} ${version3}`,
  `${version2} ${version3} ${version4}`,
  `${version2} ${version3} ${version4} ${version5}`,
  `${version2} ${version5.replace("pkt-src-aws-service pkt-dst-aws-service ", "")}`,
  "version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status",
  "version interface-id account-id vpc-id subnet-id instance-id srcaddr dstaddr srcport dstport protocol tcp-flags type pkt-srcaddr pkt-dstaddr action log-status",
  "version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status",
];

const statuses = ["OK", "NODATA", "SKIPDATA"] as const;

const about: Omit<Format, "claims" | "reader"> = {
  id: "aws.vpcflow",
  family: "fwlog",
  title: "AWS VPC flow log",
  reference: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
  vendor: "aws",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "nat"],
};

/** As deliveries by Firehose and exports of tables have it. */
export const awsVpcflowJson = jsonFormat({
  format: { ...about, id: "aws.vpcflow.json", title: `${about.title} (JSON)`, marks: ["addr"] },
  keys: Object.fromEntries(
    Object.entries(columns).flatMap(([name, use]) => [
      [name, use],
      [name.replaceAll("-", "_"), use],
    ]),
  ),
  records: [
    ["srcaddr", "dstaddr"],
    ["sourceaddress", "destinationaddress"],
  ],
  tellingKeys: ["srcaddr", "sourceaddress"],
  writing: { absent: ["-"] },
  subject: "connection",
  finish,
});

export const awsVpcflow = delimitedFormat({
  format: { ...about, marks: ["addr", "Addr", ...statuses] },
  columns,
  delimiters: [" ", ",", "\t", ";", "|"],
  headers: [
    ...["interface-id", "action", "log-status", "account-id", "version", "flow-direction"].map((name) => [
      "srcaddr",
      "dstaddr",
      name,
    ]),
    ["pkt-srcaddr", "pkt-dstaddr"],
    ["sourceaddress", "destinationaddress", "interfaceid"],
  ],
  defaults: orders.flatMap((order) => defaultsOf(order.split(" "))),
  subject: "connection",
  isRow: (row) => statuses.some((status) => isStatus(row, status)),
  finish,
});

/** CloudWatch puts its own time before the row. */
function defaultsOf(names: readonly string[]): readonly DefaultColumns[] {
  return [names, ["cloudwatch", ...names]].map((each) => ({ names: each, delimiter: " " }));
}

function finish(row: Row): LineKind {
  // Nothing happened, and nobody missed it.
  if (isStatus(row, "NODATA")) return "ignorable";
  const isGap = isStatus(row, "SKIPDATA");
  const [from, to] = [row.from[field.status]!, row.to[field.status]!];
  row.from[field.status] = -1;
  if (isGap) {
    row.set(field.lost, to, to);
    row.flaw("FW001", from, to);
    return "gap";
  }
  readIcmpPorts(row, "nothing");
  setPacketEnds(row);
  if (row.direction !== "inbound") {
    if (row.direction === "outbound") row.set(field.egress, row.from[field.ingress]!, row.to[field.ingress]!);
    row.from[field.ingress] = -1;
  }
  return isAddressAt(row, field.sourceAddress) || isAddressAt(row, field.destinationAddress)
    ? "row"
    : "unknown";
}

function isStatus(row: Row, status: string): boolean {
  return isWord(row.bytes, row.from[field.status]!, row.to[field.status]!, status);
}

/** Of a log that has only the packet's ends, these are the ends; where both are the same, nothing was passed on. */
function setPacketEnds(row: Row): void {
  for (const [own, packet] of [
    [field.sourceAddress, field.sourceNatAddress],
    [field.destinationAddress, field.destinationNatAddress],
  ] as const) {
    if (!row.has(packet)) continue;
    if (!row.has(own)) row.set(own, row.from[packet]!, row.to[packet]!);
    if (row.text(own) === row.text(packet)) row.from[packet] = -1;
  }
}
