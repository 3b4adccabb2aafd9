import { type TextEditor, window } from "vscode";
import { blockInsertion } from "./evidence/blockInsertion.ts";
import { isNote } from "./evidence/evidenceLanguages.ts";

/** The note the analyst is writing in, if any. Into evidence nothing is ever inserted. */
export function noteInView(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor && isNote(editor.document) ? editor : undefined;
}

/** Puts a block at the cursor, on lines of its own. */
export async function insertBlock(editor: TextEditor, block: string): Promise<void> {
  const { selection, document } = editor;
  const before = document.lineAt(selection.start.line).text.slice(0, selection.start.character);
  const after = document.lineAt(selection.end.line).text.slice(selection.end.character);
  await editor.edit((edit) => edit.replace(selection, blockInsertion(before, block, after)));
}
