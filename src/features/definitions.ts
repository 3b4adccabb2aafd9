import type { Position } from "vscode-languageserver-types";
import type { LineReference } from "../core/caseView.ts";
import type { FieldName } from "../core/field.ts";
import type { CaseLines, RowPlace } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { ProcessNameJoin } from "../workspace/joins/socketProcessJoins.ts";
import { type Destination, distinct } from "./caseLocations.ts";
import { caseRow, placeInCase } from "./caseRow.ts";
import { endOfField, fieldAt } from "./fieldAt.ts";
import { spanRange } from "./lspRanges.ts";
import { noteLinkAt } from "./noteLinks.ts";

const mostPlaces = 1000;
const mostRowsOfJoin = 200;

/**
 * One step from the packet towards the program: from a firewall's row to the socket that sent or received it,
 * from a PID or a socket to the line of the process list that names it; from a link of a note to its line.
 */
export function definitions(
  document: EvidenceDocument,
  lines: CaseLines,
  at: Position,
): Destination | undefined {
  return noteLinkAt(document, lines, at) ?? fromRow(document, lines, at, definitionsOf);
}

/** The line of the process list that names the process, however many steps away it is. */
export function typeDefinitions(
  document: EvidenceDocument,
  lines: CaseLines,
  at: Position,
): Destination | undefined {
  return fromRow(document, lines, at, (place) =>
    place.kind === "listed" ? [place.at] : namesOf(place.row, lines),
  );
}

/** The traffic of a socket or of a process: the other way around. */
export function implementations(
  document: EvidenceDocument,
  lines: CaseLines,
  at: Position,
): Destination | undefined {
  return fromRow(document, lines, at, (place) => {
    if (place.kind === "row") return trafficOf(place.row, lines);
    const process = lines.processes.listedAt(place.at);
    const speaking = process ? [...distinct(lines.processes.linesOf(process), mostPlaces)] : [];
    return speaking.filter(({ uri, line }) => uri !== place.at.uri || line !== place.at.line);
  });
}

/** What a line of evidence is in the case. */
type Standing =
  | { readonly kind: "row"; readonly row: RowPlace; readonly field: FieldName | undefined }
  | { readonly kind: "listed"; readonly at: LineReference };

function fromRow(
  document: EvidenceDocument,
  lines: CaseLines,
  at: Position,
  placesOf: (place: Standing, lines: CaseLines) => readonly LineReference[],
): Destination | undefined {
  const field = fieldAt(document, at);
  const observation = field?.observation ?? document.observationAt(at.line);
  if (!observation || observation.kind === "gap") return undefined;
  const place = standingOf();
  if (!place) return undefined;
  const origin = field?.range ?? spanRange(observation.line, observation.text);
  return { origin, places: distinct(placesOf(place, lines), mostPlaces) };

  function standingOf(): Standing | undefined {
    if (!observation || observation.kind === "gap" || observation.kind === "file") return undefined;
    if (observation.kind === "process" || observation.kind === "event") {
      const at = placeInCase(document, lines, observation.line);
      return at && { kind: "listed", at };
    }
    const row = caseRow(document, lines, observation);
    return row && { kind: "row", row, field: field?.name };
  }
}

function definitionsOf(place: Standing, lines: CaseLines): readonly LineReference[] {
  if (place.kind === "listed") return [place.at];
  const { row, field } = place;
  const names = namesOf(row, lines);
  if ((field === "pid" || field === "process") && names.length !== 0) return names;
  const side = field && endOfField(field);
  // The sender's end leads to the sender's socket, even where the row names the process that received it.
  const sockets = lines.joins
    .ofRow(row)
    .filter((join) => join.side === side || lines.processes.isOwnSocket(row, join))
    .map(({ socket }) => ({ uri: socket.capture.uri, line: socket.line }));
  return sockets.length === 0 ? names : sockets;
}

function namesOf(row: RowPlace, { joins, processes }: CaseLines): readonly LineReference[] {
  const own = processes.nameOf(row);
  if (own) return [placeOfName(own)];
  return joins.ofRow(row).flatMap(({ socket }) => {
    const name = processes.nameOf({ capture: socket.capture, row: socket.row });
    return name ? [placeOfName(name)] : [];
  });
}

function placeOfName({ named }: ProcessNameJoin): LineReference {
  return { uri: named.capture.uri, line: named.line };
}

function trafficOf(row: RowPlace, { joins }: CaseLines): readonly LineReference[] {
  return joins.ofSocket(row).flatMap((join) =>
    joins.rowsOf(join, mostRowsOfJoin).map((logged) => ({
      uri: join.flows.uri,
      line: join.flows.columns.line[logged]!,
    })),
  );
}
