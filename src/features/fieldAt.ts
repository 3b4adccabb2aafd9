import type { Position, Range } from "vscode-languageserver-types";
import { type FieldName, field, fieldNames } from "../core/field.ts";
import type { Observation } from "../core/observation.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { spanRange } from "./lspRanges.ts";

/** A field under the cursor, and what its row says. */
export interface FieldAt {
  readonly name: FieldName;
  /** As it stands in the line. */
  readonly text: string;
  readonly range: Range;
  /** Of the row that the line belongs to. */
  readonly observation: Observation;
}

/** The field at a place, the narrowest of several. Lines that add to a row have fields too. */
export function fieldAt(document: EvidenceDocument, { line, character }: Position): FieldAt | undefined {
  const row = document.rowOf(line);
  if (row === undefined) return undefined;
  const observations = document.observations(row, row);
  let found: FieldAt | undefined;
  // A line of a document in one line has many rows, each with fields of its own.
  let ofLine = 0;
  document.walkRows(line, line, ({ row, bytes }) => {
    const observation = observations[ofLine++] ?? observations[0]!;
    for (const name of fieldNames) {
      const index = field[name];
      if (!row.has(index)) continue;
      const place = row.placeOfField(index);
      const span = { start: bytes.column(place.start), end: bytes.column(place.end) };
      if (character < span.start || span.end < character || span.start === span.end) continue;
      const range = spanRange(line, span);
      if (found && widthOf(found.range) <= widthOf(range)) continue;
      found = { name, text: document.slice(line, span), range, observation };
    }
  });
  return found;
}

function widthOf({ start, end }: Range): number {
  return end.character - start.character;
}

/** Which end of a connection a field belongs to. */
export function endOfField(name: FieldName): "source" | "destination" | undefined {
  if (name === "sourceAddress" || name === "sourcePort") return "source";
  return name === "destinationAddress" || name === "destinationPort" ? "destination" : undefined;
}
