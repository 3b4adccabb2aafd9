import { type FileHandle, open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ByteRange,
  type FileEntry,
  type Files,
  isPassedOver,
  type OpenedFile,
} from "../workspace/reading/files.ts";
import { filesWithArchives } from "./archives/archiveFiles.ts";
import { type ArchiveLimits, isSameLimits, usualLimits } from "./archives/archiveLimits.ts";

const chunkSize = 1 << 20;
const deepest = 32;

/** Files of this machine, and those in archives. The paths of entries are relative to `root`. */
export function nodeFiles(root: string, limits: ArchiveLimits = usualLimits): Files {
  const files: Files = {
    list: (place) => listPlace(root, fileURLToPath(place)),
    stat: (uri) => entryOf(root, fileURLToPath(uri)),
    read: (uri, range) => readChunks(fileURLToPath(uri), range),
    open: (uri) => openFile(fileURLToPath(uri)),
  };
  return filesWithArchives(files, limits);
}

/** The same files for the same folder each time: what lies in an archive is listed once. */
export function keptNodeFiles(): (root: string, limits: ArchiveLimits) => Files {
  const kept = new Map<string, { readonly limits: ArchiveLimits; readonly files: Files }>();
  return (root, limits) => {
    const known = kept.get(root);
    if (known && isSameLimits(known.limits, limits)) return known.files;
    const files = nodeFiles(root, limits);
    kept.set(root, { limits, files });
    return files;
  };
}

async function* listPlace(root: string, path: string): AsyncGenerator<FileEntry> {
  const file = await entryOf(root, path);
  if (file) yield file;
  else yield* listFolder(root, path, 0);
}

async function openFile(path: string): Promise<OpenedFile | undefined> {
  const file = await open(path, "r").catch(() => undefined);
  return (
    file && {
      read: async (offset, buffer) => (await file.read(buffer, 0, buffer.length, offset)).bytesRead,
      close: () => file.close(),
    }
  );
}

async function* listFolder(root: string, folder: string, depth: number): AsyncGenerator<FileEntry> {
  const names = await readdir(folder, { withFileTypes: true }).catch(codeOf);
  if (!Array.isArray(names)) {
    if (names !== "ENOENT") yield unlisted(root, folder, names);
    return;
  }
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

/** Stands for the files of a folder, which nobody knows. */
function unlisted(root: string, folder: string, code: string): FileEntry {
  const [uri, path] = [pathToFileURL(folder).href, pathIn(root, folder)];
  return {
    uri,
    path,
    size: 0,
    changed: 0,
    fault: { code: "EV025", sentence: `The folder could not be listed (${code})` },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function pathIn(root: string, path: string): string {
  const relativePath = relative(root, path).split(sep).join("/");
  return relativePath === "" ? path : relativePath;
}

async function entryOf(root: string, path: string): Promise<FileEntry | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  return {
    uri: pathToFileURL(path).href,
    path: pathIn(root, path),
    size: facts.size,
    changed: Math.floor(facts.mtimeMs * 1000),
  };
}

/** Two buffers serve the whole file: one is filled while the other is read. The reader keeps what it needs. */
async function* readChunks(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r");
  const { from = 0, to = Number.POSITIVE_INFINITY } = range ?? {};
  let next: Promise<Filled> | undefined;
  try {
    const size = Math.min(chunkSize, Math.max(Math.min((await file.stat()).size, to) - from, 1 << 12));
    let spare = new Uint8Array(size);
    let at = from;
    next = fill(file, new Uint8Array(size), at);
    while (at < to) {
      const { buffer, bytesRead } = await next;
      if (bytesRead === 0) return;
      const wanted = Math.min(bytesRead, to - at);
      at += bytesRead;
      next = fill(file, spare, at);
      // Who takes the next chunk is told of a failure. Until then it must not end the process.
      next.catch(() => {});
      spare = buffer;
      yield buffer.subarray(0, wanted);
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

function fill(file: FileHandle, buffer: Uint8Array<ArrayBuffer>, at: number): Promise<Filled> {
  return file.read(buffer, 0, buffer.length, at);
}

/** A small text file's content; undefined where there is none. */
export async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
