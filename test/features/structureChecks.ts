import { createHash } from "node:crypto";
import type { DocumentSymbol, Position, SelectionRange } from "vscode-languageserver-types";
import { evidenceRules } from "../../src/analysis/rules/evidenceRules.ts";
import { type Issue, severityOf } from "../../src/core/issue.ts";
import { documentHighlights } from "../../src/features/documentHighlights.ts";
import { documentSymbols } from "../../src/features/documentSymbols.ts";
import { foldedIssues } from "../../src/features/foldedIssues.ts";
import { foldingRanges } from "../../src/features/foldingRanges.ts";
import { tokenModifiers, tokenTypes } from "../../src/features/lineTokens.ts";
import { rangeOf } from "../../src/features/lspRanges.ts";
import { selectionRanges } from "../../src/features/selectionRanges.ts";
import { DocumentTokens } from "../../src/features/semanticTokens.ts";
import { allFormats } from "../../src/formats/all.ts";
import { EvidenceDocument } from "../../src/workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../../src/workspace/document/evidenceDocumentIssues.ts";
import { annotated } from "./annotated.ts";
import { changed } from "./memoryFiles.ts";
import type { FeaturePage, PageDocument } from "./page.ts";

export function readDocument({ uri, languageId, text }: PageDocument): EvidenceDocument {
  const kind = languageId === "markdown" ? "note" : "file";
  return new EvidenceDocument(text, { uri, kind, formats: allFormats, latest: changed, zone: undefined });
}

export function issuesOf(document: EvidenceDocument): readonly Issue[] {
  const issues = new EvidenceDocumentIssues(document, evidenceRules, sha256);
  for (const _step of issues.study());
  return foldedIssues(document, issues.known());
}

export function diagnostics({ documents: [first] }: FeaturePage): string {
  const notes = issuesOf(readDocument(first)).map(({ code, place, message, related = [] }) => ({
    range: rangeOf(place),
    text: [
      `${severityOf(code)} ${code} ${message}`,
      ...related.map((other) => `(line ${other.place.line + 1}: ${other.message})`),
    ].join(" "),
  }));
  return annotated(first.text, notes);
}

export function sha256(parts: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
}

export function tokens({ documents: [first] }: FeaturePage): string {
  const known = { pids: new Set<number>(), addresses: new Set<string>() };
  const { data } = new DocumentTokens(readDocument(first)).full(known);
  let [line, character] = [0, 0];
  const notes = [];
  for (let i = 0; i < data.length; i += 5) {
    const [deltaLine, delta, length, type, modifiers] = data.slice(i, i + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    character = deltaLine === 0 ? character + delta : delta;
    line += deltaLine;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const names = tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    notes.push({ range, text: [tokenTypes[type], ...names].join(".") });
  }
  return annotated(first.text, notes);
}

export function folds({ documents: [first] }: FeaturePage): string {
  const lines = first.text.split("\n");
  return foldingRanges(readDocument(first), 5000)
    .map(({ startLine, endLine }) => `${startLine + 1}-${endLine + 1} ${lines[startLine]?.trim()}`)
    .join("\n");
}

export function symbols({ documents: [first] }: FeaturePage): string {
  const write = (list: readonly DocumentSymbol[], indent: string): readonly string[] =>
    list.flatMap(({ name, detail = "", range, children = [] }) => {
      const place = `${range.start.line + 1}-${range.end.line + 1}`;
      return [`${indent}${name} · ${detail} · ${place}`, ...write(children, `${indent}  `)];
    });
  return write(documentSymbols(readDocument(first)), "").join("\n");
}

export function selections({ documents: [first], cursor }: FeaturePage): string {
  const lines = first.text.split("\n");
  const texts: string[] = [];
  const at: Position = cursor ?? { line: 0, character: 0 };
  let selection: SelectionRange | undefined = selectionRanges(readDocument(first), [at])[0];
  for (; selection; selection = selection.parent) {
    const { start, end } = selection.range;
    const one = lines[start.line]!.slice(start.character, end.character);
    texts.push(start.line === end.line ? one : `lines ${start.line + 1}-${end.line + 1}`);
  }
  return texts.join("\n");
}

export function highlights({ documents: [first], cursor }: FeaturePage): string {
  const at: Position = cursor ?? { line: 0, character: 0 };
  const found = documentHighlights(readDocument(first), at);
  return annotated(
    first.text,
    found.map(({ range }) => ({ range, text: "" })),
  );
}
