import { decimal, hasWordAt, isBlank, isLetter, isWord, skipWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { allDigits, allHexDigits } from "../cells/cellShapes.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { propertyFormat } from "../tables/propertyFormat.ts";
import type { PropertyLine } from "../tables/propertyLine.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import type { TextColumn } from "../tables/textTable.ts";
import { usesOf } from "../tables/usesOf.ts";
import { exportedCsv, typeRemarks } from "./exportedCsv.ts";

/** Properties by which a table with `Name` and `Id` is one of processes; memory is in bytes. */
const onlyOfProcesses = [
  ...["WorkingSet", "WorkingSet64", "PrivateMemorySize", "PrivateMemorySize64", "PagedMemorySize"],
  ...["PagedMemorySize64", "VirtualMemorySize64", "PeakWorkingSet64", "TotalProcessorTime", "PriorityClass"],
];

export const processColumns: Readonly<Record<string, TextColumn>> = {
  Handles: { shape: "number", may: "be empty" },
  HandleCount: { shape: "number", may: "be empty" },
  "NPM(K)": { shape: "decimal" },
  "PM(K)": { shape: "decimal" },
  "WS(K)": { shape: "decimal", use: "memory" },
  "PM(M)": { shape: "decimal" },
  "WS(M)": { shape: "decimal" },
  "VM(M)": { shape: "integer" },
  WS: { shape: "decimal" },
  "CPU(s)": { shape: "decimal", use: "cpuTime", may: "be empty" },
  CPU: { shape: "decimal", use: "cpuTime", may: "be empty" },
  Id: { shape: "number", use: "pid" },
  SI: { shape: "number", use: "sessionNumber" },
  SessionId: { shape: "number", use: "sessionNumber" },
  UserName: { shape: "text", use: "user", may: "be empty" },
  ProcessName: { shape: "text", use: "process" },
  // In rows without headings, where anything may stand behind seven numbers.
  NameInOneWord: { shape: "letters", use: "process" },
  Name: { shape: "text", use: "process" },
  Path: { shape: "text", use: "executable", may: "be empty" },
  CommandLine: { shape: "text", use: "commandLine", may: "be empty" },
  StartTime: { shape: "time", use: "started", may: "be empty" },
  MainWindowTitle: { shape: "text", use: "title", may: "be empty" },
  Company: { shape: "text", use: "company", may: "be empty" },
  Product: { shape: "text", use: "product", may: "be empty" },
  Description: { shape: "text", use: "description", may: "be empty" },
  FileVersion: { shape: "text", use: "version", may: "be empty" },
  ...Object.fromEntries(onlyOfProcesses.map((name) => [name, { shape: "word", may: "be empty" } as const])),
};

const format = {
  id: "powershell.processes",
  family: "tasklist",
  title: "Get-Process (table, list, CSV)",
  reference: "https://learn.microsoft.com/powershell/module/microsoft.powershell.management/get-process",
  vendor: "windows",
  carries: ["pid", "process"],
} as const satisfies Partial<Format>;

export const processHeadings: readonly (readonly string[])[] = [
  ["Id", "ProcessName"],
  ["Handles", "CPU(s)", "ProcessName"],
  ["Id", "Name", "Path"],
  ["Id", "Name", "CPU"],
  ["Id", "Name", "StartTime"],
  ["Id", "Name", "Handles"],
  ["Id", "Name", "WS"],
  ["Id", "Name", "MainWindowTitle"],
  ...onlyOfProcesses.map((property) => ["Id", "Name", property]),
];

const table = tableFormat({
  format: { ...format, id: "table" },
  columns: processColumns,
  values: "in place",
  headings: processHeadings,
  defaults: [
    ["Handles", "NPM(K)", "PM(K)", "WS(K)", "CPU(s)", "Id", "SI", "NameInOneWord"],
    ["Handles", "NPM(K)", "PM(K)", "WS(K)", "VM(M)", "CPU(s)", "Id", "NameInOneWord"],
  ],
  remarks: typeRemarks,
  subject: "process",
  isRow: (row: Row) => row.has(field.process) && (row.has(field.pid) || row.has(field.cpuTime)),
  isRowAlone,
});

/**
 * Hex dumps and counters are columns of numbers too. Windows counts memory in pages of 4 K and PIDs by four, and a
 * name is one word, or words with one blank between them.
 */
function isRowAlone({ bytes, from, to }: Row): boolean {
  const [start, end] = [from[field.process]!, to[field.process]!];
  const wordEnd = skipWord(bytes, start, end);
  const isName = hasLetter(bytes, start, wordEnd) && !allHexDigits(bytes, start, wordEnd);
  const isApart = isBlank(bytes[wordEnd]) && isBlank(bytes[wordEnd + 1]) && wordEnd < end;
  const byFour = [field.memory, field.pid].every(
    (index) => 0 <= from[index]! && decimal(bytes, from[index]!, to[index]!) % 4 === 0,
  );
  return (
    isName &&
    2 < wordEnd - start &&
    !isApart &&
    byFour &&
    !isWord(bytes, from[field.memory]!, to[field.memory]!, "0")
  );
}

function hasLetter(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isLetter(bytes[i])) return true;
  return false;
}

const list = propertyFormat({
  format: { ...format, id: "list", names: ["name", "id"] },
  properties: usesOf(processColumns),
  mark: ":",
  opens: opensBlock,
  subject: "process",
});

/**
 * `Name` and `Id` stand in many lists; these names are padded to the longest that only a process has,
 * `NonpagedSystemMemorySize64` with `Format-List *` and `Handles` without. So wide, `ProcessName` is WMI's.
 */
const longest = "NonpagedSystemMemorySize64 ".length;

function opensBlock(name: string, line: PropertyLine, bytes: Uint8Array): boolean {
  if (line.hasWords) return false;
  if (name === "name") return line.width === longest;
  const isNumber = allDigits(bytes, line.valueFrom, line.valueTo);
  if (name === "id") return isNumber && line.width === "Handles ".length;
  return (
    name === "processname" && line.width < longest && !hasWordAt(bytes, line.valueFrom, line.valueTo, '"')
  );
}

const csv = delimitedFormat({
  ...exportedCsv,
  format: { ...format, id: "csv" },
  columns: usesOf(processColumns),
  headers: processHeadings,
  subject: "process",
});

export const powershellProcesses: Format = oneOf(format, [table, list, csv]);
