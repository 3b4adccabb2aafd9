import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import { usesOf } from "../tables/usesOf.ts";
import { finishRow, processColumns, remarks } from "./volatilityColumns.ts";

const format = {
  id: "volatility.processes",
  family: "tasklist",
  title: "Volatility pslist, psscan, pstree, cmdline (text, CSV)",
  reference: "https://volatility3.readthedocs.io/en/latest/volatility3.plugins.windows.pslist.html",
  vendor: "volatility",
  marks: ["0x", "ImageFileName", "Offset", "OFFSET", "PPid", "Args", "ARGS"],
  carries: ["pid", "process"],
} as const satisfies Partial<Format>;

const table = {
  columns: processColumns,
  remarks,
  subject: "process",
  tree: "marked",
  isRow: (row: Row) => row.has(field.pid) && row.has(field.process),
  finish: finishRow,
} as const;

/** Version 2 prints columns in place, below a rule. */
const inPlace = tableFormat({
  ...table,
  format: { ...format, id: "version2" },
  values: "in order",
  headings: [
    ["Offset(V)", "Name", "PID", "PPID"],
    ["Offset(P)", "Name", "PID", "PPID"],
    ["Offset(P)", "Name", "PID", "pslist"],
    ["Offset(V)", "Name", "PID", "pslist"],
    ["Offset(Virtual)", "Name", "PID", "pslist"],
    ["Name", "Pid", "PPid", "Thds", "Hnds"],
  ],
  defaults: [
    ["TreeName", "PID", "PPID", "Thds", "Hnds", "Time"],
    ["Offset(V)", "Name", "PID", "PPID", "Thds", "Hnds", "Sess", "Wow64", "Start", "Exit"],
  ],
});

/** Version 3 prints tabs, which a terminal makes blanks of. */
const inOrder = tableFormat({
  ...table,
  format: { ...format, id: "version3" },
  values: "in order",
  headings: [
    ["PID", "PPID", "ImageFileName"],
    ["PID", "Process", "Args"],
    ["PID", "PPID", "COMM", "Offset(V)"],
    ["PID", "PPID", "COMM", "ARGS"],
    ["Offset", "Name", "PID", "UID"],
  ],
  defaults: [
    [
      ...["PID", "PPID", "ImageFileName", "Offset(V)", "Threads", "Handles"],
      ...["SessionId", "Wow64", "CreateTime", "ExitTime", "File output"],
    ],
  ],
});

const csv = delimitedFormat({
  format: { ...format, id: "csv" },
  columns: usesOf(processColumns),
  delimiters: [",", ";"],
  headers: [
    ["PID", "PPID", "ImageFileName"],
    ["PID", "Process", "Args"],
    ["PID", "PPID", "COMM", "Offset(V)"],
    ["Offset(V)", "Name", "PID", "PPID"],
    ["Offset(P)", "Name", "PID", "PPID"],
    ["Name", "Pid", "PPid", "Thds", "Hnds"],
  ],
  subject: "process",
  finish: finishRow,
});

export const volatilityProcesses: Format = oneOf(format, [inPlace, inOrder, csv]);
