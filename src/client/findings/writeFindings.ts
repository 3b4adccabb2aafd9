import { type TextDocument, type Uri, WorkspaceEdit, workspace } from "vscode";
import { changedPart } from "./changedPart.ts";

/** The findings' text as the editor has it, saved or not; undefined where there are none yet. */
export async function openFindings(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/**
 * Makes the findings say `text`, by an edit that can be undone. A file that had no unsaved change before is saved:
 * nobody looks at it, and the case reads the disk.
 */
export async function writeFindings(uri: Uri, text: string): Promise<void> {
  const document = await openFindings(uri);
  const edit = new WorkspaceEdit();
  if (document === undefined)
    edit.createFile(uri, { contents: Buffer.from(text, "utf8"), ignoreIfExists: true });
  else {
    const { start, end, insert } = changedPart(document.getText(), text);
    const range = document.validateRange(
      document.lineAt(0).range.with(document.positionAt(start), document.positionAt(end)),
    );
    edit.replace(uri, range, insert);
  }
  const wasDirty = document?.isDirty === true;
  if (!(await workspace.applyEdit(edit))) throw new Error("VS Code did not let the findings be changed.");
  if (!wasDirty) await (await openFindings(uri))?.save();
}
