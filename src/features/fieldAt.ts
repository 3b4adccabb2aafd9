import type { Position, Range } from "vscode-languageserver-types";
import { type FieldName, fieldNames } from "../core/field.ts";
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
  const observation = document.observationAt(line);
  if (!observation) return undefined;
  let found: FieldAt | undefined;
  document.walk(line, line, ({ row, bytes }) => {
    for (const [index, name] of fieldNames.entries()) {
      if (row.from[index]! < 0) continue;
      const span = { start: bytes.column(row.from[index]!), end: bytes.column(row.to[index]!) };
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
