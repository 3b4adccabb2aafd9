import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import { usesOf } from "../tables/usesOf.ts";
import { wmiColumns, wmiHeadings } from "../wmic/wmiColumns.ts";
import { connectionColumns } from "./powershellConnections.ts";
import { hashColumns } from "./powershellHashes.ts";
import { processColumns, processHeadings } from "./powershellProcesses.ts";

const reference = "https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/convertto-json";

/** `Get-NetTCPConnection | ConvertTo-Json`, and the same of `Get-NetUDPEndpoint`, whose records have no far end. */
export const powershellConnectionsJson: Format = jsonFormat({
  format: {
    id: "powershell.connections.json",
    family: "netstat",
    title: "Get-NetTCPConnection, Get-NetUDPEndpoint (JSON)",
    reference,
    vendor: "windows",
    carries: ["time", "year", "state", "pid"],
  },
  keys: usesOf(connectionColumns),
  records: [
    ["LocalAddress", "LocalPort"],
    ["RemoteAddress", "RemotePort"],
  ],
  tellingKeys: [
    "LocalAddress",
    "LocalPort",
    "RemoteAddress",
    "RemotePort",
    "AppliedSetting",
    "OwningProcess",
  ],
  subject: "connection",
  finish(row) {
    row.transport = row.has(field.destinationAddress) || row.has(field.state) ? "tcp" : "udp";
    return "row";
  },
});

/** `Get-Process | ConvertTo-Json`, and the same of `Get-CimInstance Win32_Process`. */
export const powershellProcessesJson: Format = jsonFormat({
  format: {
    id: "powershell.processes.json",
    family: "tasklist",
    title: "Get-Process, Get-CimInstance Win32_Process (JSON)",
    reference,
    vendor: "windows",
    carries: ["pid", "process"],
  },
  keys: { ...usesOf(processColumns), ...usesOf(wmiColumns), Path: "executable" },
  records: [...processHeadings, ...wmiHeadings],
  tellingKeys: [
    "ProcessName",
    "ProcessId",
    "ParentProcessId",
    "ExecutablePath",
    "HandleCount",
    "PriorityClass",
  ],
  subject: "process",
  finish: (row) => (Number.isNaN(row.number(field.pid)) ? "ignorable" : "row"),
});

/** `Get-FileHash | ConvertTo-Json` */
export const powershellHashesJson: Format = jsonFormat({
  format: {
    id: "powershell.hashes.json",
    family: "hashes",
    title: "Get-FileHash (JSON)",
    reference,
    vendor: "windows",
    carries: [],
  },
  keys: usesOf(hashColumns),
  records: [["Algorithm", "Hash", "Path"]],
  tellingKeys: ["Algorithm", "Hash"],
  subject: "file",
});
