import type { Position, Range, SelectionRange } from "vscode-languageserver-types";
import type { FieldName } from "../core/field.ts";
import type { Observation } from "../core/observation.ts";
import type { Span } from "../core/span.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { linesRange, spanRange } from "./lspRanges.ts";

/** Fields that make one thing together. */
const endpoints: readonly (readonly FieldName[])[] = [
  ["sourceAddress", "sourcePort"],
  ["destinationAddress", "destinationPort"],
  ["pid", "process"],
];

/** Field, endpoint, row, row with its details, capture, fenced block: each around the one before. */
export function selectionRanges(
  document: EvidenceDocument,
  positions: readonly Position[],
): readonly SelectionRange[] {
  return positions.map((position) => {
    const ranges = rangesAround(document, position);
    return nested(ranges) ?? { range: { start: position, end: position } };
  });
}

/** From the widest to the narrowest. */
function rangesAround(document: EvidenceDocument, { line, character }: Position): readonly Range[] {
  const ranges: Range[] = [];
  const fence = document.fences.find(({ open, close }) => open <= line && line <= close);
  const capture = document.captureAt(line);
  if (fence) ranges.push(linesRange(document, fence.open, Math.min(fence.close, document.lineCount - 1)));
  if (capture) ranges.push(linesRange(document, capture.firstLine, capture.lastLine));
  const row = document.rowOf(line);
  if (row === undefined) return ranges;
  const last = document.lastDetailOf(row);
  if (row < last) ranges.push(linesRange(document, row, last));
  if (row !== line) return [...ranges, linesRange(document, line, line)];
  const observation = document.observationAt(row);
  if (!observation) return ranges;
  const spans = [observation.text, ...fieldSpans(observation)].filter(
    ({ start, end }) => start <= character && character <= end,
  );
  const widestFirst = spans.sort((a, b) => b.end - b.start - (a.end - a.start));
  return [...ranges, ...widestFirst.map((span) => spanRange(line, span))];
}

function fieldSpans({ spans }: Observation): readonly Span[] {
  const joined = endpoints.flatMap((names) => {
    const parts = names.flatMap((name) => spans.get(name) ?? []);
    if (parts.length < 2) return [];
    const start = Math.min(...parts.map((part) => part.start));
    return [{ start, end: Math.max(...parts.map((part) => part.end)) }];
  });
  return [...joined, ...spans.values()];
}

function nested(ranges: readonly Range[]): SelectionRange | undefined {
  let around: SelectionRange | undefined;
  for (const range of ranges) {
    if (around && !isInside(range, around.range)) continue;
    around = around ? { range, parent: around } : { range };
  }
  return around;
}

function isInside(inner: Range, outer: Range): boolean {
  const starts = isNotBehind(outer.start, inner.start);
  const same = isNotBehind(inner.start, outer.start) && isNotBehind(outer.end, inner.end);
  return starts && isNotBehind(inner.end, outer.end) && !(starts && same);
}

function isNotBehind(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
