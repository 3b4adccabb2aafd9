import { ascii, hasWordAt, indexOfByte } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import type { TextColumn } from "../tables/textTable.ts";

/** Columns of lists of sockets: `netscan`, `netstat`, `connections`, `connscan`, `sockets`, `sockscan`. */
export const socketColumns: Readonly<Record<string, TextColumn>> = {
  "Offset(P)": { shape: "hex" },
  "Offset(V)": { shape: "hex" },
  Offset: { shape: "hex" },
  Proto: { shape: "transport", use: "transport" },
  Protocol: { shape: "transport", use: "transport" },
  "Local Address": { shape: "endpoint", use: "sourceSocket" },
  "Foreign Address": { shape: "endpoint", use: "destinationSocket" },
  "Remote Address": { shape: "endpoint", use: "destinationSocket" },
  LocalAddr: { shape: "address", use: "sourceAddress" },
  LocalPort: { shape: "port", use: "sourcePort" },
  ForeignAddr: { shape: "address", use: "destinationAddress", may: "be empty" },
  ForeignPort: { shape: "port", use: "destinationPort", may: "be empty" },
  State: { shape: "letters", use: "state", may: "be empty" },
  Pid: { shape: "integer", use: "pid", may: "be empty" },
  Owner: { shape: "text", use: "process", may: "be empty" },
  Created: { shape: "time", use: "time", may: "be empty" },
};

const seen: TextColumn = { shape: "word" };

/** Columns of lists of processes: `pslist`, `psscan`, `pstree`, `cmdline`, `psxview`, of both versions. */
export const processColumns: Readonly<Record<string, TextColumn>> = {
  "Offset(P)": { shape: "hex" },
  "Offset(V)": { shape: "hex" },
  Offset: { shape: "hex" },
  "Offset(Virtual)": { shape: "hex" },
  ...{ pslist: seen, psscan: seen, thrdproc: seen, thrdscan: seen, pspcid: seen, pspdict: seen },
  ...{ csrss: seen, session: seen, deskthrd: seen },
  Name: { shape: "text", use: "process" },
  TreeName: { shape: "treeName", use: "process" },
  ImageFileName: { shape: "text", use: "process" },
  Process: { shape: "text", use: "process" },
  COMM: { shape: "text", use: "process" },
  PID: { shape: "integer", use: "pid" },
  PPID: { shape: "integer", use: "parentPid" },
  TID: { shape: "integer" },
  PDB: { shape: "hex" },
  Thds: { shape: "number" },
  Threads: { shape: "number", may: "be empty" },
  Hnds: { shape: "number" },
  Handles: { shape: "number", may: "be empty" },
  Sess: { shape: "number" },
  SessionId: { shape: "number", use: "sessionNumber", may: "be empty" },
  Wow64: { shape: "word", may: "be empty" },
  Start: { shape: "time", use: "started", may: "be empty" },
  Exit: { shape: "time", may: "be empty" },
  CreateTime: { shape: "time", use: "started", may: "be empty" },
  ExitTime: { shape: "time", may: "be empty" },
  "Exit Time": { shape: "time", may: "be empty" },
  "Time created": { shape: "time", use: "started", may: "be empty" },
  "Time exited": { shape: "time", may: "be empty" },
  "CREATION TIME": { shape: "time", use: "started", may: "be empty" },
  "Start Time": { shape: "time", use: "started", may: "be empty" },
  Time: { shape: "time", use: "started", may: "be empty" },
  UID: { shape: "integer", use: "user", may: "be empty" },
  GID: { shape: "integer", may: "be empty" },
  EUID: { shape: "integer", may: "be empty" },
  EGID: { shape: "integer", may: "be empty" },
  "File output": { shape: "text", may: "be empty" },
  Args: { shape: "text", use: "commandLine", may: "be empty" },
  Audit: { shape: "text", may: "be empty" },
  Cmd: { shape: "text", use: "commandLine", may: "be empty" },
  Path: { shape: "text", use: "executable", may: "be empty" },
};

/** What the frameworks say above and between tables. */
export const remarks: readonly string[] = [
  "Volatility ",
  "Volatility3",
  "Progress:",
  "INFO ",
  "WARNING ",
  "DEBUG ",
  "Determining profile",
  "***",
];

/** `-` is no address, `0x8a01c030:explorer.exe` is a name behind an offset. */
export function finishRow(row: Row): LineKind {
  forgetDash(row, field.sourceAddress);
  forgetDash(row, field.destinationAddress);
  const command = row.from[field.commandLine]!;
  // What cmdline prints where the memory of a process is paged out.
  if (0 <= command && hasWordAt(row.bytes, command, row.to[field.commandLine]!, "Required memory "))
    row.from[field.commandLine] = -1;
  const from = row.from[field.process]!;
  if (0 <= from && hasWordAt(row.bytes, from, row.to[field.process]!, "0x")) {
    const colon = indexOfByte(row.bytes, ascii.colon, from, row.to[field.process]!);
    if (0 < colon) row.from[field.process] = colon + 1;
  }
  return "row";
}

function forgetDash(row: Row, index: FieldIndex): void {
  const from = row.from[index]!;
  if (0 <= from && row.to[index] === from + 1 && row.bytes[from] === ascii.minus) row.from[index] = -1;
}
