import { createHash } from "node:crypto";
import { evidenceRules } from "../../src/analysis/rules/evidenceRules.ts";
import type { Issue } from "../../src/core/issue.ts";
import { allFormats } from "../../src/formats/all.ts";
import { EvidenceDocument } from "../../src/workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../../src/workspace/document/evidenceDocumentIssues.ts";

/** All that an editor says of a text, as if it were captured on the last day of 2031. */
export function issuesInEditor(text: string, name: string): readonly Issue[] {
  const kind = name.endsWith(".md") ? "note" : "file";
  const latest = Date.UTC(2031, 11, 31) * 1000;
  const options = { uri: `case:/${name}`, kind, formats: allFormats, latest, zone: undefined } as const;
  const issues = new EvidenceDocumentIssues(new EvidenceDocument(text, options), evidenceRules, sha256);
  for (const _step of issues.study());
  return issues.known();
}

function sha256(parts: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
}
