import type { LineSpan } from "../../core/span.ts";
import type { EvidenceDocument } from "./evidenceDocument.ts";
import type { Fence } from "./evidenceDocumentCaptures.ts";

export function linePlace(document: EvidenceDocument, line: number): LineSpan {
  return { line, start: 0, end: document.line(line).length };
}

/** The fence's first word, or the whole line where it has none. */
export function wordPlace(document: EvidenceDocument, { open, info }: Fence): LineSpan {
  const text = document.line(open);
  const start = text.toLowerCase().indexOf(info.word);
  return info.word === "" || start < 0
    ? linePlace(document, open)
    : { line: open, start, end: start + info.word.length };
}

/** The value behind `name=`, of which the last one counts. */
export function factPlace(document: EvidenceDocument, { open }: Fence, name: string): LineSpan {
  const text = document.line(open);
  const start = text.lastIndexOf(`${name}=`) + name.length + 1;
  const value = /^(?:"[^"]*"?|[^\s"]*)/.exec(text.slice(start))?.[0] ?? "";
  return { line: open, start, end: start + value.length };
}
