import { Uri, WorkspaceEdit, workspace } from "vscode";
import type { Place } from "../../protocol/messages.ts";
import { isNote } from "./evidenceLanguages.ts";
import { fenceAround } from "./fenceLine.ts";

/** Edits the line that opens the block around a place; false where that is no block of a note. */
export async function editFence({ uri, line }: Place, change: (fence: string) => string): Promise<boolean> {
  const document = workspace.textDocuments.find(
    (each) => each.uri.toString() === Uri.parse(uri, true).toString(),
  );
  if (!document || !isNote(document) || document.lineCount <= line) return false;
  const fence = fenceAround((at) => document.lineAt(at).text, line);
  if (!fence) return false;
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, document.lineAt(fence.line).range, change(fence.text));
  return workspace.applyEdit(edit);
}
