import { FileType, RelativePattern, Uri, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type ListedFile,
  type ListFilesParams,
  type ListFilesResult,
  methods,
  type ReadFileParams,
  type ReadFileResult,
} from "../protocol/messages.ts";

const mostBytes = 64 << 20;
const mostFiles = 20_000;
const neverEvidence = "**/{node_modules,.git,.hg,.svn,.vscode,.incident}/**";

/** The server asks for what only the editor can read: files of virtual workspaces. */
export function answerFileRequests(client: LanguageClient): void {
  client.onRequest(methods.readFile, readFile);
  client.onRequest(methods.listFiles, listFiles);
}

async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult | null> {
  const file = Uri.parse(uri, true);
  const facts = await statOf(file);
  if (facts === undefined || mostBytes < facts.size) return null;
  const bytes = await workspace.fs.readFile(file);
  return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64") };
}

async function listFiles({ folder }: ListFilesParams): Promise<ListFilesResult> {
  const root = Uri.parse(folder, true);
  const isOurs = root.path.includes("/.incident/");
  const found = await workspace.findFiles(
    new RelativePattern(root, "**/*"),
    isOurs ? null : neverEvidence,
    mostFiles,
  );
  const files = await Promise.all(found.map((uri) => listedFile(root, uri)));
  return { files: files.filter((file) => file !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function listedFile(root: Uri, uri: Uri): Promise<ListedFile | undefined> {
  const facts = await statOf(uri);
  const path = uri.path.slice(root.path.replace(/\/$/, "").length + 1);
  return facts && { uri: uri.toString(), path, size: facts.size, changed: facts.mtime * 1000 };
}

async function statOf(uri: Uri) {
  try {
    const facts = await workspace.fs.stat(uri);
    return facts.type & FileType.File ? facts : undefined;
  } catch {
    return undefined;
  }
}
