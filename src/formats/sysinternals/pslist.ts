import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import { tableFormat } from "../tables/tableFormat.ts";

/** Sysinternals' PsList, plain and with `-t` and `-m`; the tree is drawn by blanks in front of names. */
export const pslist: Format = tableFormat({
  format: {
    id: "sysinternals.pslist",
    family: "tasklist",
    title: "PsList",
    reference: "https://learn.microsoft.com/sysinternals/downloads/pslist",
    vendor: "sysinternals",
    marks: ["Pid"],
    carries: ["pid", "process"],
  },
  columns: {
    Name: { shape: "text", use: "process" },
    Pid: { shape: "number", use: "pid" },
    Pri: { shape: "number" },
    Thd: { shape: "number" },
    Hnd: { shape: "number" },
    Priv: { shape: "number" },
    "CPU Time": { shape: "psTime", use: "cpuTime" },
    "Elapsed Time": { shape: "psTime" },
    VM: { shape: "number" },
    WS: { shape: "number", use: "memory" },
    "Priv Pk": { shape: "number" },
    Faults: { shape: "number" },
    NonP: { shape: "number" },
    Page: { shape: "number" },
  },
  values: "in order",
  headings: [
    ["Name", "Pid", "Pri", "Thd", "Hnd"],
    ["Name", "Pid", "VM", "WS", "Priv"],
  ],
  remarks: ["PsList ", "Copyright ", "Sysinternals ", "Process information for ", "Process memory detail"],
  subject: "process",
  isRow: (row) => row.has(field.pid) && row.has(field.process),
});
