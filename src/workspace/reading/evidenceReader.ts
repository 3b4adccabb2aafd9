import { skipBlanks } from "../../core/ascii.ts";
import type { CaptureFacts } from "../../core/capture.ts";
import type { Format } from "../../core/format.ts";
import { blankOut } from "../../core/lineBytes.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { MixedReader } from "../../formats/mixedReader.ts";
import { Container, type DocumentKind } from "./container.ts";
import { type FenceInfo, readFenceInfo } from "./fence.ts";
import { fencedFormats } from "./fencedFormats.ts";
import { LineWrapping } from "./lineWrapping.ts";
import type { KnownFacts } from "./readingBook.ts";

/** What a line of any document is. */
export type LineRole = LineKind | "fence" | "prose";

export interface EvidenceReaderOptions {
  readonly kind: DocumentKind;
  /** The formats that may be recognized; one alone where the analyst chose it by hand. */
  readonly formats: readonly Format[];
  /** Whether look-alikes of blanks are repaired before reading. Costs a pass over the line. */
  readonly blanks: "as-is" | "repair";
  /** What is known of its captures beside what fences say. */
  readonly known?: KnownFacts;
  /** Where to go on, from `state`. */
  readonly state?: string;
}

const nothing: FenceInfo = { word: "", facts: {} };

/**
 * Reads any document line by line: knows fences, quotes and indents, recognizes formats, and says where a
 * capture opens. The one way in for editor documents, notes, files of any size and the command line.
 */
export class EvidenceReader {
  readonly #container: Container;
  readonly #wrapping = new LineWrapping();
  #mixed: MixedReader;
  /** The formats that it asks, in their order. */
  #asked: readonly Format[];
  readonly #options: EvidenceReaderOptions;
  #fence = nothing;
  /** Of which fence and format `#facts` are. */
  #knownOf: FenceInfo | undefined;
  #knownFormat: Format | undefined;
  #facts: CaptureFacts = {};
  #inCapture = false;
  #hasRows = false;
  #scratch = new Uint8Array(0);

  /** Whether the line read last opened a capture. */
  opened = false;
  /** Where the content of the line read last starts, behind quote marks. */
  contentStart = 0;
  /** Whether blanks of the line read last were repaired. */
  repaired = false;

