import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import type { Delimiter } from "../delimited/delimitedCells.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import type { ValueUse } from "../words/fieldUse.ts";
import {
  processColumns,
  processesPage,
  processFields,
  socketColumns,
  socketFields,
  socketsPage,
} from "./osqueryFields.ts";

/** One of osquery's tables, which it prints as JSON and with columns. */
interface OsqueryTable {
  readonly id: string;
  readonly family: Format["family"];
  readonly title: string;
  readonly reference: string;
  readonly carries: Format["carries"];
  readonly columns: Readonly<Record<string, ValueUse>>;
  /** Columns of which a row has all of one list. */
  readonly rows: readonly (readonly string[])[];
  /** Columns that no other tool has. */
  readonly telling: readonly string[];
  readonly subject: "connection" | "process";
  readonly finish: (row: Row) => LineKind;
}

const sockets: OsqueryTable = {
  id: "osquery.sockets",
  family: "netstat",
  title: "osquery process_open_sockets and listening_ports",
  reference: socketsPage,
  carries: ["pid", "process", "state"],
  columns: socketFields,
  rows: socketColumns,
  telling: ["local_address", "remote_address"],
  subject: "connection",
  // Sockets of the host's own, as those of Unix, have no address.
  finish: (row) => (row.has(field.sourceAddress) || row.has(field.destinationAddress) ? "row" : "ignorable"),
};

const processes: OsqueryTable = {
  id: "osquery.processes",
  family: "tasklist",
  title: "osquery processes",
  reference: processesPage,
  carries: ["pid", "process"],
  columns: processFields,
  rows: processColumns,
  telling: ["cmdline", "on_disk", "parent"],
  subject: "process",
  finish: (row) => (Number.isNaN(row.number(field.pid)) ? "unknown" : "row"),
};

/** `--csv` parts columns by `|`. */
const delimiters: readonly Delimiter[] = ["|", ",", ";", "\t"];

export const osquerySockets = asJson(sockets);
export const osquerySocketsCsv = asColumns(sockets);
export const osqueryProcesses = asJson(processes);
export const osqueryProcessesCsv = asColumns(processes);

function asJson(table: OsqueryTable): Format {
  const { columns, finish, rows, subject } = table;
  return jsonFormat({
    format: { ...aboutOf(table, table.id, "JSON"), marks: ['"pid"'] },
    keys: columns,
    records: rows,
    tellingKeys: table.telling,
    subject,
    finish,
  });
}

function asColumns(table: OsqueryTable): Format {
  const { columns, finish, rows, subject } = table;
  return delimitedFormat({
    format: aboutOf(table, `${table.id}.csv`, "CSV"),
    columns,
    delimiters,
    headers: rows,
    // The table that osqueryi draws.
    remarks: ["+-"],
    subject,
    finish,
  });
}

function aboutOf({ family, title, reference, carries }: OsqueryTable, id: string, how: string) {
  return { id, family, title: `${title} (${how})`, reference, vendor: "osquery", carries };
}
