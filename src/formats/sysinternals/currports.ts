import { ascii, indexOfByte } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { propertyFormat } from "../tables/propertyFormat.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import type { TextColumn } from "../tables/textTable.ts";
import { usesOf } from "../tables/usesOf.ts";
import { type CellOrder, orderedFormat } from "./orderedCells.ts";

const format = {
  id: "nirsoft.currports",
  family: "netstat",
  title: "CurrPorts (text, tabs, CSV)",
  reference: "https://www.nirsoft.net/utils/cports.html",
  vendor: "nirsoft",
  marks: ["TCP", "UDP", "Protocol", "Process Name"],
  carries: ["bytes", "state", "pid", "process"],
} as const satisfies Partial<Format>;

const columns: Readonly<Record<string, TextColumn>> = {
  "Process Name": { shape: "text", use: "process" },
  "Process ID": { shape: "number", use: "pid", may: "be empty" },
  Protocol: { shape: "transport", use: "transport" },
  "Local Port": { shape: "port", use: "sourcePort", may: "be empty" },
  "Local Port Name": { shape: "word", may: "be empty" },
  "Local Address": { shape: "word", use: "sourceAddress" },
  "Remote Port": { shape: "port", use: "destinationPort", may: "be empty" },
  "Remote Port Name": { shape: "word", may: "be empty" },
  "Remote Address": { shape: "word", use: "destinationAddress", may: "be empty" },
  "Remote Host Name": { shape: "word", use: "destinationName", may: "be empty" },
  State: { shape: "letters", use: "state", may: "be empty" },
  "Sent Bytes": { shape: "decimal", use: "sourceBytes", may: "be empty" },
  "Received Bytes": { shape: "decimal", use: "destinationBytes", may: "be empty" },
  "Sent Packets": { shape: "decimal", use: "sourcePackets", may: "be empty" },
  "Received Packets": { shape: "decimal", use: "destinationPackets", may: "be empty" },
  "Process Path": { shape: "text", use: "executable", may: "be empty" },
  "Product Name": { shape: "text", may: "be empty" },
  "File Description": { shape: "text", may: "be empty" },
  "File Version": { shape: "text", may: "be empty" },
  Company: { shape: "text", may: "be empty" },
  "Process Created On": { shape: "text", use: "started", may: "be empty" },
  "User Name": { shape: "text", use: "user", may: "be empty" },
  "Process Services": { shape: "text", use: "service", may: "be empty" },
  "Process Attributes": { shape: "text", may: "be empty" },
  "Added On": { shape: "text", may: "be empty" },
  "Creation Timestamp": { shape: "text", use: "time", may: "be empty" },
  "Module Filename": { shape: "text", may: "be empty" },
  "Remote IP Country": { shape: "text", may: "be empty" },
  "Window Title": { shape: "text", use: "title", may: "be empty" },
};

const headings = [["Process Name", "Process ID", "Protocol", "Local Port", "Local Address"]];

const list = propertyFormat({
  format: { ...format, id: "list", names: ["processname"] },
  properties: usesOf(columns),
  mark: ":",
  // `Process Name      : explorer.exe`: as wide as `Remote Port Name`, at the least.
  opens: (name, { width }) => name === "processname" && "Process Name ".length + 3 < width,
  subject: "connection",
});

const table = tableFormat({
  format: { ...format, id: "table" },
  columns,
  values: "in place",
  headings,
  subject: "connection",
  isRow: (row) => row.has(field.transport) && row.has(field.sourceAddress),
});

const named = delimitedFormat({
  format: { ...format, id: "named" },
  columns: usesOf(columns),
  delimiters: [",", "\t", ";"],
  headers: headings,
  subject: "connection",
});

/** As they are saved without a header; what stands behind the state is the user's choice of columns. */
const cells: CellOrder["cells"] = [
  { use: "process" },
  { use: "pid", shape: "number" },
  { use: "transport", shape: "transport" },
  { use: "sourcePort", shape: "number", may: "be empty" },
  { may: "be empty" },
  { use: "sourceAddress", shape: "address" },
  { use: "destinationPort", shape: "number", may: "be empty" },
  { may: "be empty" },
  { use: "destinationAddress", shape: "address", may: "be empty" },
  { use: "destinationName", may: "be empty" },
  { use: "state", shape: "letters", may: "be empty" },
  { use: "executable", may: "be empty" },
];

const saved = orderedFormat({ ...format, id: "saved", marks: ["TCP", "UDP", "tcp", "udp"] }, [
  { delimiter: ",", cells, finish: forgetNoPath },
  { delimiter: "\t", cells, finish: forgetNoPath },
]);

/** Versions that count bytes write them in front of the path. */
function forgetNoPath({ bytes, from, to }: Row): void {
  const start = from[field.executable]!;
  if (0 <= start && indexOfByte(bytes, ascii.backslash, start, to[field.executable]!) < 0)
    from[field.executable] = -1;
}

export const currports: Format = oneOf(format, [table, named, list, saved]);