  constructor(options: EvidenceReaderOptions) {
    this.#options = options;
    const [flags = "", container = "", mixed = ""] = (options.state ?? "").split("\n");
    this.#container = new Container(options.kind, container);
    if (this.#container.inFence) this.#fence = readFenceInfo(this.#container.info);
    this.#asked = fencedFormats(options.formats, this.#fence);
    this.#mixed = new MixedReader(this.#asked, mixed);
    this.#inCapture = flags.includes("c");
    this.#hasRows = flags.includes("r");
  }

  /** The same state and the same lines give the same reading. */
  get state(): string {
    const flags = (this.#inCapture ? "c" : "") + (this.#hasRows ? "r" : "");
    return `${flags}\n${this.#container.state}\n${this.#mixed.state}`;
  }

  /** The same for a reader to which the next line opens a capture. */
  get stateBeforeCapture(): string {
    return `\n${this.#container.state}\n${this.#mixed.state}`;
  }

  get format(): Format | undefined {
    return this.#mixed.format;
  }

  /** Whether the line read last lies in a capture. */
  get inCapture(): boolean {
    return this.#inCapture;
  }

  get inFence(): boolean {
    return this.#container.inFence;
  }

  get fence(): FenceInfo {
    return this.#fence;
  }

  /** What is known of the capture: by its fence, else by the case, else by its format. */
  get facts(): CaptureFacts {
    const { format } = this.#mixed;
    if (this.#knownOf !== this.#fence || this.#knownFormat !== format) {
      this.#knownOf = this.#fence;
      this.#knownFormat = format;
      const { facts } = this.#fence;
      this.#facts = { ...format?.facts, ...(this.#options.known?.(facts) ?? facts) };
    }
    return this.#facts;
  }

  get place(): "file" | "block" {
    return this.#options.kind === "note" ? "block" : "file";
  }

  /**
   * Fills the block with plain rows of an evidence file, and returns where the first line starts that `read` is
   * needed for. A million calls of all that `read` asks would be too much.
   */
  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    // Without a row above, this one may open a capture; in a note, it may end a fence or a quote.
    if (!this.#hasRows || this.#options.kind === "note") return start;
    if (this.#options.blanks === "repair" && !rows.isAscii) return start;
    this.opened = false;
    return this.#mixed.readPlain(bytes, start, end, rows);
  }

  /**
   * Reads a line of ASCII if it is a plain row of an evidence file below another row, and says whether it is. No
   * blank of it needs repair.
   */
  readPlainLine(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#hasRows || this.#options.kind === "note") return false;
    if (!this.#mixed.readPlainLine(bytes, start, end)) return false;
    this.opened = false;
    this.repaired = false;
    this.contentStart = start;
    return true;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineRole {
    this.opened = false;
    this.repaired = false;
    const wasInFence = this.#container.inFence;
    const part = this.#container.read(bytes, start, end);
    this.#unwrap(bytes, this.#container.contentStart, end);
    const closed = wasInFence && !this.#container.inFence;
    if (part !== "content" || closed) {
      this.#fence = part === "fence-open" ? readFenceInfo(this.#container.info) : nothing;
      this.#leave();
    }
    if (part === "citation") return "prose";
    return part === "content" ? this.#readContent(bytes, this.#wrapping.to, row) : "fence";
  }

  /** Goes on to the next row of the line read last, and says whether there is one. */
  more(row: Row): boolean {
    this.opened = false;
    return this.#mixed.more(row);
  }

  /** Tells the row that is open behind the last line, and says whether there is one. */
  finish(row: Row): boolean {
    this.opened = false;
    return this.#inCapture && this.#mixed.finish(row);
  }

  #unwrap(bytes: Uint8Array, start: number, end: number): void {
    const isMarkdown = this.#options.kind === "note" && !this.#container.inFence;
    this.#wrapping.find(bytes, start, end, isMarkdown ? "markdown" : "verbatim");
    this.contentStart = this.#wrapping.from;
  }

  #readContent(bytes: Uint8Array, end: number, row: Row): LineRole {
    const repairs = this.#options.blanks === "repair" && this.#mixed.format?.blanks !== "kept";
    const content = repairs ? this.#withPlainBlanks(bytes, end) : bytes;
    row.clear(content);
    const before = this.#mixed.format;
    const kind = this.#mixed.read(content, this.contentStart, end, row);
    if (kind === "unknown") return this.#unknown();
    if (kind === "ignorable") return this.#inCapture ? kind : "prose";
    this.#enter(kind, before !== this.#mixed.format);
    return kind;
  }

  /** A heading opens a capture, unless it is the heading of the one that just began. */
  #enter(kind: LineKind, formatChanged: boolean): void {
    const again = kind === "heading" && this.#hasRows;
    if (!this.#inCapture || formatChanged || again) {
      this.opened = true;
      this.#inCapture = true;
      this.#hasRows = false;
    }
    if (kind === "row" || kind === "broken") this.#hasRows = true;
  }

  /** Text that no format knows: prose of a note ends a bare paste; within evidence it is evidence not understood. */
  #unknown(): LineRole {
    if (!this.#inCapture) return "prose";
    if (this.#options.kind === "file") return this.#hasRows ? "unknown" : "prose";
    if (this.#container.inFence) return this.#isNamed ? "unknown" : "prose";
    this.#leave();
    return "prose";
  }

  /** Whether the fence says what its block is. */
  get #isNamed(): boolean {
    const { word } = this.#fence;
    const { format } = this.#mixed;
    return word === format?.family || word === format?.id;
  }

  #leave(): void {
    this.#inCapture = false;
    this.#hasRows = false;
    const asked = fencedFormats(this.#options.formats, this.#fence);
    if (asked === this.#asked) this.#mixed.reset();
    else this.#mixed = new MixedReader(asked);
    this.#asked = asked;
  }

  /** The line in a buffer of its own at the same offsets, if it holds look-alikes of blanks. */
  #withPlainBlanks(bytes: Uint8Array, end: number): Uint8Array {
    const from = this.contentStart;
    if (skipBlanks(bytes, from, end) === end) return bytes;
    let i = from;
    while (i < end && bytes[i]! < 0x80) i++;
    if (i === end) return bytes;
    if (this.#scratch.length < end) this.#scratch = new Uint8Array(end * 2);
    this.#scratch.set(bytes.subarray(from, end), from);
    this.repaired = blankOut(this.#scratch, i, end);
    return this.repaired ? this.#scratch : bytes;
  }
}
