import { type ArchiveKind, archiveHead, archiveKindOf, mayBeArchive } from "../../core/archiveKind.ts";
import { unescaped } from "../../core/unescaped.ts";
import type { ByteRange, FileEntry, Files } from "../../workspace/reading/files.ts";
import { isSameEntry } from "../../workspace/reading/files.ts";
import type { ArchiveLimits } from "./archiveLimits.ts";
import { ByteQueue } from "./byteQueue.ts";
import type { OpenedArchive } from "./openedArchive.ts";

/** Files, and in place of each archive among them the files that lie in it. */
export function filesWithArchives(files: Files, limits: ArchiveLimits): Files {
  const archives = new Archives(files, limits);
  return {
    list: (place) => archives.list(place),
    stat: (uri) => archives.stat(uri),
    read: (uri, range) => archives.read(uri, range),
    // What lies in an archive can only be read from its beginning.
    open: async (uri) => files.open?.(uri),
  };
}

interface Known {
  readonly entry: FileEntry;
  readonly kind: ArchiveKind | undefined;
  opened?: Promise<OpenedArchive>;
}

/** Where a uri leads into an archive. */
interface Within {
  readonly archive: OpenedArchive;
  readonly path: string;
}

class Archives {
  readonly #files: Files;
  readonly #limits: ArchiveLimits;
  readonly #known = new Map<string, Known>();

  constructor(files: Files, limits: ArchiveLimits) {
    this.#files = files;
    this.#limits = limits;
  }

  async *list(place: string): AsyncGenerator<FileEntry> {
    const within = (await this.#files.stat(place)) ? undefined : await this.#within(place);
    if (within) return yield* entriesBelow(within);
    for await (const entry of this.#files.list(place)) {
      const archive = await this.#archiveOf(entry);
      if (archive) yield* archive.entries();
      else yield entry;
    }
  }

  async stat(uri: string): Promise<FileEntry | undefined> {
    const entry = await this.#files.stat(uri);
    if (entry) return (await this.#kindOf(entry)) ? { ...entry, isArchive: true } : entry;
    const within = await this.#within(uri);
    return within?.archive.entryOf(within.path);
  }

  async *read(uri: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const within = (await this.#files.stat(uri)) ? undefined : await this.#within(uri);
    if (!within) return yield* this.#files.read(uri, range);
    yield* ranged(within.archive.read(within.path), range);
  }

  /** The archive above a uri at which no file lies. */
  async #within(uri: string): Promise<Within | undefined> {
    for (
      let end = uri.lastIndexOf("/");
      0 < end && uri[end - 1] !== "/";
      end = uri.lastIndexOf("/", end - 1)
    ) {
      const entry = await this.#files.stat(uri.slice(0, end));
      if (!entry) continue;
      const archive = await this.#archiveOf(entry);
      const path = uri.slice(end + 1);
      return archive && { archive, path: unescaped(path) ?? path };
    }
    return undefined;
  }

  async #archiveOf(entry: FileEntry): Promise<OpenedArchive | undefined> {
    const kind = await this.#kindOf(entry);
    const known = this.#known.get(entry.uri);
    if (!kind || !known) return undefined;
    known.opened ??= this.#open(entry, kind);
    return known.opened;
  }

  async #kindOf(entry: FileEntry): Promise<ArchiveKind | undefined> {
    const known = this.#known.get(entry.uri);
    if (known && isSameEntry(known.entry, entry)) return known.kind;
    const kind = mayBeArchive(entry.path) ? archiveKindOf(await this.#head(entry.uri)) : undefined;
    this.#known.set(entry.uri, { entry, kind });
    return kind;
  }

  async #head(uri: string): Promise<Uint8Array> {
    const queue = new ByteQueue(this.#files.read(uri, { from: 0, to: archiveHead }));
    // Where it cannot be read, whoever reads it will be told.
    const head = await queue.take(archiveHead).catch(() => new Uint8Array(0));
    await queue.close();
    return head;
  }

  /** What it takes to read archives is loaded with the first one. */
  async #open(entry: FileEntry, kind: ArchiveKind): Promise<OpenedArchive> {
    const { OpenedArchive } = await import("./openedArchive.ts");
    const { uri, path, size, changed } = entry;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const packed = { name, size, changed, read: (range?: ByteRange) => this.#files.read(uri, range) };
    return new OpenedArchive(entry, packed, kind, this.#limits);
  }
}

async function* entriesBelow({ archive, path }: Within): AsyncGenerator<FileEntry> {
  const place = `${archive.stored.path}/${path}`.replace(/\/$/, "");
  for await (const entry of archive.entries())
    if (entry.path === place || entry.path.startsWith(`${place}/`)) yield entry;
}

async function* ranged(
  chunks: AsyncIterable<Uint8Array>,
  { from, to = Number.POSITIVE_INFINITY }: ByteRange = { from: 0 },
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += chunk.length;
    if (0 < piece.length) yield piece;
    if (to <= at) return;
  }
}
