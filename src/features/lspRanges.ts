import type { Range } from "vscode-languageserver-types";
import type { LineSpan, Span } from "../core/span.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";

/** LSP's range of a stretch of one line. */
export function rangeOf({ line, start, end }: LineSpan): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

export function spanRange(line: number, span: Span): Range {
  return rangeOf({ line, ...span });
}

/** Whole lines, the last one included up to its line break. */
export function linesRange(document: EvidenceDocument, firstLine: number, lastLine: number): Range {
  const end = { line: lastLine, character: document.line(lastLine).length };
  return { start: { line: firstLine, character: 0 }, end };
}
