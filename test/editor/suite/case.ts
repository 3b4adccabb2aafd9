import { join } from "node:path";
import { type Extension, extensions, type TextDocument, Uri, window, workspace } from "vscode";

/** The installed extension. */
export function incidentNotes(): Extension<unknown> {
  const extension = extensions.getExtension("incident-notes.incident-notes");
  if (extension === undefined) throw new Error("The extension is not installed.");
  return extension;
}

export async function activateExtension(): Promise<void> {
  await incidentNotes().activate();
}

/** Path of a file in this run's copy of the sample case. */
export function inCase(...path: string[]): string {
  return join(workspace.workspaceFolders![0]!.uri.fsPath, ...path);
}

/** Opens a file of the sample case in an editor. */
export async function openEvidence(...path: string[]): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.file(inCase(...path)));
  await window.showTextDocument(document);
  return document;
}
