import type { LineKind, Row } from "../../core/row.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { zeekFields } from "./zeekFields.ts";

export const zeekJson = jsonFormat({
  format: {
    id: "zeek.json",
    family: "fwlog",
    title: "Zeek conn.log, and other logs of Zeek with both ends (JSON)",
    reference: "https://docs.zeek.org/en/master/logs/conn.html",
    vendor: "zeek",
    carries: ["time", "year", "zone", "direction", "bytes", "state"],
    marks: ["orig_h"],
  },
  keys: zeekFields,
  records: [["id.orig_h", "id.resp_h"]],
  tellingKeys: ["id.orig_h", "orig_h"],
  writing: { absent: ["-", "(empty)"] },
  subject: "connection",
  finish(row: Row): LineKind {
    readIcmpPorts(row, "type and code");
    return "row";
  },
});
