import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { propertyFormat } from "../tables/propertyFormat.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import type { TextColumn } from "../tables/textTable.ts";
import { usesOf } from "../tables/usesOf.ts";
import { exportedCsv, typeRemarks } from "./exportedCsv.ts";

/** Of TCP; UDP has the first two and the owner. */
export const connectionColumns: Readonly<Record<string, TextColumn>> = {
  LocalAddress: { shape: "address", use: "sourceAddress" },
  LocalPort: { shape: "port", use: "sourcePort" },
  RemoteAddress: { shape: "address", use: "destinationAddress" },
  RemotePort: { shape: "port", use: "destinationPort" },
  State: { shape: "letters", use: "state" },
  AppliedSetting: { shape: "letters", may: "be empty" },
  OwningProcess: { shape: "number", use: "pid", may: "be empty" },
  PID: { shape: "number", use: "pid", may: "be empty" },
  UserName: { shape: "text", use: "user", may: "be empty" },
  CommandLine: { shape: "text", use: "commandLine", may: "be empty" },
  CmdLine: { shape: "text", use: "commandLine", may: "be empty" },
  OwningProcessName: { shape: "text", use: "process", may: "be empty" },
  ProcessName: { shape: "text", use: "process", may: "be empty" },
  Process: { shape: "text", use: "process", may: "be empty" },
  Path: { shape: "text", use: "executable", may: "be empty" },
  CreationTime: { shape: "time", use: "time", may: "be empty" },
  OffloadState: { shape: "letters", may: "be empty" },
  PSComputerName: { shape: "word", use: "host", may: "be empty" },
};

const format = {
  id: "powershell.connections",
  family: "netstat",
  title: "Get-NetTCPConnection (table, list, CSV)",
  reference: "https://learn.microsoft.com/powershell/module/nettcpip/get-nettcpconnection",
  vendor: "windows",
  carries: ["time", "year", "state", "pid", "process"],
} as const satisfies Partial<Format>;

/** Columns of TCPView and CurrPorts, whose other names are the same but for blanks. */
const otherTools = ["Process ID", "Protocol"];

const isRow = (row: Row) => row.has(field.sourceAddress) && row.has(field.sourcePort);

/** As .NET names them. */
const tcpStates = [
  ...["Established", "Listen", "TimeWait", "CloseWait", "Bound", "SynSent", "SynReceived"],
  ...["FinWait", "LastAck", "Closing", "Closed", "DeleteTCB"],
];

const table = tableFormat({
  format: { ...format, id: "table", marks: tcpStates },
  columns: connectionColumns,
  values: "in place",
  headings: [
    ["LocalAddress", "LocalPort", "RemoteAddress"],
    ["LocalAddress", "LocalPort", "State"],
    ["RemoteAddress", "RemotePort", "State"],
    ["RemoteAddress", "RemotePort", "OwningProcess"],
  ],
  foreign: otherTools,
  defaults: [
    [
      ...["LocalAddress", "LocalPort", "RemoteAddress", "RemotePort"],
      ...["State", "AppliedSetting", "OwningProcess"],
    ],
  ],
  remarks: typeRemarks,
  subject: "connection",
  transport: "tcp",
  isRow: (row) => isRow(row) || row.has(field.destinationPort),
});

const list = propertyFormat({
  format: {
    ...format,
    id: "list",
    names: ["localaddress", "remoteaddress", "appliedsetting", "offloadstate"],
  },
  properties: usesOf(connectionColumns),
  mark: ":",
  openers: ["AppliedSetting", "OffloadState"],
  // Names are as wide as the widest of them, and UDP has no wider one; `TcpTestSucceeded` of Test-NetConnection is.
  opens: (name, { width, hasWords }) =>
    !hasWords &&
    ((name === "localaddress" && "LocalAddress ".length < width) ||
      name === "appliedsetting" ||
      (name === "remoteaddress" && width <= "AppliedSetting ".length) ||
      name === "offloadstate"),
  subject: "connection",
  finish(row, name, place) {
    if (name === "state" || name === "remoteaddress" || name === "appliedsetting") row.transport = "tcp";
    else if (name === "owningprocess" && place === 2) row.transport = "udp";
  },
});

const csv = delimitedFormat({
  ...exportedCsv,
  format: { ...format, id: "csv" },
  columns: usesOf(connectionColumns),
  headers: [
    ["LocalAddress", "LocalPort", "RemoteAddress"],
    ["LocalAddress", "LocalPort", "State"],
    ["RemoteAddress", "RemotePort", "State"],
    ["RemoteAddress", "RemotePort", "OwningProcess"],
  ],
  foreign: otherTools,
  subject: "connection",
  finish(row) {
    row.transport = "tcp";
    return "row";
  },
});

export const powershellConnections: Format = oneOf(format, [table, list, csv]);

const udp = {
  ...format,
  id: "powershell.udp",
  title: "Get-NetUDPEndpoint (table, list, CSV)",
  reference: "https://learn.microsoft.com/powershell/module/nettcpip/get-netudpendpoint",
  marks: ["LocalAddress"],
  carries: ["pid"],
} as const satisfies Partial<Format>;

/** Columns that only TCP has. */
const ofTcp = [...otherTools, "RemoteAddress", "RemotePort", "State", "AppliedSetting"];

const udpTable = tableFormat({
  format: { ...udp, id: "table" },
  columns: connectionColumns,
  values: "in place",
  headings: [["LocalAddress", "LocalPort"]],
  foreign: ofTcp,
  remarks: typeRemarks,
  subject: "connection",
  transport: "udp",
  isRow,
});

const udpList = propertyFormat({
  format: { ...udp, id: "list", names: ["localaddress"] },
  properties: usesOf(connectionColumns),
  mark: ":",
  opens: (name, { width, hasWords }) =>
    !hasWords && name === "localaddress" && width === "LocalAddress ".length,
  subject: "connection",
  transport: "udp",
});

const udpCsv = delimitedFormat({
  ...exportedCsv,
  format: { ...udp, id: "csv" },
  columns: usesOf(connectionColumns),
  headers: [["LocalAddress", "LocalPort"]],
  foreign: ofTcp,
  subject: "connection",
  finish(row) {
    row.transport = "udp";
    return "row";
  },
});

export const powershellUdp: Format = oneOf(udp, [udpTable, udpList, udpCsv]);
