import { scanNative } from "../native/scanNative.ts";
import { largeFile } from "../reading/fileReading.ts";
import { type ByteRange, type FileEntry, type Files, isSameEntry, storedFile } from "../reading/files.ts";
import { readablePart } from "../reading/readingFault.ts";
import { contentSample } from "./contentSample.ts";
import { type MarkedFile, type ScanOptions, scanFile } from "./scan.ts";
import type { ScannedCapture, ScannedFile } from "./scannedFile.ts";
import type { ScanCircumstances, ScanStorage } from "./scanStorage.ts";

export interface RescanOptions extends Omit<ScanOptions, "before" | "native" | "rest">, ScanCircumstances {
  /** The file as it was read before; it may have changed since. */
  readonly before?: ScannedFile;
  /** Where scans are kept from one run to the next. */
  readonly storage?: ScanStorage;
  /** A file's chunks on their way to the scan; of those before the range so many bytes were on it before. */
  readonly chunksOf: (range?: ByteRange, told?: number) => AsyncIterable<Uint8Array>;
}

/**
 * Scans a file, and reads no more of it than is needed: nothing where it is what it was, and only the new lines
 * where it has grown. The result is that of reading it whole.
 */
export async function rescanFile(
  entry: FileEntry,
  files: Files,
  options: RescanOptions,
): Promise<ScannedFile | undefined> {
  let scanned: ScannedFile | undefined;
  for await (const file of rescanInParts(entry, files, { ...options, firstPart: Number.POSITIVE_INFINITY }))
    scanned = file.scanned;
  return scanned;
}

/** A file as far as it has been read. */
export interface ReadFile {
  readonly scanned: ScannedFile;
  readonly extent: "whole" | "part";
}

export interface PartOptions extends RescanOptions {
  /** Bytes of a file that is read for the first time after which it is given as far as it is known. */
  readonly firstPart: number;
}

/** So many times more is read before it is given again. */
const partGrowth = 2.5;

/** The same; of a large file that is new, its beginning first, and then more and more of it. The last is all. */
export async function* rescanInParts(
  entry: FileEntry,
  files: Files,
  { firstPart, ...options }: PartOptions,
): AsyncGenerator<ReadFile> {
  const stored =
    entry.fault || options.before ? undefined : await options.storage?.find(entry, files, options);
  if (stored && isSameEntry(stored.entry, entry)) return yield { scanned: stored, extent: "whole" };
  const before = options.before ?? stored;
  const grown = before && (await grownFile(before, entry, files));
  const scan = new PartialScan(entry, files, options, grown);
  const isInParts = before === undefined && entry.archive === undefined;
  for (let to = firstPart; isInParts && to < entry.size; to *= partGrowth) {
    const part = await scan.readUpTo(to);
    if (!part) return;
    if (part.fault) return yield { scanned: part, extent: "whole" };
    if (!part.mark) break;
    yield { scanned: part, extent: "part" };
  }
  const scanned = await scan.readAll();
  if (!scanned) return;
  if (scanned.fault) return yield { scanned, extent: "whole" };
  const marked = await withSample(scanned, files);
  const file = before && !grown ? { ...marked, ...renewal(before, entry) } : marked;
  options.storage?.keep(file, files, options);
  yield { scanned: file, extent: "whole" };
}

/** A file as far as it is known, and the way to know more of it. */
class PartialScan {
  readonly #entry: FileEntry;
  readonly #files: Files;
  readonly #options: RescanOptions;
  #known: MarkedFile | undefined;
  /** Bytes that were asked for. */
  #told = 0;
  /** What was read whole where a part was asked for: captures in which nothing can be gone on with later. */
  #whole: ScannedFile | undefined;

  constructor(entry: FileEntry, files: Files, options: RescanOptions, known: MarkedFile | undefined) {
    this.#entry = entry;
    this.#files = files;
    this.#options = options;
    this.#known = known;
  }

