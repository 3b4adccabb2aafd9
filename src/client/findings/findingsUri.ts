import { Uri } from "vscode";
import { caseFolder } from "../caseFolder.ts";
import { findingsFile } from "../settings.ts";

/** The findings of the case; a setting that leads out of the case counts as none. */
export function findingsUri(of?: Uri): Uri | undefined {
  const folder = caseFolder(of);
  if (folder === undefined) return undefined;
  const uri = Uri.joinPath(folder.uri, findingsFile());
  const root = folder.uri.path.endsWith("/") ? folder.uri.path : `${folder.uri.path}/`;
  return uri.path.startsWith(root) ? uri : Uri.joinPath(folder.uri, "findings.md");
}
