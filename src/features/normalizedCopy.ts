import type { LineToNormalize } from "../report/normalize.ts";
import { normalizedCopy } from "../report/normalize.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";

/** Lines of a document as their program would have printed them, prose left out where evidence is among them. */
export function normalizedLines(document: EvidenceDocument, firstLine: number, lastLine: number): string {
  const lines: LineToNormalize[] = [];
  document.walk(firstLine, lastLine, ({ line, role, row, contentStart, bytes }) => {
    const isRest = role === "detail" && row.flaws.some(({ code }) => code === "EV016");
    lines.push({
      text: document.line(line),
      kind: role,
      contentStart: bytes.column(contentStart),
      wraps: isRest ? "at-blank" : "no",
    });
  });
  const hasEvidence = lines.some(({ kind }) => kind === "row");
  return normalizedCopy(hasEvidence ? lines.filter(({ kind }) => kind !== "prose") : lines);
}
