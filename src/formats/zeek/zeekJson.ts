import type { LineKind, Row } from "../../core/row.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { zeekFields } from "./zeekFields.ts";

/** As stores write names that may have no dots. */
const withoutDots = Object.fromEntries(
  Object.entries(zeekFields)
    .filter(([name]) => name.startsWith("id."))
    .map(([name, use]) => [name.replace(".", "_"), use]),
);

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
  keys: { ...zeekFields, ...withoutDots },
  records: [
    ["id.orig_h", "id.resp_h"],
    ["id_orig_h", "id_resp_h"],
  ],
  tellingKeys: ["id.orig_h", "orig_h", "id_orig_h"],
  writing: { absent: ["-", "(empty)"] },
  subject: "connection",
  finish(row: Row): LineKind {
    readIcmpPorts(row, "type and code");
    return "row";
  },
});
