import { type InlayHint, InlayHintKind } from "vscode-languageserver-types";
import type { FieldName } from "../core/field.ts";
import { microsPerSecond, utcText } from "../core/instant.ts";
import type { Connection, Observation } from "../core/observation.ts";
import { usualService } from "../core/portNames.ts";
import { visibleText } from "../report/escape.ts";
import { durationText } from "../report/sections/reportTime.ts";
import { previousInFlow } from "../workspace/captures/previousInFlow.ts";
import type { CaseLines, RowPlace } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { caseRow } from "./caseRow.ts";

/** Which hints are wanted. */
export interface InlayHintChoice {
  /** The program beside its PID. */
  readonly processNames: boolean;
  /** Who usually has a port, beside ports that not everybody knows. */
  readonly serviceNames: boolean;
  /** How long after the row above of the same flow a row is. */
  readonly intervals: boolean;
  /** UTC beside times of another zone. */
  readonly utc: boolean;
}

/** More rows than any window shows: editors ask for what is visible. */
const mostLines = 2000;
const longestName = 60;

/** Small words beside the fields of these lines, the last one included. */
export function inlayHints(
  document: EvidenceDocument,
  lines: CaseLines,
  [firstLine, lastLine]: readonly [number, number],
  choice: InlayHintChoice,
): readonly InlayHint[] {
  const rows = document.observations(firstLine, Math.min(lastLine, firstLine + mostLines));
  return rows.flatMap((observation) => {
    if (observation.kind !== "connection") return [];
    const row = caseRow(document, lines, observation);
    return [
      choice.utc ? utcHint(observation) : undefined,
      choice.intervals && row ? intervalHint(observation, row) : undefined,
      choice.serviceNames ? serviceHint(observation) : undefined,
      choice.processNames && row ? processHint(observation, row, lines) : undefined,
    ].filter((hint) => hint !== undefined);
  });
}

/** `07:01:07Z`, with its date where that is another one. */
function utcHint(observation: Connection): InlayHint | undefined {
  const { time } = observation;
  if (!time?.utcOffset || time.assumed.includes("zone")) return undefined;
  const utc = utcText(time);
  const local = utcText({ ...time, micros: time.micros + time.utcOffset * 60 * microsPerSecond });
  const label = utc.slice(0, 10) === local.slice(0, 10) ? utc.slice(11) : utc;
  return hintBehind(observation, "time", label, `${utc} (UTC)`);
}

/** A rhythm shows only where there are some rows of it. */
const leastRows = 3;

function intervalHint(observation: Connection, row: RowPlace): InlayHint | undefined {
  const { columns, flows } = row.capture;
  const before = flows.rows(flows.ofRow[row.row]!) < leastRows ? undefined : previousInFlow(row);
  if (before === undefined) return undefined;
  const seconds = (columns.time[row.row]! - columns.time[before]!) / microsPerSecond;
  if (Number.isNaN(seconds)) return undefined;
  const label = seconds < 0 ? `−${durationText(-seconds)}` : `+${durationText(seconds)}`;
  return hintBehind(observation, "time", label, "Since the row above of the same flow");
}

/** Everybody who reads logs knows these. */
const knownToAll: ReadonlySet<number> = new Set([22, 53, 80, 443]);
const firstEphemeral = 49_152;

function serviceHint(observation: Connection): InlayHint | undefined {
  const { port, service } = observation.destination;
  if (port === undefined || service !== undefined || knownToAll.has(port) || firstEphemeral <= port)
    return undefined;
  const usual = usualService(port);
  if (usual === undefined) return undefined;
  return hintBehind(
    observation,
    "destinationPort",
    `${usual}?`,
    "A guess: who usually has this port, by IANA's list",
  );
}

/** Where the row has a PID and no name. */
function processHint(
  observation: Connection,
  row: RowPlace,
  { processes }: CaseLines,
): InlayHint | undefined {
  if (observation.process.name !== undefined) return undefined;
  const name = processes.named(row)?.instance.name;
  if (name === undefined) return undefined;
  const from = processes.nameOf(row);
  const isSure = from !== undefined && from.confidence !== "low";
  const label = visibleText(name.slice(0, longestName)) + (isSure ? "" : "?");
  return hintBehind(observation, "pid", label, from?.reason ?? "Another capture of this host names it");
}

/** A hint's texts are plain: editors show them as they stand. */
function hintBehind(
  { line, spans }: Observation,
  field: FieldName,
  label: string,
  tooltip: string,
): InlayHint | undefined {
  const span = spans.get(field);
  if (!span) return undefined;
  const position = { line, character: span.end };
  return { position, label, kind: InlayHintKind.Type, paddingLeft: true, tooltip: visibleText(tooltip) };
}
