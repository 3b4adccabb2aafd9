import { type TextDocument, Uri, WorkspaceEdit, workspace } from "vscode";
import type { Place } from "../../protocol/messages.ts";
import { isNote } from "./evidenceLanguages.ts";
import { type FenceLine, fenceAround } from "./fenceLine.ts";

/** The line that opens the block around a place; undefined where that is no block of a note. */
export function fenceAt(place: Place): string | undefined {
  return find(place)?.fence.text;
}

/** Edits that line; false where there is none. */
export async function editFence(place: Place, change: (fence: string) => string): Promise<boolean> {
  const found = find(place);
  if (!found) return false;
  const { document, fence } = found;
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, document.lineAt(fence.line).range, change(fence.text));
  return workspace.applyEdit(edit);
}

function find({
  uri,
  line,
}: Place): { readonly document: TextDocument; readonly fence: FenceLine } | undefined {
  const document = workspace.textDocuments.find(
    (each) => each.uri.toString() === Uri.parse(uri, true).toString(),
  );
  if (!document || !isNote(document) || document.lineCount <= line) return undefined;
  const fence = fenceAround((at) => document.lineAt(at).text, line);
  return fence && { document, fence };
}
