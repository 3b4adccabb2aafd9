import { type DocumentHighlight, DocumentHighlightKind, type Position } from "vscode-languageserver-types";
import { type FieldIndex, field } from "../core/field.ts";
import type { Row } from "../core/row.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { LineReading } from "../workspace/document/evidenceDocumentBlock.ts";
import { spanRange } from "./lspRanges.ts";

/** Fields that say who or what something is, and those that have to be the same for it to be the same. */
const kinds: readonly (readonly Slot[])[] = [
  [{ at: field.sourceAddress }, { at: field.destinationAddress }],
  [
    { at: field.sourcePort, with: field.sourceAddress },
    { at: field.destinationPort, with: field.destinationAddress },
  ],
  [{ at: field.pid }, { at: field.parentPid }],
  [{ at: field.process }],
  [{ at: field.service }],
];

interface Slot {
  readonly at: FieldIndex;
  readonly with?: FieldIndex;
}

const mostHighlights = 1000;

/** The same address, endpoint (on a port), PID, process or service on other rows, as it is printed here. */
export function documentHighlights(document: EvidenceDocument, at: Position): readonly DocumentHighlight[] {
  const meant = meantAt(document, at);
  if (!meant) return [];
  const highlights: DocumentHighlight[] = [];
  for (const { first, block } of document.blocks) {
    const last = first + block.lines - 1;
    if (mostHighlights <= highlights.length || !mentions(document, first, last, meant.text)) continue;
    document.walkRows(first, last, (reading) => {
      for (const slot of meant.slots) {
        if (!isSame(reading.row, slot, meant) || !hasFields(reading)) continue;
        const { row, bytes, line } = reading;
        const { start, end } = row.placeOfField(slot.at);
        const span = { start: bytes.column(start), end: bytes.column(end) };
        highlights.push({ range: spanRange(line, span), kind: DocumentHighlightKind.Text });
      }
    });
  }
  return highlights.slice(0, mostHighlights);
}

interface Meant {
  readonly slots: readonly Slot[];
  readonly text: string;
  /** What stands beside it and belongs to it: the address of a port. */
  readonly beside: string | undefined;
}

function meantAt(document: EvidenceDocument, { line, character }: Position): Meant | undefined {
  let meant: Meant | undefined;
  document.walkRows(line, line, (reading) => {
    if (!hasFields(reading)) return;
    const { row, bytes } = reading;
    for (const slots of kinds)
      for (const slot of slots) {
        if (!row.has(slot.at)) continue;
        const { start, end } = row.placeOfField(slot.at);
        const inside = bytes.column(start) <= character && character <= bytes.column(end);
        const text = row.text(slot.at);
        if (inside && !meant && text !== undefined && text !== "")
          meant = { slots, text, beside: slot.with === undefined ? undefined : row.text(slot.with) };
      }
  });
  return meant;
}

function isSame(row: Row, slot: Slot, { text, beside }: Meant): boolean {
  return row.text(slot.at) === text && (slot.with === undefined || row.text(slot.with) === beside);
}

/** Prose leaves the fields of an earlier line in the row. */
function hasFields({ role }: LineReading): boolean {
  return role === "row" || role === "detail" || role === "part" || role === "broken" || role === "gap";
}

function mentions(document: EvidenceDocument, first: number, last: number, text: string): boolean {
  for (let line = first; line <= last; line++) if (document.line(line).includes(text)) return true;
  return false;
}
