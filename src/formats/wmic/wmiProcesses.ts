import { isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { endsWithExe } from "../cells/cellShapes.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { exportedCsv, typeRemarks } from "../powershell/exportedCsv.ts";
import { oneOf } from "../tables/oneOf.ts";
import { propertyFormat } from "../tables/propertyFormat.ts";
import type { PropertyLine } from "../tables/propertyLine.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import type { TextColumn } from "../tables/textTable.ts";
import { usesOf } from "../tables/usesOf.ts";
import { isSystemProcess } from "../tasklist/tasklistCells.ts";
import { wmicCsv } from "./wmicCsv.ts";

/** https://learn.microsoft.com/windows/win32/cimwin32prov/win32-process */
const columns: Readonly<Record<string, TextColumn>> = {
  Caption: { shape: "text", use: "process", may: "be empty" },
  CommandLine: { shape: "text", use: "commandLine", may: "be empty" },
  CreationClassName: { shape: "word", may: "be empty" },
  CreationDate: { shape: "text", use: "started", may: "be empty" },
  CSName: { shape: "word", use: "host", may: "be empty" },
  Description: { shape: "text", may: "be empty" },
  ExecutablePath: { shape: "text", use: "executable", may: "be empty" },
  Path: { shape: "text", use: "executable", may: "be empty" },
  HandleCount: { shape: "number", may: "be empty" },
  Handle: { shape: "number", may: "be empty" },
  Name: { shape: "text", use: "process" },
  ProcessName: { shape: "text", use: "process" },
  ParentProcessId: { shape: "number", use: "parentPid", may: "be empty" },
  ProcessId: { shape: "number", use: "pid" },
  SessionId: { shape: "number", use: "sessionNumber", may: "be empty" },
  WorkingSetSize: { shape: "number", may: "be empty" },
  VirtualSize: { shape: "number", may: "be empty" },
  Priority: { shape: "number", may: "be empty" },
  ThreadCount: { shape: "number", may: "be empty" },
  PSComputerName: { shape: "word", use: "host", may: "be empty" },
};

const format = {
  id: "windows.wmi",
  family: "tasklist",
  title: "Win32_Process: wmic process, Get-CimInstance, Get-WmiObject (table, list, CSV)",
  reference: "https://learn.microsoft.com/windows/win32/cimwin32prov/win32-process",
  vendor: "windows",
  carries: ["pid", "process"],
} as const satisfies Partial<Format>;

const headings: readonly (readonly string[])[] = [
  ["ProcessId", "Name"],
  ["ProcessId", "Caption"],
  ["ProcessId", "CommandLine"],
  ["ProcessId", "ExecutablePath"],
  ["ProcessId", "ParentProcessId"],
];

const table = tableFormat({
  format: { ...format, id: "table" },
  columns,
  values: "in place",
  headings,
  remarks: typeRemarks,
  subject: "process",
  isRow: (row: Row) => row.has(field.pid),
});

const processNames = ["processname", "commandline", "executablepath", "processid", "parentprocessid"];
const anyNames = ["name", "caption", "description"];

const lists = ([":", "="] as const).map((mark) =>
  propertyFormat({
    format: {
      ...format,
      id: mark === ":" ? "list" : "wmicList",
      names: [...processNames, ...anyNames, "creationclassname"],
    },
    properties: usesOf(columns),
    mark,
    opens: opensBlock,
    subject: "process",
  }),
);

/** Names that only a process has; others where their value is a program's. */
function opensBlock(name: string, line: PropertyLine, bytes: Uint8Array): boolean {
  const { valueFrom, valueTo, width, hasWords } = line;
  if (hasWords) return false;
  if (name === "processname") return width === "QuotaPeakNonPagedPoolUsage ".length;
  const isProgram = endsWithExe(bytes, valueFrom, valueTo) || isSystemProcess(bytes, valueFrom, valueTo);
  if (anyNames.includes(name)) return isProgram;
  if (name === "creationclassname") return isWord(bytes, valueFrom, valueTo, "Win32_Process");
  return processNames.includes(name);
}

const csv = delimitedFormat({
  ...exportedCsv,
  format: { ...format, id: "csv" },
  columns: usesOf(columns),
  headers: headings,
  foreign: ["Node"],
  subject: "process",
});

export const wmiProcesses: Format = oneOf(format, [table, ...lists, wmicCsv, csv]);