  /** Where it has no mark it could not be gone on with from there, and most such captures are read whole at once. */
  async readUpTo(to: number): Promise<ScannedFile | undefined> {
    const reading: { extent: ReadFile["extent"] } = { extent: "part" };
    const rest = () => {
      reading.extent = "whole";
      return this.#options.chunksOf({ from: to }, to);
    };
    const openLine = () => (reading.extent === "whole" ? "read" : "left");
    const part = await this.#scan({ to }, { rest, openLine });
    this.#told = to;
    this.#known = part?.mark && { ...part, mark: part.mark };
    if (reading.extent === "whole") this.#whole = part;
    return part;
  }

  readAll(): Promise<ScannedFile | undefined> {
    return this.#whole ? Promise.resolve(this.#whole) : this.#scan({}, {});
  }

  #scan(
    range: { readonly to?: number },
    end: Pick<ScanOptions, "openLine" | "rest">,
  ): Promise<ScannedFile | undefined> {
    const known = this.#known;
    const { before: _, storage: __, chunksOf, ...how } = this.#options;
    const chunks = chunksOf({ from: known?.mark.offset ?? 0, ...range }, this.#told);
    const native = async () => {
      this.#whole = await scanNative(this.#entry, this.#files, this.#options);
      return this.#whole;
    };
    return scanFile(this.#entry, chunks, { ...how, ...end, native, ...(known ? { before: known } : {}) });
  }
}

async function withSample({ mark, ...file }: ScannedFile, files: Files): Promise<ScannedFile> {
  if (!mark) return file;
  const sample = await sampleOf(files, file.entry.uri, mark.offset);
  return sample === undefined ? file : { ...file, mark, sample };
}

/** The file as it was, where it can be read on from there. */
async function grownFile(
  before: ScannedFile,
  entry: FileEntry,
  files: Files,
): Promise<MarkedFile | undefined> {
  const { mark, sample } = before;
  if (!mark || entry.size <= before.entry.size || !isReadAlike(before, entry)) return undefined;
  return (await sampleOf(files, entry.uri, mark.offset)) === sample ? { ...before, mark } : undefined;
}

/** What cannot be read is no sample. */
async function sampleOf(files: Files, uri: string, size: number): Promise<string | undefined> {
  let isWhole = true;
  const read: Files["read"] = (of, range) =>
    readablePart(files.read(of, range), () => {
      isWhole = false;
    });
  const sample = await contentSample({ ...files, read }, uri, size);
  return isWhole ? sample : undefined;
}

/** Whether its lines are read as they were: that depends on its size, and years on when it was changed. */
function isReadAlike(before: ScannedFile, entry: FileEntry): boolean {
  const wasLarge = largeFile < before.entry.size;
  if (wasLarge !== largeFile < entry.size) return false;
  return before.captures.every(
    (capture) => !isYearAssumed(capture) || isOfYear(capture, before.entry, entry),
  );
}

function isYearAssumed({ clock, gaps }: ScannedCapture): boolean {
  return clock ? clock.assumed.includes("year") : 0 < gaps.length;
}

/** Whether all its times lie in the year of both changes, and not in one before it. */
function isOfYear({ columns, gaps }: ScannedCapture, before: FileEntry, entry: FileEntry): boolean {
  const year = new Date(before.changed / 1000).getUTCFullYear();
  if (new Date(entry.changed / 1000).getUTCFullYear() !== year) return false;
  const from = Date.UTC(year, 0, 2) * 1000;
  const isOf = (micros: number) => Number.isNaN(micros) || from <= micros;
  return columns.time.subarray(0, columns.count).every(isOf) && gaps.every(({ micros }) => isOf(micros));
}

function renewal(before: ScannedFile, entry: FileEntry): Pick<ScannedFile, "renewed"> {
  const [was, is] = [storedFile(before.entry), storedFile(entry)];
  if (is.size < was.size) return { renewed: "shorter" };
  return before.mark && was.size < is.size ? { renewed: "other" } : {};
}
