import { textOf } from "../../core/lineBytes.ts";
import type { Zone } from "../../core/zone.ts";
import {
  type FileLine,
  type FileReadingOptions,
  type FileRows,
  largeFile,
  readFileLines,
} from "../reading/fileReading.ts";
import type { FileEntry } from "../reading/files.ts";
import { CaptureBuilder } from "./captureBuilder.ts";
import { OutlineReader } from "./outline.ts";
import type { LineRange, ScannedCapture, ScannedFile } from "./scannedFile.ts";

export interface ScanOptions extends FileReadingOptions {
  /** Zone of clocks that say none. */
  readonly zone?: Zone;
}

/**
 * Scans a whole file into captures. Undefined where it is no text, or was cancelled. Memory grows with the
 * rows, not with the bytes.
 */
export async function scanFile(
  entry: FileEntry,
  chunks: AsyncIterable<Uint8Array>,
  options: ScanOptions,
): Promise<ScannedFile | undefined> {
  const scan = new FileScan(entry, options.zone);
  const end = await readFileLines(entry, chunks, options, {
    line: (line) => scan.add(line),
    rows: (rows) => scan.addRows(rows),
  });
  if (end.kind !== "read") return undefined;
  scan.finish(end.lines);
  const { captures, outline } = scan;
  const { encoding, lines, fault } = end;
  return { entry, encoding, captures, outline, lines, ...(fault ? { fault } : {}) };
}

/** Bytes of a line in which a host may be named. */
const mostOfLine = 400;
/** Notes have some hundred lines between tables; a log of another kind has millions. */
const mostBetween = 2000;

class FileScan {
  readonly outline = new OutlineReader();
  readonly captures: ScannedCapture[] = [];
  readonly #entry: FileEntry;
  readonly #zone: Zone | undefined;
  readonly #readsProse: boolean;
  #builder: CaptureBuilder | undefined;
  #between = 0;
  /** The open fence: its first line, and the first capture that lies in it. */
  #block: { readonly first: number; readonly from: number } | undefined;

  constructor(entry: FileEntry, zone: Zone | undefined) {
    this.#entry = entry;
    this.#zone = zone;
    this.#readsProse = entry.size <= largeFile;
  }

  add(read: FileLine): void {
    const { line, role, reader } = read;
    if (reader.opened) this.#openCapture(read);
    if (role === "fence") {
      this.#closeCapture();
      this.#closeBlock(line);
      if (reader.inFence) this.#block = { first: line + 1, from: this.captures.length };
    } else if (role === "prose") {
      if (!reader.inCapture) this.#closeCapture();
      if (this.#readsProse)
        this.outline.prose(line, textOf(read.bytes, read.start, Math.min(read.end, read.start + mostOfLine)));
    } else this.#builder?.add(role, read.row, line);
    if (role === "unknown") this.#readBetween(read);
  }

  addRows(rows: FileRows): void {
    this.#builder?.addRows(rows);
  }

  /** In notes that are plain text, what stands between two tables may be a sentence. */
  #readBetween({ line, bytes, start, end }: FileLine): void {
    if (!this.#readsProse || mostBetween <= this.#between) return;
    this.#between++;
    this.outline.prose(line, textOf(bytes, start, Math.min(end, start + mostOfLine)));
  }

  finish(lines: number): void {
    this.#closeCapture();
    this.#closeBlock(lines);
  }

  #openCapture({ line, reader: { format, facts, place } }: FileLine): void {
    this.#closeCapture();
    if (!format) return;
    this.#builder = new CaptureBuilder({
      entry: this.#entry,
      format,
      facts,
      place,
      firstLine: line,
      zone: this.#zone,
    });
  }

  #closeCapture(): void {
    if (this.#builder) this.captures.push(this.#builder.finish());
    this.#builder = undefined;
  }

  #closeBlock(end: number): void {
    if (!this.#block) return;
    const block: LineRange = { first: this.#block.first, last: end - 1 };
    for (let i = this.#block.from; i < this.captures.length; i++)
      this.captures[i] = { ...this.captures[i]!, block };
    this.#block = undefined;
  }
}
