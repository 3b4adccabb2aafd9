import { type FileHandle, open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type FileEntry, type Files, isPassedOver } from "../workspace/reading/files.ts";

const chunkSize = 1 << 20;
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

/** Two buffers serve the whole file: one is filled while the other is read. The reader keeps what it needs. */
async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r");
  let next: Promise<Filled> | undefined;
  try {
    const size = Math.min(chunkSize, Math.max((await file.stat()).size, 1 << 12));
    let spare = new Uint8Array(size);
    next = fill(file, new Uint8Array(size));
    for (;;) {
      const { buffer, bytesRead } = await next;
      if (bytesRead === 0) return;
      next = fill(file, spare);
      spare = buffer;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // Who stops early leaves a read under way: it must end before its file is closed.
    await next?.catch(() => {});
    await file.close();
  }
}

interface Filled {
  readonly buffer: Uint8Array<ArrayBuffer>;
  readonly bytesRead: number;
}

function fill(file: FileHandle, buffer: Uint8Array<ArrayBuffer>): Promise<Filled> {
  return file.read(buffer, 0, buffer.length, null);
}

/** A small text file's content; undefined where there is none. */
export async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
