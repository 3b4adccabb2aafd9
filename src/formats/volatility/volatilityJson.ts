import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { usesOf } from "../tables/usesOf.ts";
import { finishRow, processColumns, socketColumns } from "./volatilityColumns.ts";

/** `vol -r json` and `-r jsonl`. */
export const volatilitySocketsJson: Format = jsonFormat({
  format: {
    id: "volatility.sockets.json",
    family: "netstat",
    title: "Volatility 3 netscan, netstat (JSON)",
    reference: "https://volatility3.readthedocs.io/en/latest/volatility3.plugins.windows.netscan.html",
    vendor: "volatility",
    carries: ["time", "year", "zone", "state", "pid", "process"],
    facts: { zone: "UTC" },
  },
  keys: { ...usesOf(socketColumns), PID: "pid" },
  records: [["LocalAddr", "LocalPort", "ForeignAddr"]],
  tellingKeys: ["ForeignAddr", "ForeignPort", "LocalAddr"],
  subject: "connection",
  finish: finishRow,
});

export const volatilityProcessesJson: Format = jsonFormat({
  format: {
    id: "volatility.processes.json",
    family: "tasklist",
    title: "Volatility 3 pslist, psscan, pstree, cmdline (JSON)",
    reference: "https://volatility3.readthedocs.io/en/latest/volatility3.plugins.windows.pslist.html",
    vendor: "volatility",
    carries: ["pid", "process"],
  },
  keys: usesOf(processColumns),
  records: [
    ["PID", "PPID", "ImageFileName"],
    ["PID", "Process"],
    ["PID", "PPID", "COMM"],
  ],
  tellingKeys: ["ImageFileName", "PPID", "Args"],
  subject: "process",
  finish: (row) => (row.has(field.pid) ? finishRow(row) : "ignorable"),
});
