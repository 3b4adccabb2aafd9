import type { Format } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Zone } from "../../core/zone.ts";
import {
  type FileLine,
  type FileReadingOptions,
  type FileRows,
  largeFile,
  type ReadingPoint,
  readFileLines,
} from "../reading/fileReading.ts";
import type { FileEntry } from "../reading/files.ts";
import { CaptureBuilder } from "./captureBuilder.ts";
import { OutlineReader } from "./outline.ts";
import type { CaptureMark, ScanMark } from "./scanMark.ts";
import type { LineRange, ScannedCapture, ScannedFile } from "./scannedFile.ts";

export interface ScanOptions extends FileReadingOptions {
  /** Zone of clocks that say none. */
  readonly zone?: Zone;
  /** The file as it was when it was shorter: the chunks go on at its mark. */
  readonly before?: MarkedFile;
  /** The chunks behind these: they are read as well where the scan could not go on from the end of these later. */
  readonly rest?: () => AsyncIterable<Uint8Array>;
  /** Scans it where it is a native capture; without this, such a file is no text. */
  readonly native?: () => Promise<ScannedFile | undefined>;
}

export type MarkedFile = ScannedFile & { readonly mark: ScanMark };

/**
 * Scans a whole file into captures. Undefined where it is no text, or was cancelled. Memory grows with the
 * rows, not with the bytes.
 */
export async function scanFile(
  entry: FileEntry,
  chunks: AsyncIterable<Uint8Array>,
  options: ScanOptions,
): Promise<ScannedFile | undefined> {
  const { before } = options;
  const scan = new FileScan(entry, options);
  const reading = before ? { ...options, from: before.mark } : options;
  const all = options.rest ? withRest(chunks, options.rest, scan) : chunks;
  const end = await readFileLines(entry, all, reading, {
    line: (line) => scan.add(line),
    rows: (rows) => scan.addRows(rows),
    pause: (at) => scan.pause(at),
  });
  if (end.kind === "native") return options.native?.();
  if (end.kind !== "read") return undefined;
  scan.finish(end.lines);
  const { captures, outline, mark } = scan;
  const { lines, fault } = end;
  const encoding = before?.encoding ?? end.encoding;
  return {
    ...{ entry, encoding, captures, outline, lines },
    ...(fault ? { fault } : {}),
    ...(mark ? { mark } : {}),
  };
}

async function* withRest(
  chunks: AsyncIterable<Uint8Array>,
  rest: () => AsyncIterable<Uint8Array>,
  scan: FileScan,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (!scan.canPause) yield* rest();
}

/** Bytes of a line in which a host may be named. */
const mostOfLine = 400;
/** Notes have some hundred lines between tables; a log of another kind has millions. */
const mostBetween = 2000;

class FileScan {
  readonly outline: OutlineReader;
  readonly captures: ScannedCapture[];
  readonly #entry: FileEntry;
  readonly #zone: Zone | undefined;
  readonly #readsProse: boolean;
  /** Where it can go on when there is more. */
  mark: ScanMark | undefined;
  #builder: CaptureBuilder | undefined;
  #between = 0;
  /** The open fence: its first line, and the first capture that lies in it. */
  #block: { readonly first: number; readonly from: number } | undefined;

  constructor(entry: FileEntry, { zone, formats, before }: ScanOptions) {
    this.#entry = entry;
    this.#zone = zone;
    this.#readsProse = entry.size <= largeFile;
    const { headings, mentions, captures } = before?.mark ?? { headings: 0, mentions: 0, captures: 0 };
    this.outline = new OutlineReader({
      headings: before?.outline.headings.slice(0, headings) ?? [],
      mentions: before?.outline.mentions.slice(0, mentions) ?? [],
    });
    this.captures = before?.captures.slice(0, captures) ?? [];
    this.#between = before?.mark.between ?? 0;
    if (before?.mark.open) this.#goOn(before.captures[captures]!, before.mark.open, formats);
  }

  /** With the capture that was open. */
  #goOn(capture: ScannedCapture, mark: CaptureMark, formats: readonly Format[]): void {
    const format = formats.find(({ id }) => id === capture.format);
    if (!format) return;
    const { facts, place, firstLine } = capture;
    const opening = { entry: this.#entry, format, facts, place, firstLine, zone: this.#zone };
    this.#builder = new CaptureBuilder(opening, { capture, mark });
  }

  /** What a fence opened is not kept. */
  get canPause(): boolean {
    return this.#block === undefined && this.#builder?.canPause !== false;
  }

  pause({ offset, line, state }: ReadingPoint): void {
    if (!this.canPause) return;
    const { headings, mentions } = this.outline;
    this.mark = {
      ...{ offset, line, state, between: this.#between, captures: this.captures.length },
      ...{ headings: headings.length, mentions: mentions.length },
      ...(this.#builder ? { open: this.#builder.mark } : {}),
    };
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
