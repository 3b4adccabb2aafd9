import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
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
  const found: string[] = [];
  let root: string | undefined;
  for (const path of paths) {
    const place = await placeOf(resolve(path));
    if (!place) {
      terminal.say(`incident-notes: ${path}: there is no such file or folder, or it cannot be read.`);
      return undefined;
    }
    found.push(place.path);
    root ??= place.folder;
  }
  if (root === undefined) return undefined;
  const files = nodeFiles(root);
  const entries = new Map<string, FileEntry>();
  for (const path of found) {
    const before = entries.size;
    for await (const entry of files.list(pathToFileURL(path).href)) entries.set(entry.uri, entry);
    if (before < entries.size || (await isFolder(path))) continue;
    terminal.say(`incident-notes: ${path}: no such file is in the archive, or none that is read.`);
    return undefined;
  }
  return { root, files, entries: [...entries.values()] };
}

interface Place {
  readonly path: string;
  /** What its own path is relative to. */
  readonly folder: string;
}

/** A file, a folder, or a path that goes on within an archive. */
async function placeOf(path: string, within: readonly string[] = []): Promise<Place | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile() || (facts?.isDirectory() && within.length === 0)) {
    const real = await realpath(path);
    return { path: join(real, ...within), folder: facts.isFile() ? dirname(real) : real };
  }
  const above = dirname(path);
  return facts || above === path ? undefined : placeOf(above, [basename(path), ...within]);
}

async function isFolder(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  return facts?.isDirectory() === true;
}
