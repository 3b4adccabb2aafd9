import { type Uri, type WorkspaceFolder, window, workspace } from "vscode";

/** The folder of the case that a file belongs to; without a file, the one the analyst looks at. */
export function caseFolder(of?: Uri): WorkspaceFolder | undefined {
  const uris = [of, window.activeTextEditor?.document.uri].filter((uri) => uri !== undefined);
  return (
    uris.map((uri) => workspace.getWorkspaceFolder(uri)).find((folder) => folder !== undefined) ??
    workspace.workspaceFolders?.[0]
  );
}

/** Its path, where it is a folder of this machine: the ledger is kept there and nowhere else. */
export function localCaseFolder(of?: Uri): string | undefined {
  const uri = caseFolder(of)?.uri;
  return uri?.scheme === "file" ? uri.fsPath : undefined;
}
