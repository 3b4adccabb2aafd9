import { ascii } from "../../core/ascii.ts";
import type { Format } from "../../core/format.ts";
import { type Kernel, threadKernel } from "../../core/kernel.ts";
import { PlainRows } from "../../core/plainRows.ts";
import { Row } from "../../core/row.ts";
import { isPml, isPointer } from "../../formats/procmon/pml/pmlHeader.ts";
import { ByteLines } from "./byteLines.ts";
import type { DocumentKind } from "./container.ts";
import { type Encoding, encodingOf, transcoder } from "./encoding.ts";
import { EvidenceReader, type LineRole } from "./evidenceReader.ts";
import type { Cancellation, FileEntry } from "./files.ts";
import type { KnownFacts } from "./readingBook.ts";
import { type Fault, readablePart } from "./readingFault.ts";

/** One line of a file, as read. Filled again for every line. */
export interface FileLine {
  readonly line: number;
  readonly role: LineRole;
  readonly row: Row;
  readonly reader: EvidenceReader;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly cut: "whole" | "cut";
}

export type FileLineVisitor = (line: FileLine) => void;

/** A block of plain rows, one in each line from `line` on. Filled again for every block. */
export interface FileRows {
  readonly line: number;
  readonly rows: PlainRows;
  /** One of them with all its fields. */
  readonly rowAt: (i: number) => Row;
}

/** Takes what a file has: its lines, and, if it can, runs of its plain rows as blocks of numbers. */
export interface FileVisitor {
  readonly line: FileLineVisitor;
  readonly rows?: (rows: FileRows) => void;
  /** Called before the last line, which may be unfinished; not where a file cannot be read on from there. */
  readonly pause?: (at: ReadingPoint) => void;
}

/** Where the reading of a file stands, between two lines. */
export interface ReadingPoint {
  /** Bytes before the line that comes next. */
  readonly offset: number;
  /** The line that comes next, 0-based. */
  readonly line: number;
  /** The reader's. */
  readonly state: string;
}

export interface FileReadingOptions {
  readonly formats: readonly Format[];
  /** What is known of its captures beside what fences say. */
  readonly known?: KnownFacts;
  readonly cancellation?: Cancellation;
  /** Where the chunks go on, of a file that was read up to there. */
  readonly from?: ReadingPoint;
  /** "left" where the chunks end in the middle of a file: a line without its end is for who goes on. */
  readonly openLine?: () => "read" | "left";
  /** Where blocks of rows go; where it is not said, what the thread's kernel fills, if there is one. */
  readonly rows?: PlainRows;
}

/**
 * How a file's reading ended: "native" for captures of Process Monitor that are no text, which `workspace/native`
 * reads; "no text" for other bytes that are none, such as an archive.
 */
export type FileReadingEnd =
  | {
      readonly kind: "read";
      readonly encoding: Encoding;
      readonly lines: number;
      /** Why the rest was not read. */
      readonly fault?: Fault;
    }
  | { readonly kind: "native" }
  | { readonly kind: "no text" }
  | { readonly kind: "cancelled" };

/** Above this size look-alikes of blanks are taken as they are: the search for them costs a pass. */
export const largeFile = 32 << 20;

/**
 * Reads a whole file line by line, chunk by chunk, whatever its size, encoding and content. It is the one
 * way from bytes to lines for the scan and for the command line.
 */
export async function readFileLines(
  entry: FileEntry,
  chunks: AsyncIterable<Uint8Array>,
  options: FileReadingOptions,
  visitor: FileVisitor,
): Promise<FileReadingEnd> {
  let reading: FileReading | undefined;
  let { fault } = entry;
  if (fault) return { ...emptyEnd, fault };
  const readable = readablePart(chunks, (reason) => {
    fault = reason;
  });
  for await (const chunk of readable) {
    if (options.cancellation?.isCancellationRequested) return { kind: "cancelled" };
    if (!reading) {
      if (isPml(chunk)) return { kind: "native" };
      const isNamedNative = /\.pml$/i.test(entry.path);
      if (isNamedNative && isPointer(chunk)) return { kind: "native" };
      const encoding = options.from ? plainUtf8 : encodingOf(chunk.subarray(0, 1 << 16));
      if (!encoding) return { kind: isNamedNative ? "native" : "no text" };
      reading = new FileReading(entry, encoding, options, visitor);
    }
    reading.push(chunk);
  }
  if (options.from) reading ??= new FileReading(entry, plainUtf8, options, visitor);
  const end = reading?.finish(fault ? "cut" : "whole") ?? emptyEnd;
  return fault ? { ...end, fault } : end;
}

const plainUtf8: Encoding = { name: "utf-8", mark: 0, how: "proved" };
const emptyEnd = { kind: "read", encoding: plainUtf8, lines: 0 } as const;

/** By so many bytes a file's encoding is told: with more of them it is still the same. */
const leastTelling = 1 << 16;

/** Notes are Markdown or reStructuredText; anything else is evidence or nothing. */
export function documentKindOf(path: string): DocumentKind {
  return /\.(?:md|markdown|mdown|mkd|rst)$/i.test(path) ? "note" : "file";
}

const programText =
  /\.(?:[cm]?[jt]sx?|py|java|kts?|cs|fs|vb|vbs|c|cc|cpp|cxx|h|hpp|go|rs|rb|php|p[lm]|lua|swift|scala|groovy|sh|bash|ps[dm]?1|bat|cmd|sql|j2|jinja2?)$/i;

