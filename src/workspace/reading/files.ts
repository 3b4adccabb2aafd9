import type { Fault } from "./readingFault.ts";

/** One file that may hold evidence: a file on the disk, or one within an archive. */
export interface FileEntry {
  readonly uri: string;
  /** Path relative to the case, with slashes; within an archive it goes on: `logs.zip/dir/fw.log`. */
  readonly path: string;
  /** Bytes; within an archive as the archive says, or about so many. */
  readonly size: number;
  /** Microseconds since 1970 of its last change. */
  readonly changed: number;
  /** The archive that it lies in. */
  readonly archive?: StoredFile;
  /** Whether it is one itself: it is no evidence, but what lies in it may be. */
  readonly isArchive?: true;
  /** Why it cannot be read. */
  readonly fault?: Fault;
}

/** A file as it was collected and lies on the disk. */
export type StoredFile = Pick<FileEntry, "uri" | "path" | "size" | "changed">;

/** What was collected: the archive, or the file itself. Its bytes are what a ledger's hash is of. */
export function storedFile(entry: FileEntry): StoredFile {
  return entry.archive ?? entry;
}

/** Whether an entry is still what it was. */
export function isSameEntry(a: FileEntry, b: FileEntry): boolean {
  const [from, to] = [storedFile(a), storedFile(b)];
  return a.size === b.size && a.changed === b.changed && from.size === to.size && from.changed === to.changed;
}

/** Bytes `[from, to)` of a file; to its end without `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to?: number;
}

/** Stops long work between two chunks. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** The one interface to the world outside: floors below the hosts read files through it and in no other way. */
export interface Files {
  /**
   * The files below a folder, in the order of their paths; folders that never hold evidence are passed over.
   * A file gives itself, an archive what lies in it.
   */
  list(place: string): AsyncIterable<FileEntry>;
  /** What is at a uri now; undefined where there is no file. */
  stat(uri: string): Promise<FileEntry | undefined>;
  /**
   * The file's bytes in chunks; a chunk is valid until the next one is asked for. Of an archive the bytes as they
   * lie on the disk, of what lies in it the unpacked ones. Throws a `ReadingFault` behind what could be read.
   */
  read(uri: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** A file that can be read from any place; undefined or absent where it can only be read from its beginning. */
  open?(uri: string): Promise<OpenedFile | undefined>;
}

/** A file of which parts are read. */
export interface OpenedFile {
  /** Fills the buffer from an offset on, and says how many bytes there were: 0 behind the end. */
  read(offset: number, buffer: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** Folders of tools, never of evidence. `.incident` is our own. */
const foldersPassedOver: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  ".vscode",
  ".incident",
]);

/** Whether a path with slashes, or one name of it, leads into a folder that never holds evidence. */
export function isPassedOver(path: string): boolean {
  return path.split("/").some((name) => foldersPassedOver.has(name));
}
