import type { LineReference } from "../core/caseView.ts";
import type { Connection } from "../core/observation.ts";
import { absent } from "../workspace/captures/columns.ts";
import type { ScannedCapture } from "../workspace/captures/scannedFile.ts";
import type { CaseLines, RowPlace } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { firstAtOrBehind, type LineOrigins } from "../workspace/document/lineOrigins.ts";

/**
 * The row of the case that an open document shows on a line. The case may have been read before the last edit:
 * rows are found again where lines above them came or went, and a row that has changed is not found.
 */
export function caseRow(
  document: EvidenceDocument,
  lines: CaseLines,
  connection: Connection,
): RowPlace | undefined {
  const at = placeInCase(document, lines, connection.line);
  const place = at && lines.rowAt(at);
  if (!place || place.capture.columns.line[place.row] !== at.line) return undefined;
  return isSameRow(place, connection) ? place : undefined;
}

/**
 * Where the case has a line of an open document: there itself, as far as edits moved it; in the capture that it was
 * picked from, where the document is a view. Undefined for what is no evidence.
 */
export function placeInCase(
  document: EvidenceDocument,
  lines: CaseLines,
  line: number,
): LineReference | undefined {
  if (document.origins) return document.origins.of(line);
  return { uri: document.uri, line: line + shiftAt(document, lines, line) };
}

/** Where a line stands that a document shows: in the document, or in the capture that a view has it from. */
export function placeOfLine({ uri, origins }: EvidenceDocument, line: number): LineReference | undefined {
  return origins ? origins.of(line) : { uri, line };
}

/** The captures of a document as the case has them, each with where its lines stand in the document. */
export function* capturesOf(document: EvidenceDocument, lines: CaseLines): Generator<PlacedCapture> {
  const { origins, captures } = document;
  if (origins) yield* capturesOfView(origins, lines);
  const known = lines.captures(document.uri);
  if (known.length !== captures.length) return;
  for (const [i, capture] of known.entries()) {
    const shift = shiftAt(document, lines, captures[i]!.firstLine);
    yield { capture, first: captures[i]!.firstLine, lineOf: (line) => line - shift };
  }
}

export interface PlacedCapture {
  readonly capture: ScannedCapture;
  /** Its first line in the document. */
  readonly first: number;
  /** The document's line for one of the case's; undefined where a view leaves it out. */
  readonly lineOf: (line: number) => number | undefined;
}

/** Each capture once, at the first of its lines that the view has. */
function* capturesOfView(origins: LineOrigins, lines: CaseLines): Generator<PlacedCapture> {
  const seen = new Set<ScannedCapture>();
  for (const { uri, first, lines: own } of origins.parts)
    for (const capture of lines.captures(uri)) {
      const at = firstAtOrBehind(own, capture.firstLine);
      const line = own[at];
      if (line === undefined || capture.lastLine < line || seen.has(capture)) continue;
      seen.add(capture);
      yield { capture, first: first + at, lineOf: (other) => origins.lineOf({ uri, line: other }) };
    }
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
    isSame(columns.sourcePort[row], portOf(source)) &&
    isSame(columns.destinationPort[row], portOf(destination)) &&
    isSame(columns.pid[row], process.pid)
  );
}

/** Columns have no port that there cannot be. */
function portOf({ port }: Connection["source"]): number | undefined {
  return port !== undefined && port <= 65_535 ? port : undefined;
}

function isSame(column: number | undefined, value: number | undefined): boolean {
  return column === (value ?? absent);
}
