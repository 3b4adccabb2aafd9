import { ascii, isDigit, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { type OrderedCell, orderedFormat } from "./orderedCells.ts";
import { tcpvcon } from "./tcpvcon.ts";
import { putCounts } from "./tcpviewCounts.ts";

const format = {
  id: "sysinternals.tcpview",
  family: "netstat",
  title: "TCPView (saved text, CSV) and tcpvcon",
  reference: "https://learn.microsoft.com/sysinternals/downloads/tcpview",
  vendor: "sysinternals",
  marks: ["TCP", "UDP", "Protocol"],
  carries: ["time", "year", "bytes", "state", "pid", "process"],
} as const satisfies Partial<Format>;

const process: OrderedCell = { use: "process" };
const processAndPid: OrderedCell = { use: "process", shape: "nameAndPid" };
const pid: OrderedCell = { use: "pid", shape: "number", may: "be empty" };
const transport: OrderedCell = { use: "transport", shape: "transport" };
const state: OrderedCell = { use: "state", shape: "tcpState", may: "be empty" };
const ends: readonly OrderedCell[] = [
  { use: "sourceAddress" },
  { use: "sourcePort", may: "be empty" },
  { use: "destinationAddress", may: "be empty" },
  { use: "destinationPort", may: "be empty" },
];
const sockets: readonly OrderedCell[] = [
  { use: "sourceSocket" },
  { use: "destinationSocket", may: "be empty" },
];
const time: OrderedCell = { use: "time", shape: "time", may: "be empty" };
const service: OrderedCell = { use: "service", may: "be empty" };

/** Version 4 saves CSV without a header, version 3 tabs; version 2 has the PID behind the name. */
const saved = orderedFormat({ ...format, id: "saved", marks: ["TCP", "UDP", "tcp", "udp"] }, [
  { delimiter: ",", cells: [process, pid, transport, state, ...ends, time, service], finish: putCounts },
  { delimiter: "\t", cells: [process, pid, transport, state, ...ends, time, service], finish: putCounts },
  { delimiter: "\t", cells: [process, pid, transport, ...ends, state] },
  { delimiter: "\t", cells: [processAndPid, transport, ...sockets, state], finish: splitPid },
  { delimiter: ",", cells: [transport, process, pid, state, ...sockets] },
]);

/** `alg.exe:1420` */
function splitPid(row: Row): void {
  const { bytes } = row;
  const [from, to] = [row.from[field.process]!, row.to[field.process]!];
  let colon = to - 1;
  while (from < colon && isDigit(bytes[colon])) colon--;
  if (bytes[colon] !== ascii.colon || colon + 1 === to) return;
  row.set(field.pid, colon + 1, to);
  row.set(field.process, from, trimEnd(bytes, from, colon));
}

/** As people make it, who add the names of the window's columns. */
const named = delimitedFormat({
  format: { ...format, id: "named" },
  columns: {
    Process: "process",
    "Process Name": "process",
    PID: "pid",
    "Process ID": "pid",
    Protocol: "transport",
    State: "state",
    "Local Address": "sourceAddress",
    "Local Port": "sourcePort",
    "Remote Address": "destinationAddress",
    "Remote Port": "destinationPort",
    "Create Time": "time",
    "Module Name": "service",
    "Sent Packets": "sourcePackets",
    "Sent Bytes": "sourceBytes",
    "Rcvd Packets": "destinationPackets",
    "Recv Packets": "destinationPackets",
    "Rcvd Bytes": "destinationBytes",
    "Recv Bytes": "destinationBytes",
  },
  delimiters: [",", "\t", ";"],
  headers: [
    ["Process", "PID", "Protocol", "Local Address", "Remote Address"],
    ["Process Name", "Process ID", "Protocol", "State", "Local Address", "Remote Address"],
  ],
  foreign: ["Local Port Name", "Remote Host Name"],
  subject: "connection",
});

export const tcpview: Format = oneOf(format, [saved, tcpvcon, named]);
