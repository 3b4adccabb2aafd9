/** One file that may hold evidence. */
export interface FileEntry {
  readonly uri: string;
  /** Path relative to the case, with slashes. */
  readonly path: string;
  readonly size: number;
  /** Microseconds since 1970 of its last change. */
  readonly changed: number;
}

/** Stops long work between two chunks. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** The one interface to the world outside: floors below the hosts read files through it and in no other way. */
export interface Files {
  /** The files below a folder, in the order of their paths; folders that never hold evidence are passed over. */
  list(folder: string): AsyncIterable<FileEntry>;
  /** What is at a uri now; undefined where there is no file. */
  stat(uri: string): Promise<FileEntry | undefined>;
  /** The file's bytes in chunks; a chunk is valid until the next one is asked for. */
  read(uri: string): AsyncIterable<Uint8Array>;
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
