import { realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeFiles } from "../node/nodeFiles.ts";
import type { FileEntry, Files } from "../workspace/reading/files.ts";
import type { Terminal } from "./terminal.ts";

/** The files that a call names, itself or by their folder. */
export interface Inputs {
  /** What paths are relative to: the folder named, or that of the first file. */
  readonly root: string;
  readonly files: Files;
  readonly entries: readonly FileEntry[];
}

/** Undefined after saying which path cannot be read. */
export async function inputsOf(paths: readonly string[], terminal: Terminal): Promise<Inputs | undefined> {
  const found: { readonly path: string; readonly isFolder: boolean }[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch(() => undefined);
    if (!facts || !(facts.isFile() || facts.isDirectory())) {
      terminal.say(`incident-notes: ${path}: there is no such file or folder, or it cannot be read.`);
      return undefined;
    }
    found.push({ path: await realpath(resolve(path)), isFolder: facts.isDirectory() });
  }
  const [first] = found;
  if (!first) return undefined;
  const root = first.isFolder ? first.path : dirname(first.path);
  const files = nodeFiles(root);
  return { root, files, entries: await entriesOf(files, found) };
}

async function entriesOf(
  files: Files,
  found: readonly { readonly path: string; readonly isFolder: boolean }[],
): Promise<readonly FileEntry[]> {
  const entries = new Map<string, FileEntry>();
  for (const { path, isFolder } of found) {
    const uri = pathToFileURL(path).href;
    if (isFolder) for await (const entry of files.list(uri)) entries.set(entry.uri, entry);
    const entry = isFolder ? undefined : await files.stat(uri);
    if (entry) entries.set(entry.uri, entry);
  }
  return [...entries.values()];
}
