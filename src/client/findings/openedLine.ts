import { Uri, workspace } from "vscode";
import { revealId } from "../trees/treeCommands.ts";
import type { LinkedLine } from "./previewLinks.ts";

/** The command that opens a line a page links to, relative to a folder. A link that leads out of the case is none. */
export function openedLine(folder: Uri, { path, line }: LinkedLine): string | undefined {
  const uri = Uri.joinPath(folder, path);
  if (!workspace.getWorkspaceFolder(uri)) return undefined;
  return `command:${revealId}?${encodeURIComponent(JSON.stringify([{ uri: uri.toString(), line }]))}`;
}
