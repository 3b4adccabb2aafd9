import { type CodeAction, CodeActionKind, type Range, type TextEdit } from "vscode-languageserver-types";
import { refang } from "../../core/refang.ts";
import { defang } from "../../report/defang.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import { spanRange } from "../lspRanges.ts";
import type { CodeActionAt } from "./codeActionAt.ts";
import { editedProse } from "./proseLine.ts";

const spellings = [
  {
    kind: `${CodeActionKind.Source}.defang.incidentNotes`,
    title: "Defang addresses and domains in this note's text",
    rewrite: defang,
  },
  {
    kind: `${CodeActionKind.Source}.refang.incidentNotes`,
    title: "Refang addresses and domains in this note's text",
    rewrite: refang,
  },
] as const;

/**
 * Rewrites what the analyst wrote: no block, no code and no target of a link. With lines selected those alone.
 * Looks at the whole note, so it is only done where source actions are asked for.
 */
export function proseActions(
  { document, range }: CodeActionAt,
  only: readonly string[],
): readonly CodeAction[] {
  if (document.kind !== "note") return [];
  return spellings.flatMap(({ kind, title, rewrite }): CodeAction[] => {
    if (!only.some((asked) => kind === asked || kind.startsWith(`${asked}.`))) return [];
    const edits = proseEdits(document, range, rewrite);
    return edits.length === 0 ? [] : [{ title, kind, edit: { changes: { [document.uri]: edits } } }];
  });
}

function proseEdits(document: EvidenceDocument, range: Range, rewrite: (text: string) => string): TextEdit[] {
  const { start, end } = range;
  const [first, last] = start.line === end.line ? [0, document.lineCount - 1] : [start.line, end.line];
  const edits: TextEdit[] = [];
  document.walk(first, last, ({ role, line }, reader) => {
    if (role !== "prose" || reader.inFence) return;
    const text = document.line(line);
    const newText = editedProse(text, rewrite);
    if (newText !== text) edits.push({ range: spanRange(line, { start: 0, end: text.length }), newText });
  });
  return edits;
}
