import { type FileHandle, open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type FileEntry, type Files, isPassedOver } from "../workspace/reading/files.ts";

const chunkSize = 4 << 20;
const deepest = 32;

/** Files of this machine. The paths of entries are relative to `root`. */
export function nodeFiles(root: string): Files {
  return {
    list: (folder) => listFolder(root, fileURLToPath(folder), 0),
    stat: (uri) => entryOf(root, fileURLToPath(uri)),
    read: (uri) => readChunks(fileURLToPath(uri)),
  };
}

async function* listFolder(root: string, folder: string, depth: number): AsyncGenerator<FileEntry> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const name of names) {
    const path = join(folder, name.name);
    // Links are not followed: they may lead out of the case, or round in a circle.
    if (name.isDirectory() && depth < deepest && !isPassedOver(name.name))
      yield* listFolder(root, path, depth + 1);
    if (!name.isFile()) continue;
    const entry = await entryOf(root, path);
    if (entry) yield entry;
  }
}

async function entryOf(root: string, path: string): Promise<FileEntry | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  const relativePath = relative(root, path).split(sep).join("/");
  return {
    uri: pathToFileURL(path).href,
    path: relativePath === "" ? path : relativePath,
    size: facts.size,
    changed: Math.floor(facts.mtimeMs * 1000),
  };
}

/** One buffer serves the whole file: the reader keeps what it needs. */
async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const size = (await file.stat()).size;
    const buffer = new Uint8Array(Math.min(chunkSize, Math.max(size, 1 << 12)));
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file?.close();
  }
}

/** A small text file's content; undefined where there is none. */
export async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
