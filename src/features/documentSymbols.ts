import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { CaptureIdentity } from "../core/capture.ts";
import {
  type Connection,
  type Endpoint,
  type FileFacts,
  type Observation,
  processFactsOf,
} from "../core/observation.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { linesRange, spanRange } from "./lspRanges.ts";

/** An outline of more rows helps nobody, and editors draw it anew after every edit. */
const mostRows = 5000;
const longestName = 120;

/** Captures; in each the processes or the remote endpoints; in each of these its rows. */
export function documentSymbols(document: EvidenceDocument): readonly DocumentSymbol[] {
  let left = mostRows;
  return document.captures.map((capture) => {
    const last = Math.min(capture.lastLine, capture.firstLine + left);
    const rows = document.observations(capture.firstLine, last);
    left -= rows.length;
    const more = last < capture.lastLine ? `the first ${rows.length} rows` : counted(rows.length, "row");
    return captureSymbol(document, capture, rows, more);
  });
}

function captureSymbol(
  document: EvidenceDocument,
  capture: CaptureIdentity,
  rows: readonly Observation[],
  count: string,
): DocumentSymbol {
  const title = document.formats.find(({ id }) => id === capture.format)?.title ?? capture.format;
  const { host } = capture.facts;
  return {
    name: named(host === undefined ? title : `${host} · ${title}`),
    detail: count,
    kind: SymbolKind.Module,
    range: linesRange(document, capture.firstLine, capture.lastLine),
    selectionRange: linesRange(document, capture.firstLine, capture.firstLine),
    children: groupsOf(rows).map(([key, members]) => groupSymbol(document, key, members)),
  };
}

function groupsOf(rows: readonly Observation[]): readonly (readonly [string, readonly Observation[]])[] {
  const groups = new Map<string, Observation[]>();
  for (const row of rows) {
    const key = groupOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups];
}

/** The process where the capture knows it, else the far end; files by their folder. */
function groupOf(row: Observation): string {
  if (row.kind === "gap") return "Lost events";
  if (row.kind === "file") return row.file.path?.slice(0, endOfFolder(row.file.path)) || "Files";
  const { pid, name } = row.process;
  if (pid !== undefined) return `PID ${pid}`;
  if (name !== undefined) return name;
  return row.kind === "connection" ? remoteText(row) : "Unnamed process";
}

function endOfFolder(path: string): number {
  return Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1;
}

function remoteText(row: Connection): string {
  const [far, port] =
    row.direction === "inbound"
      ? [row.source, row.destination.port]
      : [row.destination, row.destination.port];
  return [endpointText({ ...far, ...(port === undefined ? {} : { port }) }), row.transport].join(" ").trim();
}

function groupSymbol(document: EvidenceDocument, key: string, rows: readonly Observation[]): DocumentSymbol {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const name = rows.map((row) => processFactsOf(row)?.name).find((text) => text !== undefined);
  return {
    name: named(name === undefined || name === key ? key : `${key} ${name}`),
    detail: counted(rows.length, "row"),
    kind:
      first.kind === "gap"
        ? SymbolKind.Null
        : key.startsWith("PID ")
          ? SymbolKind.Object
          : SymbolKind.Interface,
    range: linesRange(document, first.line, document.lastDetailOf(last.line)),
    selectionRange: spanRange(first.line, first.text),
    children: rows.map((row) => rowSymbol(document, row)),
  };
}

function rowSymbol(document: EvidenceDocument, row: Observation): DocumentSymbol {
  return {
    name: named(rowText(row)),
    detail: detailOf(row),
    kind: SymbolKind.Event,
    range: linesRange(document, row.line, document.lastDetailOf(row.line)),
    selectionRange: spanRange(row.line, row.text),
  };
}

function detailOf(row: Observation): string {
  if (row.kind === "event") return row.result ?? "";
  return row.kind === "connection" ? (row.state ?? row.action ?? "") : "";
}

function rowText(row: Observation): string {
  switch (row.kind) {
    case "connection":
      return `${row.transport ?? ""} ${endpointText(row.source)} → ${endpointText(row.destination)}`.trim();
    case "process":
      return row.process.name ?? `PID ${row.process.pid ?? "?"}`;
    case "file":
      return fileText(row.file);
    case "event":
      return `${row.action ?? ""} ${row.path ?? ""}`.trim();
    case "gap":
      return row.lost === undefined ? "Events were lost" : `${counted(row.lost, "event")} lost`;
    default:
      return row satisfies never;
  }
}

/** `explorer.exe 3f1a…`: the name, and the strongest hash there is. */
function fileText({ path = "", sha256, sha1, md5 }: FileFacts): string {
  return `${path.slice(endOfFolder(path))} ${sha256 ?? sha1 ?? md5 ?? ""}`;
}

function endpointText({ ip, domain, port, service }: Endpoint): string {
  const host = ip ?? domain ?? "*";
  const bracketed = host.includes(":") ? `[${host}]` : host;
  return `${bracketed}:${port ?? service ?? "*"}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Editors refuse symbols without a name; log text may be long, or only blanks. */
function named(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "?";
  return longestName < trimmed.length ? `${trimmed.slice(0, longestName)}…` : trimmed;
}
