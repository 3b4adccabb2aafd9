import type { CaseView } from "../../core/caseView.ts";
import type { Format } from "../../core/format.ts";
import { putUtf8 } from "../../core/lineBytes.ts";
import type { Zone } from "../../core/zone.ts";
import { rescanInParts } from "../captures/rescan.ts";
import { scanFile } from "../captures/scan.ts";
import { isOfInterest, type ScannedFile } from "../captures/scannedFile.ts";
import type { ScanStorage } from "../captures/scanStorage.ts";
import { type LoadedLists, noLists } from "../indicators/loadIndicators.ts";
import { type LoadedDatabases, noDatabases } from "../places/addressPlaces.ts";
import { type Cancellation, type FileEntry, type Files, isSameEntry, storedFile } from "../reading/files.ts";
import type { ReadingWay } from "../reading/readingBook.ts";
import type { Fault } from "../reading/readingFault.ts";
import { leastTold, type ReadingWatch, watchedChunks } from "../reading/readingWatch.ts";
import { CaseLines } from "./caseLines.ts";
import type { CaseReading } from "./caseReading.ts";
import { type ViewedCase, viewCase, viewCaseInSteps } from "./loadCase.ts";

export interface CaseStoreOptions {
  readonly formats: readonly Format[];
  readonly zone?: Zone;
  /** The same as the analyst named it. */
  readonly zoneName?: string;
  /** Where scans are kept from one run to the next. */
  readonly storage?: ScanStorage;
  /** Whether a file may be evidence, by its path in the case. */
  readonly wanted: (path: string) => boolean;
  /** How a document is read, by what the analyst said of it; in any of the formats where that is nothing. */
  readonly way?: (uri: string) => ReadingWay;
  /** Values that the case is compared with. */
  readonly lists?: LoadedLists;
  /** What says where addresses are, and whose. */
  readonly databases?: LoadedDatabases;
  /** Hands on a file's bytes so that others have their turn between them. */
  readonly paced?: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Called between two steps of joining; gives others their turn where it is time. */
  readonly pause?: () => Promise<void> | undefined;
}

/** What the store has come to. */
export interface CaseSnapshot {
  readonly reading: CaseReading;
  readonly view: CaseView;
  readonly lines: CaseLines;
}

export const emptySnapshot: CaseSnapshot = snapshotOf(viewCase([]));

function snapshotOf({ reading, view }: ViewedCase): CaseSnapshot {
  return { reading, view, lines: new CaseLines(reading, view) };
}

/** A text that stands for a file as long as the editor has it open. */
interface OpenText {
  readonly entry: FileEntry;
  readonly text: string;
}

interface KnownFile {
  readonly entry: FileEntry;
  /** Undefined for a file that is no text. */
  readonly scanned: ScannedFile | undefined;
  readonly extent: "whole" | "part";
}

/** A file that is yet to be read, or read again. */
interface DueFile {
  readonly entry: FileEntry;
  readonly files: Files;
}

/**
 * Holds the case while it is edited and grows. `look` and `lookAt` say what is there, `read` scans what has changed,
 * `snapshot` joins it all again. A file that has not changed is not read twice.
 */
export class CaseStore {
  #options: CaseStoreOptions;
  readonly #files = new Map<string, KnownFile>();
  readonly #due = new Map<string, DueFile>();
  readonly #open = new Map<string, OpenText>();
  readonly #openScans = new Map<
    string,
    { readonly text: OpenText; readonly scanned: ScannedFile | undefined }
  >();
  #snapshot = emptySnapshot;
  /** The files that the snapshot was joined of. */
  #joined: readonly ScannedFile[] = [];
  #lists = noLists;
  #databases = noDatabases;

  constructor(options: CaseStoreOptions) {
    this.#options = options;
  }

  /** Everything is read anew under these circumstances. */
  reconsider(options: CaseStoreOptions): void {
    this.#options = options;
    this.#files.clear();
    this.#due.clear();
    this.#openScans.clear();
  }

