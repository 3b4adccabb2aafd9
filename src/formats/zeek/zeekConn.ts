import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { isAddressAt } from "../delimited/delimitedReader.ts";
import type { ColumnUse } from "../delimited/delimitedTable.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";

/**
 * Columns of conn.log, and those that other logs of Zeek share with it. `local_orig` and `local_resp` say on which
 * side of the network the ends are: `zeekDirection`.
 */
export const zeekFields: Readonly<Record<string, ColumnUse>> = {
  ts: "time",
  uid: "connectionId",
  "id.orig_h": "sourceAddress",
  "id.orig_p": "sourcePort",
  "id.resp_h": "destinationAddress",
  "id.resp_p": "destinationPort",
  proto: "transport",
  service: "application",
  duration: "duration",
  orig_bytes: "sourceBytes",
  resp_bytes: "destinationBytes",
  conn_state: "state",
  orig_pkts: "sourcePackets",
  resp_pkts: "destinationPackets",
};

/** The order of Zeek's own conn.log, up to where versions differ. */
const connColumns =
  "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state";
const connRests = [
  "local_orig missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents",
  "local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents",
  "local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents ip_proto",
];

export const zeekConn = delimitedFormat({
  format: {
    id: "zeek.conn",
    family: "fwlog",
    title: "Zeek conn.log, and other logs of Zeek with both ends (TSV)",
    reference: "https://docs.zeek.org/en/master/logs/conn.html",
    vendor: "zeek",
    carries: ["time", "year", "zone", "direction", "bytes", "state"],
  },
  columns: zeekFields,
  delimiters: ["\t", " "],
  headers: [["id.orig_h", "id.resp_h"]],
  headerMark: "#fields",
  defaults: connRests.map((rest) => ({
    names: `${connColumns} ${rest}`.split(" "),
    delimiter: "\t" as const,
  })),
  remarks: ["#"],
  writing: { absent: ["-", "(empty)"] },
  subject: "connection",
  isRow: (row) =>
    row.has(field.time) &&
    row.has(field.state) &&
    isAddressAt(row, field.sourceAddress) &&
    isAddressAt(row, field.destinationAddress),
  finish,
});

function finish(row: Row): LineKind {
  readIcmpPorts(row, "type and code");
  return "row";
}
