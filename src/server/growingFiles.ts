import { type FileEntry, type Files, isSameEntry, storedFile } from "../workspace/reading/files.ts";

/** A file that was changed in this time may be growing. */
const recentMs = 10 * 60_000;
/** Between two looks at them, and how many are looked at. */
const pauseMs = 3000;
const mostFiles = 50;

export interface GrowingFilesOptions {
  /** The files of the case as they were read. */
  readonly entries: () => Iterable<FileEntry>;
  readonly filesFor: (uri: string) => Files;
  readonly changed: (uris: readonly string[]) => void;
}

/**
 * Looks now and then at files that others write to: an editor watches its folders, but hears nothing of files outside
 * of them, and little of drives in the network. What has rested for a while is not looked at.
 */
export class GrowingFiles {
  readonly #options: GrowingFilesOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: GrowingFilesOptions) {
    this.#options = options;
  }

  /** After a reading: looks again in a while, where there is something to look at. */
  watch(): void {
    clearTimeout(this.#timer);
    const growing = this.#growing();
    if (growing.length === 0) return;
    this.#timer = setTimeout(() => void this.#look(growing).catch(() => this.watch()), pauseMs);
    this.#timer.unref?.();
  }

  #growing(): readonly FileEntry[] {
    const since = (Date.now() - recentMs) * 1000;
    const files = new Map<string, FileEntry>();
    for (const entry of this.#options.entries()) {
      const { uri, changed } = storedFile(entry);
      if (since < changed && uri.startsWith("file:") && files.size < mostFiles) files.set(uri, entry);
    }
    return [...files.values()];
  }

  async #look(growing: readonly FileEntry[]): Promise<void> {
    const { filesFor, changed } = this.#options;
    const news: string[] = [];
    for (const entry of growing) {
      const { uri } = storedFile(entry);
      const now = await filesFor(uri).stat(uri);
      if (now && !isSameStored(entry, now)) news.push(uri);
    }
    if (0 < news.length) changed(news);
    else this.watch();
  }
}

function isSameStored(entry: FileEntry, now: FileEntry): boolean {
  const stored = storedFile(entry);
  return isSameEntry({ ...now, ...stored }, now);
}
