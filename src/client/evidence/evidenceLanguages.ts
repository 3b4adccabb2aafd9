import type { TextDocument } from "vscode";
import { families } from "../../core/format.ts";

/** Ids of the languages whose documents are evidence as a whole: never edited, never inserted into. */
export const evidenceLanguages: readonly string[] = families;

export function isEvidence(document: TextDocument): boolean {
  return evidenceLanguages.includes(document.languageId);
}

export function isNote(document: TextDocument): boolean {
  return document.languageId === "markdown";
}
