import type { Connection } from "../core/observation.ts";
import { absent } from "../workspace/captures/columns.ts";
import type { CaseLines, RowPlace } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";

/**
 * The row of the case that an open document shows on a line. The case may have been read before the last edit:
 * rows are found again where lines above them came or went, and a row that has changed is not found.
 */
export function caseRow(
  document: EvidenceDocument,
  lines: CaseLines,
  connection: Connection,
): RowPlace | undefined {
  const line = connection.line + shiftAt(document, lines, connection.line);
  const place = lines.rowAt({ uri: document.uri, line });
  if (!place || place.capture.columns.line[place.row] !== line) return undefined;
  return isSameRow(place, connection) ? place : undefined;
}

/** By how many lines the case's line is below the document's: captures are told by their order. */
export function shiftAt(document: EvidenceDocument, lines: CaseLines, line: number): number {
  const { captures } = document;
  const known = lines.captures(document.uri);
  const capture = document.captureAt(line);
  if (!capture || captures.length !== known.length) return 0;
  const same = known[captures.indexOf(capture)];
  return same && same.format === capture.format ? same.firstLine - capture.firstLine : 0;
}

function isSameRow({ capture: { columns }, row }: RowPlace, connection: Connection): boolean {
  const { source, destination, process } = connection;
  return (
    isSame(columns.sourcePort[row], source.port) &&
    isSame(columns.destinationPort[row], destination.port) &&
    isSame(columns.pid[row], process.pid)
  );
}

function isSame(column: number | undefined, value: number | undefined): boolean {
  return column === (value ?? absent);
}