/** A program's text quotes evidence and is none; unless the analyst chose one format for it. */
function formatsOf(path: string, formats: readonly Format[]): readonly Format[] {
  return 1 < formats.length && programText.test(path) ? [] : formats;
}

class FileReading {
  readonly #encoding: Encoding;
  readonly #lines: ByteLines;
  readonly #transcode: (chunk: Uint8Array) => Uint8Array;
  readonly #visitor: FileVisitor;
  readonly #rows: PlainRows;
  readonly #repairsBlanks: boolean;
  readonly #canPause: boolean;
  readonly #openLine: () => "read" | "left";
  #bytes: number;
  readonly #current: { -readonly [K in keyof FileLine]: FileLine[K] };

  constructor(entry: FileEntry, encoding: Encoding, options: FileReadingOptions, visitor: FileVisitor) {
    this.#encoding = encoding;
    this.#visitor = visitor;
    this.#repairsBlanks = entry.size <= largeFile;
    this.#openLine = options.openLine ?? (() => "read");
    const blanks = this.#repairsBlanks ? "repair" : "as-is";
    const reader = new EvidenceReader({
      kind: documentKindOf(entry.path),
      formats: formatsOf(entry.path, options.formats),
      blanks,
      ...(options.known ? { known: options.known } : {}),
      ...(options.from ? { state: options.from.state } : {}),
    });
    const bytes = new Uint8Array(0);
    this.#current = {
      line: (options.from?.line ?? 0) - 1,
      role: "prose",
      row: new Row(),
      reader,
      bytes,
      start: 0,
      end: 0,
      cut: "whole",
    };
    this.#bytes = options.from?.offset ?? 0;
    this.#canPause =
      encoding.name === "utf-8" && documentKindOf(entry.path) === "file" && entry.archive === undefined;
    const takesRows = visitor.rows !== undefined;
    this.#rows = options.rows ?? (takesRows ? threadKernel()?.rows : undefined) ?? new PlainRows();
    this.#lines = new ByteLines(
      (line, start, end, cut) => this.#read(line, start, end, cut),
      takesRows ? (chunk, start) => this.#readPlain(chunk, start) : undefined,
    );
    this.#transcode = transcoder(encoding).push;
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const bytes = this.#transcode(chunk);
    const { kernel } = this.#rows;
    if (kernel) this.#pushPieces(bytes, kernel);
    else this.#lines.push(bytes);
  }

  /** Through the kernel's text, in whole lines where they are not longer than that. */
  #pushPieces(bytes: Uint8Array, kernel: Kernel): void {
    const { text } = kernel;
    for (let at = 0; at < bytes.length; ) {
      const rest = bytes.subarray(at, at + text.length);
      const isLast = at + rest.length === bytes.length;
      const lineFeed = isLast ? -1 : rest.lastIndexOf(ascii.lineFeed);
      const to = at + (lineFeed < 0 ? rest.length : lineFeed + 1);
      text.set(bytes.subarray(at, to));
      this.#rows.isAscii = this.#repairsBlanks && kernel.isAscii(to - at);
      const returns = kernel.hasReturn(to - at) ? "some" : "none";
      this.#rows.returns = returns;
      this.#lines.push(text.subarray(0, to - at), returns);
      at = to;
    }
  }

  finish(how: "whole" | "cut"): Extract<FileReadingEnd, { kind: "read" }> {
    const { unfinished } = this.#lines;
    if (how === "whole" && this.#canPause && leastTelling <= this.#bytes && unfinished !== undefined)
      this.#visitor.pause?.({
        offset: this.#bytes - unfinished,
        line: this.#current.line + 1,
        state: this.#current.reader.state,
      });
    if (this.#openLine() === "read") this.#finishLines();
    return { kind: "read", encoding: this.#encoding, lines: this.#current.line + 1 };
  }

  /** The last line without its end, and the row that it leaves open. */
  #finishLines(): void {
    this.#lines.finish();
    const current = this.#current;
    if (!current.reader.finish(current.row)) return;
    current.role = "row";
    this.#visitor.line(current);
  }

  /** The way of nearly all lines of a log. Stops early enough that no reader looks behind the chunk. */
  #readPlain(bytes: Uint8Array, start: number): number {
    const current = this.#current;
    const rows = this.#rows;
    const end = bytes.length - 64;
    let at = start;
    while (at < end) {
      const next = current.reader.readPlain(bytes, at, end, rows);
      if (next === at) break;
      this.#visitor.rows!({ line: current.line + 1, rows, rowAt: (i) => this.#rowAt(bytes, i) });
      current.line += rows.count;
      at = next;
    }
    return at;
  }

  #rowAt(bytes: Uint8Array, i: number): Row {
    const { reader, row } = this.#current;
    reader.read(bytes, this.#rows.start[i]!, this.#rows.end[i]!, row);
    return row;
  }

  #read(bytes: Uint8Array, start: number, end: number, cut: "whole" | "cut"): void {
    const current = this.#current;
    current.line++;
    current.bytes = bytes;
    current.start = start;
    current.end = end;
    current.cut = cut;
    current.role = current.reader.read(bytes, start, end, current.row);
    this.#visitor.line(current);
    if (current.role === "row") while (current.reader.more(current.row)) this.#visitor.line(current);
  }
}
