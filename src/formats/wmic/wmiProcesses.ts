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
import { usesOf } from "../tables/usesOf.ts";
import { isSystemProcess } from "../tasklist/tasklistCells.ts";
import { wmiColumns, wmiHeadings } from "./wmiColumns.ts";
import { wmicCsv } from "./wmicCsv.ts";

const format = {
  id: "windows.wmi",
  family: "tasklist",
  title: "Win32_Process: wmic process, Get-CimInstance, Get-WmiObject (table, list, CSV)",
  reference: "https://learn.microsoft.com/windows/win32/cimwin32prov/win32-process",
  vendor: "windows",
  marks: [
    "ProcessId",
    "CommandLine",
    "ExecutablePath",
    "Win32_Process",
    "ProcessName",
    "Name=",
    "Name ",
    "Caption=",
    "Caption ",
    "Description=",
    "Description ",
  ],
  carries: ["pid", "process"],
} as const satisfies Partial<Format>;

const table = tableFormat({
  format: { ...format, id: "table" },
  columns: wmiColumns,
  values: "in place",
  headings: wmiHeadings,
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
    properties: usesOf(wmiColumns),
    mark,
    openers: ["CreationClassName", "Description"],
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
  columns: usesOf(wmiColumns),
  headers: wmiHeadings,
  foreign: ["Node"],
  subject: "process",
});

export const wmiProcesses: Format = oneOf(format, [table, ...lists, wmicCsv, csv]);
