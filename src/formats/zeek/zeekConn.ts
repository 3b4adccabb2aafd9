import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { isAddressAt } from "../delimited/delimitedReader.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { zeekFields } from "./zeekFields.ts";
import { zeekPlainRows } from "./zeekPlainRows.ts";

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
    marks: ["#fields", "\t"],
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
  plainRows: zeekPlainRows,
  finish,
});

function finish(row: Row): LineKind {
  readIcmpPorts(row, "type and code");
  return "row";
}
