import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { contentSample } from "../workspace/captures/contentSample.ts";
import type { ScannedFile } from "../workspace/captures/scannedFile.ts";
import { packScannedFile, unpackScannedFile } from "../workspace/captures/scannedFileBytes.ts";
import type { ScanCircumstances, ScanStorage } from "../workspace/captures/scanStorage.ts";
import { type FileEntry, type Files, isSameEntry, storedFile } from "../workspace/reading/files.ts";

/** What a program reads of the same bytes may be something else in its next version: so this is its own digest. */
export function programVersion(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

export interface ScanFolderOptions {
  /** Made where it is not there. Nothing else is in it. */
  readonly folder: string;
  /** What it may hold at the most; what was not used longest goes first. */
  readonly bytes: number;
  /** Of the program: another one may read the same bytes otherwise. */
  readonly version: string;
  /** Takes one line where nothing can be kept. It is said once. */
  readonly log: (line: string) => void;
}

/** Reading a smaller file takes no longer than looking for its scan. */
const leastKept = 1 << 18;
/** A log that grows all the time is not written all the time. */
const leastGrowth = 1.25;
const extension = ".scan";
/** `length of the scan, CRC-32 of it`, before the scan. */
const headSize = 16;

/**
 * Scans in a folder, a file each, named by what was read and how. It is written beside and renamed, and checked when
 * it is read: one that is not whole, of another version or of another file is as good as none.
 */
export class ScanFolder implements ScanStorage {
  readonly #options: ScanFolderOptions;
  /** One after the other: they are large. */
  #writing: Promise<void> = Promise.resolve();
  /** Sizes of files whose scans were written, by the paths of these. */
  readonly #written = new Map<string, number>();
  #isBroken = false;

  constructor(options: ScanFolderOptions) {
    this.#options = options;
  }

  async find(entry: FileEntry, files: Files, how: ScanCircumstances): Promise<ScannedFile | undefined> {
    if (storedFile(entry).size < leastKept) return undefined;
    const path = this.#pathOf(entry, how);
    const bytes = await readChecked(path).catch(() => undefined);
    const kept = bytes && unpackScannedFile(bytes, entry.uri);
    if (!kept) return undefined;
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    const scan = { ...kept, entry: { ...kept.entry, path: entry.path } };
    return (await isStillSame(scan, entry, files)) ? { ...scan, entry } : asOther(scan, entry);
  }

  keep(file: ScannedFile, files: Files, how: ScanCircumstances): void {
    const { size } = storedFile(file.entry);
    if (this.#isBroken || file.fault || size < leastKept) return;
    const path = this.#pathOf(file.entry, how);
    const before = this.#written.get(path);
    if (before !== undefined && before <= size && size < before * leastGrowth) return;
    this.#written.set(path, size);
    this.#writing = this.#writing
      .then(() => this.#write(file, files, how))
      .catch((error) => this.#broke(error));
  }

  /** When all that was to be kept is. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #broke(error: unknown): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.log(`Scans cannot be kept for the next time, so files will be read again: ${reason}`);
  }

  #pathOf({ uri, path }: FileEntry, { formats, zoneName, key: way }: ScanCircumstances): string {
    const how = [this.#options.version, zoneName, way, ...formats.map(({ id }) => id)];
    const key = JSON.stringify([uri, path, ...how]);
    return join(this.#options.folder, createHash("sha256").update(key).digest("hex") + extension);
  }

  async #write(file: ScannedFile, files: Files, how: ScanCircumstances): Promise<void> {
    const stored = storedFile(file.entry);
    const whole = await contentSample(files, stored.uri, stored.size).catch(() => undefined);
    const now = await files.stat(stored.uri);
    if (whole === undefined || !now || now.size !== stored.size || now.changed !== stored.changed) return;
    const pieces = packScannedFile({ ...file, whole });
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    await writeChecked(this.#pathOf(file.entry, how), pieces);
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    const { folder, bytes } = this.#options;
    const kept: { readonly path: string; readonly size: number; readonly used: number }[] = [];
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const facts = await stat(path).catch(() => undefined);
      if (facts?.isFile()) kept.push({ path, size: facts.size, used: facts.mtimeMs });
    }
    let total = kept.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size, used } of kept.sort((a, b) => a.used - b.used)) {
      const isLeftOver = !path.endsWith(extension) && used < Date.now() - 3_600_000;
      if (total <= bytes && !isLeftOver) continue;
      await unlink(path).catch(() => {});
      total -= size;
    }
  }
}

async function isStillSame(kept: ScannedFile, entry: FileEntry, files: Files): Promise<boolean> {
  if (!isSameEntry(kept.entry, entry)) return false;
  const { uri, size } = storedFile(entry);
  return kept.whole === (await contentSample(files, uri, size).catch(() => undefined));
}

/** Of a file that is not what it was: who is told so compares what has grown. */
function asOther(kept: ScannedFile, entry: FileEntry): ScannedFile {
  return isSameEntry(kept.entry, entry) ? { ...kept, entry: { ...kept.entry, size: entry.size + 1 } } : kept;
}

async function writeChecked(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, "wx", 0o600);
  try {
    const head = new Uint32Array(headSize / 4);
    head[0] = pieces.reduce((sum, piece) => sum + piece.length, 0);
    for (const piece of pieces) head[1] = crc32(piece, head[1]);
    await writeAll(file, [new Uint8Array(head.buffer), ...pieces]);
    await file.sync();
  } catch (error) {
    await file.close();
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await file.close();
  await rename(temporary, path);
}

async function writeAll(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces)
    for (let at = 0; at < piece.length; ) at += (await file.write(piece, at, piece.length - at)).bytesWritten;
}

/** The scan's bytes; undefined where they are not all there, or not what was written. */
async function readChecked(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(size);
    let length = 0;
    for (let read = 1; length < size && read !== 0; length += read)
      read = (await file.read(bytes, length, size - length, length)).bytesRead;
    if (length < headSize) return undefined;
    const [expected, sum] = new Uint32Array(bytes.buffer, 0, 2);
    const scan = bytes.subarray(headSize);
    return scan.length === expected && crc32(scan) === sum ? scan : undefined;
  } finally {
    await file.close();
  }
}
