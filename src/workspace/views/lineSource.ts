import { ascii } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { isPml } from "../../formats/procmon/pml/pmlHeader.ts";
import { NativeLines } from "../native/nativeLines.ts";
import type { PmlCapture } from "../native/pmlCapture.ts";
import { ByteLines } from "../reading/byteLines.ts";
import { type Encoding, encodingOf, transcoder } from "../reading/encoding.ts";
import {
  type Cancellation,
  type FileEntry,
  type Files,
  isSameEntry,
  type OpenedFile,
} from "../reading/files.ts";
import { LineOffsets, linesPerNote } from "./lineOffsets.ts";

/** Takes the text of one of the wanted lines, in their order; says whether it wants more. */
export type LineTaker = (line: number, text: string) => "more" | "enough";

interface Noted {
  readonly entry: FileEntry;
  readonly encoding: Encoding;
  readonly offsets: LineOffsets;
}

const headBytes = 1 << 16;
const chunkBytes = 1 << 20;

/**
 * Reads single lines of files of any size. The first question about a file notes where its lines are; those after
 * read nothing but the parts that have wanted lines. What cannot be read in parts is read from its beginning.
 */
export class LineSource {
  readonly #noted = new Map<string, Noted>();
  /** What stands around the events of native captures. */
  readonly #natives = new Map<string, { readonly entry: FileEntry; readonly capture: PmlCapture }>();

  /** `wanted` are 0-based and ascend. */
  async read(
    files: Files,
    uri: string,
    wanted: ArrayLike<number>,
    taker: LineTaker,
    cancellation: Cancellation,
  ): Promise<void> {
    if (wanted.length === 0) return;
    if (await this.#readNative(files, uri, wanted, taker, cancellation)) return;
    const file = await files.open?.(uri);
    try {
      const noted = file && (await this.#note(files, uri, file, cancellation));
      if (cancellation.isCancellationRequested) return;
      const lines = new WantedLines(wanted, taker);
      if (file && noted) await readParts(file, noted, lines, cancellation);
      else await readAll(files.read(uri), lines, cancellation);
    } finally {
      await file?.close();
    }
  }

  forget(uri: string): void {
    this.#noted.delete(uri);
    this.#natives.delete(uri);
  }

  /** Whether the file is a native capture, whose events are its lines. */
  async #readNative(
    files: Files,
    uri: string,
    wanted: ArrayLike<number>,
    taker: LineTaker,
    cancellation: Cancellation,
  ): Promise<boolean> {
    if (!(await beginsNatively(files, uri))) return false;
    const entry = await files.stat(uri);
    const before = this.#natives.get(uri);
    const known = before && entry && isSameEntry(before.entry, entry) ? before.capture : undefined;
    const lines = entry && (await NativeLines.open(files, entry, known));
    if (!lines || "code" in lines) return true;
    this.#natives.set(uri, { entry, capture: lines.capture });
    try {
      for (let i = 0; i < wanted.length && wanted[i]! < lines.capture.offsets.count; i++) {
        if (cancellation.isCancellationRequested) break;
        const told = lines.textOf(wanted[i]!);
        if (taker(wanted[i]!, (typeof told === "string" ? told : await told) ?? "") === "enough") break;
      }
    } finally {
      await lines.close();
    }
    return true;
  }

  /** Undefined where bytes do not tell lines, or the file is none. */
  async #note(
    files: Files,
    uri: string,
    file: OpenedFile,
    cancellation: Cancellation,
  ): Promise<Noted | undefined> {
    const entry = await files.stat(uri);
    if (!entry) return undefined;
    const before = this.#noted.get(uri);
    const noted = before && (await isSameFile(before, entry, file)) ? { ...before, entry } : undefined;
    const known = noted ?? (await newlyNoted(entry, file));
    if (!known) return undefined;
    const chunk = new Uint8Array(chunkBytes);
    for (;;) {
      const length = await file.read(known.offsets.bytes, chunk);
      if (length === 0 || cancellation.isCancellationRequested) break;
      known.offsets.add(chunk.subarray(0, length));
    }
    this.#noted.set(uri, known);
    return known;
  }
}

async function beginsNatively(files: Files, uri: string): Promise<boolean> {
  for await (const chunk of files.read(uri, { from: 0, to: 4 })) return isPml(chunk);
  return false;
}

