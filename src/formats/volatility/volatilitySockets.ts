import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import { usesOf } from "../tables/usesOf.ts";
import { finishRow, remarks, socketColumns } from "./volatilityColumns.ts";

const format = {
  id: "volatility.sockets",
  family: "netstat",
  title: "Volatility netscan, netstat, connections, sockets (text, CSV)",
  reference: "https://volatility3.readthedocs.io/en/latest/volatility3.plugins.windows.netscan.html",
  vendor: "volatility",
  marks: ["TCP", "UDP", "Offset", "LocalAddr"],
  carries: ["time", "year", "zone", "state", "pid", "process"],
  facts: { zone: "UTC" },
} as const satisfies Partial<Format>;

const writing = { dates: "month-first" } as const;

const table = {
  columns: socketColumns,
  values: "in order",
  remarks,
  writing,
  subject: "connection",
  isRow: (row: Row) =>
    row.has(field.sourceAddress) || row.has(field.destinationAddress) || row.has(field.sourcePort),
  finish: finishRow,
} as const;

/** `netscan`, `netstat`. */
const scanned = tableFormat({
  ...table,
  format: { ...format, id: "scanned", marks: ["TCP", "UDP"] },
  headings: [
    ["Offset", "Proto", "LocalAddr", "LocalPort"],
    ["Offset(P)", "Proto", "Local Address"],
    ["Offset(V)", "Proto", "Local Address"],
    ["Proto", "LocalAddr", "LocalPort", "ForeignAddr"],
  ],
  defaults: [
    [
      "Offset",
      "Proto",
      "LocalAddr",
      "LocalPort",
      "ForeignAddr",
      "ForeignPort",
      "State",
      "Pid",
      "Owner",
      "Created",
    ],
    ["Offset", "Proto", "Local Address", "Foreign Address", "State", "Pid", "Owner", "Created"],
  ],
});

/** `connections` and `connscan` of Windows XP, which know TCP only. */
const connections = tableFormat({
  ...table,
  format: { ...format, id: "connections" },
  transport: "tcp",
  headings: [
    ["Offset(V)", "Local Address", "Remote Address", "Pid"],
    ["Offset(P)", "Local Address", "Remote Address", "Pid"],
  ],
});

/** `sockets` and `sockscan` of Windows XP: the port stands apart from the address, the protocol also as a number. */
const sockets = tableFormat({
  ...table,
  format: { ...format, id: "sockets" },
  columns: {
    "Offset(V)": { shape: "hex" },
    "Offset(P)": { shape: "hex" },
    PID: { shape: "integer", use: "pid" },
    Port: { shape: "port", use: "sourcePort" },
    Proto: { shape: "number" },
    Protocol: { shape: "word", use: "transport" },
    Address: { shape: "address", use: "sourceAddress" },
    "Create Time": { shape: "time", use: "time", may: "be empty" },
  },
  headings: [["PID", "Port", "Proto", "Address"]],
});

const csv = delimitedFormat({
  format: { ...format, id: "csv" },
  columns: usesOf(socketColumns),
  delimiters: [",", ";"],
  headers: [
    ["Offset(P)", "Proto", "Local Address"],
    ["Offset", "Proto", "LocalAddr"],
    ["Proto", "LocalAddr", "ForeignAddr"],
  ],
  writing,
  subject: "connection",
  finish: finishRow,
});

export const volatilitySockets: Format = oneOf(format, [scanned, connections, sockets, csv]);
