import type { CodeAction, Diagnostic, Range } from "vscode-languageserver-types";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import type { Sha256 } from "../../workspace/document/fenceIssues.ts";

/** Where actions are asked for. */
export interface CodeActionAt {
  readonly document: EvidenceDocument;
  readonly sha256: Sha256;
  readonly range: Range;
}

/** The actions that mend what one diagnostic says. */
export type Fixes = (at: CodeActionAt, diagnostic: Diagnostic) => readonly CodeAction[];
