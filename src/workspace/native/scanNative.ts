import type { Zone } from "../../core/zone.ts";
import { procmonPml } from "../../formats/procmon/pml/procmonPml.ts";
import type { ScannedFile } from "../captures/scannedFile.ts";
import { skewMicros } from "../reading/clockWords.ts";
import type { ByteRange, Cancellation, FileEntry, Files } from "../reading/files.ts";
import type { KnownFacts } from "../reading/readingBook.ts";
import { type Fault, readablePart } from "../reading/readingFault.ts";
import { damageOf, type PmlCapture, readPmlCapture } from "./pmlCapture.ts";
import { PmlEventReader } from "./pmlEventReader.ts";
import { PmlScan } from "./pmlScan.ts";
import { PmlStream } from "./pmlStream.ts";
import { bytesInMemory, heldBytes, openRandom, partOf, type RandomBytes } from "./randomBytes.ts";

export interface NativeScanOptions {
  readonly known?: KnownFacts;
  readonly zone?: Zone;
  readonly cancellation?: Cancellation;
  /** A file's chunks on their way to the scan. */
  readonly chunksOf: (range?: ByteRange) => AsyncIterable<Uint8Array>;
}

/** A capture whose events stand in no order is read from memory, if it has no more bytes than these. */
const mostUnordered = 64 << 20;
/** Of a larger one so many times its own bytes are read from the disk, until it is given up. */
const mostReading = 32;

/** Scans a native capture. Undefined where it was cancelled; what cannot be read, or not wholly, has a fault. */
export async function scanNative(
  entry: FileEntry,
  files: Files,
  options: NativeScanOptions,
): Promise<ScannedFile | undefined> {
  const isOnDisk = !entry.archive && files.open !== undefined;
  const bytes = isOnDisk ? await openRandom(files, entry) : await heldBytes(options.chunksOf(), entry.size);
  if (options.cancellation?.isCancellationRequested) return undefined;
  if ("code" in bytes) return unread(entry, bytes);
  try {
    const capture = await readPmlCapture(bytes);
    if ("code" in capture) return unread(entry, capture);
    const chunks = (range: ByteRange) => (isOnDisk ? options.chunksOf(range) : pieces(bytes, range));
    return await new NativeScan(entry, options, bytes, capture).scan(chunks);
  } finally {
    await bytes.close();
  }
}

const plain = {
  encoding: { name: "utf-8", mark: 0, how: "proved" },
  outline: { headings: [], mentions: [] },
} as const;

function unread(entry: FileEntry, fault: Fault): ScannedFile {
  return { entry, ...plain, captures: [], lines: 0, fault };
}

const pieceSize = 1 << 20;

async function* pieces(bytes: RandomBytes, { from, to = bytes.size }: ByteRange): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += pieceSize) yield partOf(bytes, at, Math.min(to, at + pieceSize));
}

class NativeScan {
  readonly #entry: FileEntry;
  readonly #options: NativeScanOptions;
  readonly #bytes: RandomBytes;
  readonly #capture: PmlCapture;
  #scan: PmlScan;
  #damaged = 0;
  #fault: Fault | undefined;

  constructor(entry: FileEntry, options: NativeScanOptions, bytes: RandomBytes, capture: PmlCapture) {
    this.#entry = entry;
    this.#options = options;
    this.#bytes = bytes;
    this.#capture = capture;
    this.#scan = this.#newScan();
  }

  async scan(chunks: (range: ByteRange) => AsyncIterable<Uint8Array>): Promise<ScannedFile | undefined> {
    const { offsets } = this.#capture;
    if (!offsets.isAscending || (await this.#scanInOrder(chunks)) === "apart") {
      this.#scan = this.#newScan();
      await this.#scanOneByOne();
    }
    if (this.#options.cancellation?.isCancellationRequested) return undefined;
    const fault = this.#fault ?? damageOf(this.#capture, this.#damaged);
    const captures = [this.#scan.finish()];
    return {
      entry: this.#entry,
      ...plain,
      captures,
      lines: offsets.count - this.#damaged,
      ...(fault ? { fault } : {}),
    };
  }

  #newScan(): PmlScan {
    const facts = { ...procmonPml.facts, ...this.#options.known?.({}) };
    const skew = facts.skew === undefined ? 0 : (skewMicros(facts.skew) ?? 0);
    return new PmlScan(this.#capture, { entry: this.#entry, facts, skew });
  }

  async #scanInOrder(chunks: (range: ByteRange) => AsyncIterable<Uint8Array>): Promise<"read" | "apart"> {
    const { header, offsets } = this.#capture;
    const scan = this.#scan;
    const { eventsAt: from, offsetsAt: to, pointerSize } = header;
    const stream = new PmlStream(offsets, pointerSize, { from, to }, (event, head) => scan.add(event, head));
    const readable = readablePart(chunks({ from, to }), (fault) => {
      this.#fault = fault;
    });
    for await (const chunk of readable) {
      if (this.#options.cancellation?.isCancellationRequested) return "read";
      stream.push(chunk);
      if (stream.isApart) return "apart";
    }
    this.#damaged = stream.finish();
    return "read";
  }

  async #scanOneByOne(): Promise<void> {
    const { offsets } = this.#capture;
    const { size } = this.#bytes;
    const held = size <= mostUnordered ? bytesInMemory(await partOf(this.#bytes, 0, size)) : this.#bytes;
    const reader = new PmlEventReader(held, this.#capture);
    this.#damaged = 0;
    for (let event = 0; event < offsets.count; event++) {
      if (this.#options.cancellation?.isCancellationRequested) return;
      if (Math.max(size, mostUnordered) * mostReading < reader.bytesRead) {
        this.#damaged += offsets.count - event;
        return;
      }
      const head = reader.held(event) ?? (await reader.read(event));
      if (head) this.#scan.add(event, head);
      else this.#damaged++;
    }
  }
}