/** A file that only grew has its line breaks where they were. */
async function isSameFile({ entry, offsets }: Noted, now: FileEntry, file: OpenedFile): Promise<boolean> {
  if (entry.changed === now.changed && entry.size === now.size) return true;
  if (now.size < offsets.bytes) return false;
  const note = offsets.notes - 1;
  if (note === 0) return offsets.bytes === 0;
  const before = new Uint8Array(1);
  const length = await file.read(offsets.offset(note) - 1, before);
  return length === 1 && (before[0] === ascii.lineFeed || before[0] === ascii.carriageReturn);
}

async function newlyNoted(entry: FileEntry, file: OpenedFile): Promise<Noted | undefined> {
  const head = new Uint8Array(headBytes);
  const length = await file.read(0, head);
  const encoding = encodingOf(head.subarray(0, length));
  if (!encoding || encoding.name.startsWith("utf-16")) return undefined;
  return { entry, encoding, offsets: new LineOffsets() };
}

/** Hands on the wanted lines among all that come by. */
class WantedLines {
  readonly #wanted: ArrayLike<number>;
  readonly #taker: LineTaker;
  #at = 0;
  #isEnough = false;

  constructor(wanted: ArrayLike<number>, taker: LineTaker) {
    this.#wanted = wanted;
    this.#taker = taker;
  }

  /** The next wanted line; undefined where there is none. */
  get next(): number | undefined {
    return this.#isEnough ? undefined : this.#wanted[this.#at];
  }

  take(line: number, bytes: Uint8Array, start: number, end: number): void {
    if (line !== this.next) return;
    this.#at++;
    this.#isEnough = this.#taker(line, textOf(bytes, start, end)) === "enough";
  }
}

async function readParts(
  file: OpenedFile,
  { encoding, offsets }: Noted,
  lines: WantedLines,
  cancellation: Cancellation,
): Promise<void> {
  const chunk = new Uint8Array(chunkBytes);
  while (lines.next !== undefined && !cancellation.isCancellationRequested) {
    const note = Math.floor(lines.next / linesPerNote);
    let at = offsets.offset(note);
    if (offsets.bytes <= at) return;
    let line = note * linesPerNote;
    // A mark at the file's beginning is no part of its first line.
    const { push } = transcoder(at === 0 ? encoding : { ...encoding, mark: 0 });
    const split = new ByteLines((bytes, start, end) => lines.take(line++, bytes, start, end));
    while (at < offsets.bytes && isNear(lines.next, line)) {
      const length = await file.read(at, chunk.subarray(0, Math.min(chunk.length, roomOf(offsets, note))));
      if (length === 0 || cancellation.isCancellationRequested) break;
      split.push(push(chunk.subarray(0, length)));
      at += length;
    }
    if (offsets.bytes <= at) split.finish();
    // The file was cut since its lines were noted.
    if (lines.next !== undefined && Math.floor(lines.next / linesPerNote) === note) return;
  }
}

/** Reading on is quicker than beginning anew where the next line is not far. */
function isNear(next: number | undefined, line: number): boolean {
  return next !== undefined && next < line + 2 * linesPerNote;
}

/** Bytes that one stretch of lines takes, more or less: no more is read for one line. */
function roomOf(offsets: LineOffsets, note: number): number {
  return Math.max(1 << 16, offsets.offset(note + 1) - offsets.offset(note));
}

async function readAll(
  chunks: AsyncIterable<Uint8Array>,
  lines: WantedLines,
  cancellation: Cancellation,
): Promise<void> {
  let split: { readonly lines: ByteLines; readonly push: (chunk: Uint8Array) => Uint8Array } | undefined;
  let line = 0;
  for await (const chunk of chunks) {
    if (cancellation.isCancellationRequested || lines.next === undefined) return;
    split ??= splitterOf(chunk, (bytes, start, end) => lines.take(line++, bytes, start, end));
    split.lines.push(split.push(chunk));
  }
  split?.lines.finish();
}

function splitterOf(head: Uint8Array, sink: (bytes: Uint8Array, start: number, end: number) => void) {
  const encoding = encodingOf(head.subarray(0, headBytes)) ?? { name: "utf-8", mark: 0, how: "assumed" };
  return { lines: new ByteLines(sink), push: transcoder(encoding).push };
}