  /** The case is compared with other lists and databases from now on; nothing is read again. */
  compareWith(lists: LoadedLists, databases: LoadedDatabases): void {
    this.#options = { ...this.#options, lists, databases };
  }

  /** A document is read in another format from now on; its file has to be looked at again. */
  reread(uri: string): void {
    this.#forget(uri);
    this.#openScans.delete(uri);
  }

  /** Says what the editor has open in place of a file; undefined where it is closed. */
  setOpen(entry: FileEntry, text: string | undefined): void {
    if (text === undefined) {
      this.#open.delete(entry.uri);
      this.#openScans.delete(entry.uri);
    } else this.#open.set(entry.uri, { entry, text });
  }

  /** Looks at a folder: finds its new and changed files, forgets those that are gone. */
  async look(folder: string, files: Files, watch: ReadingWatch): Promise<void> {
    const seen = new Set<string>();
    for await (const entry of files.list(folder)) {
      if (watch.isCancellationRequested || watch.isStopped) return;
      if (!this.#options.wanted(entry.path)) continue;
      seen.add(entry.uri);
      this.#met(entry, files);
      // Nobody knows what is below a folder that cannot be listed: what was read of it stays.
      if (entry.fault?.code === "EV025") for (const uri of this.#below(entry.uri)) seen.add(uri);
    }
    for (const uri of this.#below(folder)) if (!seen.has(uri)) this.#forget(uri);
  }

  /** Looks at one file that was created, changed or deleted; at an archive as at a folder. */
  async lookAt(uri: string, files: Files): Promise<void> {
    const entry = await files.stat(uri);
    if (!entry || entry.isArchive || !this.#options.wanted(entry.path)) this.#forget(uri);
    else this.#met(entry, files);
  }

  /** Forgets a folder that is no longer of the case. */
  leave(folder: string): void {
    for (const uri of this.#below(folder)) this.#forget(uri);
  }

  /** The files that were read, as they were then. */
  get entries(): readonly FileEntry[] {
    return [...this.#files.values()].map(({ entry }) => entry);
  }

  /** Bytes that are yet to be read. */
  get dueBytes(): number {
    return [...this.#due.values()].reduce((sum, { entry }) => sum + entry.size, 0);
  }

  /**
   * Reads what has changed, small files first, and comes back after each, and after parts of large ones: what is
   * known then can be shown. Where it is stopped, what was read is kept; where it is cancelled, all has to be looked at again.
   */
  async *read(watch: ReadingWatch): AsyncGenerator<void> {
    const due = inOrderOfSize([...this.#due.values()]);
    this.#due.clear();
    for (const file of due) {
      if (watch.isCancellationRequested) return;
      if (watch.isStopped && file.entry.size < leastTold) continue;
      yield* this.#read(file, watch);
    }
  }

  /**
   * The case as it is now; the one before where this is cancelled. Scans open texts that were edited, and joins
   * nothing again where no evidence has changed.
   */
  async snapshot(cancellation: Cancellation): Promise<CaseSnapshot> {
    const files = await this.#scannedFiles(cancellation);
    const { lists = noLists, databases = noDatabases } = this.#options;
    const isCompared = lists.key === this.#lists.key && databases.key === this.#databases.key;
    if (isCompared && isSameList(files, this.#joined)) return this.#snapshot;
    const comparisons = { lists: lists.book, databases: databases.databases };
    for (
      const steps = viewCaseInSteps(files, this.#options.formats, comparisons);
      !cancellation.isCancellationRequested;
    ) {
      const step = steps.next();
      if (step.done) {
        this.#snapshot = snapshotOf(step.value);
        this.#joined = files;
        this.#lists = lists;
        this.#databases = databases;
        break;
      }
      await this.#options.pause?.();
    }
    return this.#snapshot;
  }

  /** Faults that another try may not meet are met with another try. */
  #met(entry: FileEntry, files: Files): void {
    const known = this.#files.get(entry.uri);
    const isKnown =
      known?.extent === "whole" && isSameEntry(known.entry, entry) && known.scanned?.fault?.code !== "EV025";
    if (!isKnown) this.#due.set(entry.uri, { entry, files });
  }

  #forget(uri: string): void {
    this.#files.delete(uri);
    this.#due.delete(uri);
  }

  #below(folder: string): readonly string[] {
    const prefix = folder.endsWith("/") ? folder : `${folder}/`;
    return [...this.#files.keys(), ...this.#due.keys()].filter((uri) => uri.startsWith(prefix));
  }

  async #scannedFiles(cancellation: Cancellation): Promise<readonly ScannedFile[]> {
    const scanned: ScannedFile[] = [];
    for (const [uri, open] of this.#open) {
      const known = this.#openScans.get(uri);
      const scan =
        known?.text === open ? known.scanned : await this.#scanText(open.entry, open.text, cancellation);
      if (!cancellation.isCancellationRequested) this.#openScans.set(uri, { text: open, scanned: scan });
      if (scan && 0 < scan.captures.length) scanned.push(scan);
    }
    for (const [uri, file] of this.#files)
      if (!this.#open.has(uri) && isOfInterest(file.scanned)) scanned.push(file.scanned);
    return scanned;
  }

  async *#read({ entry, files }: DueFile, watch: ReadingWatch): AsyncGenerator<void> {
    watch.file(entry);
    const known = this.#files.get(entry.uri);
    const before = known?.extent === "whole" ? known.scanned : undefined;
    const parts = rescanInParts(entry, files, {
      ...this.#howToRead(entry.uri, watch),
      ...(before ? { before } : {}),
      firstPart,
      chunksOf: (range, told) => this.#paced(watchedChunks({ entry, files }, watch, range, told)),
    });
    let read: Pick<KnownFile, "scanned" | "extent"> = { scanned: undefined, extent: "whole" };
    try {
      for await (read of parts) if (read.extent === "part") yield this.#keep(entry, read);
    } catch (error) {
      const scanned = await this.#scanText({ ...entry, fault: failure(error) }, "", watch);
      read = { scanned, extent: "whole" };
    }
    if (!watch.isCancellationRequested) yield this.#keep(entry, read);
  }

  #keep(entry: FileEntry, read: Pick<KnownFile, "scanned" | "extent">): void {
    this.#files.set(entry.uri, { entry, ...read });
  }

  #scanText(entry: FileEntry, text: string, cancellation: Cancellation): Promise<ScannedFile | undefined> {
    return scanFile(entry, this.#paced(utf8Chunks(text)), this.#howToRead(entry.uri, cancellation));
  }

  #paced(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    return this.#options.paced?.(chunks) ?? chunks;
  }

  #howToRead(uri: string, cancellation: Cancellation) {
    const { formats, zone, zoneName, way, storage } = this.#options;
    return {
      formats,
      ...way?.(uri),
      cancellation,
      ...(zone ? { zone } : {}),
      ...(zoneName === undefined ? {} : { zoneName }),
      ...(storage ? { storage } : {}),
    };
  }
}

/** Bytes of a large file after which it is shown as far as it is known. */
const firstPart = 48 << 20;

/** What lies in one archive stays together and in its order: to unpack a file, a tar is read up to it. */
function inOrderOfSize(due: readonly DueFile[]): readonly DueFile[] {
  const size = ({ entry }: DueFile) => storedFile(entry).size;
  return [...due].sort((a, b) => size(a) - size(b));
}

/** Such as memory that the system does not give. */
function failure(error: unknown): Fault {
  const sentence = `Reading it failed (${error instanceof Error ? error.message : String(error)})`;
  return { code: "EV025", sentence };
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}

/** A text as the bytes of a file, some at a time. */
export async function* utf8Chunks(text: string): AsyncGenerator<Uint8Array> {
  const together = 1 << 16;
  const bytes = new Uint8Array(together * 3 + 4);
  for (let at = 0; at < text.length; ) {
    let length = 0;
    const end = Math.min(text.length, at + together);
    while (at < end) {
      const codePoint = text.codePointAt(at)!;
      length += putUtf8(bytes, length, codePoint);
      at += 0xffff < codePoint ? 2 : 1;
    }
    yield bytes.subarray(0, length);
  }
}
