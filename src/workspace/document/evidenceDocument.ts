import type { CaptureIdentity } from "../../core/capture.ts";
import type { Format } from "../../core/format.ts";
import type { Observation } from "../../core/observation.ts";
import { amend } from "../../core/observe.ts";
import type { Span } from "../../core/span.ts";
import type { DocumentKind } from "../reading/container.ts";
import { EvidenceReader, type LineRole } from "../reading/evidenceReader.ts";
import type { KnownFacts } from "../reading/readingBook.ts";
import {
  type EvidenceBlock,
  isBetweenDetails,
  isObserved,
  LineReading,
  type PlacedBlock,
  placed,
  readBlock,
  roleIn,
} from "./evidenceDocumentBlock.ts";
import { capturesOf, type Fence, fencesOf } from "./evidenceDocumentCaptures.ts";
import { type DocumentClock, EvidenceDocumentObserver } from "./evidenceDocumentObserver.ts";
import { type LineOrigins, lastAtOrBefore, type Passage } from "./lineOrigins.ts";
import { type LineChange, type TextChange, TextLines } from "./textLines.ts";

export interface EvidenceDocumentOptions extends DocumentClock {
  readonly uri: string;
  readonly kind: DocumentKind;
  /** The formats that may be recognized; one alone where the analyst chose it by hand. */
  readonly formats: readonly Format[];
  /** What is known of the captures of a document beside what fences say; a view has lines of several. */
  readonly knownOf?: (uri: string) => KnownFacts;
  /** Whose lines these are, where the document is a view of lines that stand elsewhere. */
  readonly origins?: LineOrigins | undefined;
}

/** Takes one line as it was read. Both arguments are filled again for the next line. */
export type LineVisitor = (reading: LineReading, reader: EvidenceReader) => void;

const linesPerBlock = 64;
const leastLinesPerBlock = 16;
/** Lines behind a row that may add to it: a process has some hundred modules. */
const mostDetails = 2000;

/**
 * A document of an editor, read as evidence. An edit re-reads from the block it touches until the reader's
 * state is again what it was. Blocks are never changed, only replaced: what is worked out of one may be kept
 * by it (as the key of a WeakMap) for as long as it lives.
 */
export class EvidenceDocument {
  readonly #lines: TextLines;
  #options: EvidenceDocumentOptions;
  #blocks: readonly EvidenceBlock[] = [];
  /** What was asked for since the last edit. */
  #placed: readonly PlacedBlock[] | undefined;
  #captures: readonly CaptureIdentity[] | undefined;
  #fences: readonly Fence[] | undefined;
  #observer: EvidenceDocumentObserver;

  constructor(text: string, options: EvidenceDocumentOptions) {
    this.#lines = new TextLines(text);
    this.#options = options;
    this.#observer = new EvidenceDocumentObserver(options);
    this.#readAll();
  }

  get uri(): string {
    return this.#options.uri;
  }

  get kind(): DocumentKind {
    return this.#options.kind;
  }

  get formats(): readonly Format[] {
    return this.#options.formats;
  }

  get origins(): LineOrigins | undefined {
    return this.#options.origins;
  }

  get lineCount(): number {
    return this.#lines.count;
  }

  get text(): string {
    return this.#lines.text;
  }

  line(line: number): string {
    return this.#lines.line(line);
  }

  slice(line: number, span: Span): string {
    return this.#lines.slice(line, span);
  }

  edit(change: TextChange): LineChange {
    const changed = this.#lines.edit(change);
    if (this.origins) this.#readAll();
    else this.#reread(changed);
    return changed;
  }

  /** Reads all anew, as something else than the text has changed: formats, the default zone. */
  reconsider(
    options: Partial<Pick<EvidenceDocumentOptions, "formats" | "knownOf" | "zone" | "latest" | "origins">>,
  ): void {
    this.#options = { ...this.#options, ...options };
    this.#observer = new EvidenceDocumentObserver(this.#options);
    if (["formats", "knownOf", "origins"].some((name) => name in options)) this.#readAll();
    else this.#renew();
  }

  /** The blocks in their order. */
  get blocks(): readonly PlacedBlock[] {
    this.#placed ??= placed(this.#blocks);
    return this.#placed;
  }

  /** The captures in the order of their lines. */
  get captures(): readonly CaptureIdentity[] {
    this.#captures ??= capturesOf(this.uri, this.blocks);
    return this.#captures;
  }

  /** The fences of a note that name evidence or hold some, and all others. */
  get fences(): readonly Fence[] {
    this.#fences ??= fencesOf(this.blocks, this.lineCount);
    return this.#fences;
  }

  captureAt(line: number): CaptureIdentity | undefined {
    const { captures } = this;
    const capture = captures[lastAtOrBefore(captures, line, ({ firstLine }) => firstLine)];
    return capture && line <= capture.lastLine ? capture : undefined;
  }

  /** Observations that start on these lines, counted without making them. */
  observedBetween(firstLine: number, lastLine: number): number {
    let count = 0;
    for (const { first, block } of this.blocks) {
      if (firstLine <= first && first + block.lines - 1 <= lastLine) count += block.observed;
      else
        for (
          let line = Math.max(first, firstLine);
          line <= Math.min(lastLine, first + block.lines - 1);
          line++
        )
          if (isObserved(roleIn(block, line - first))) count += 1 + (block.more.get(line - first) ?? 0);
    }
    return count;
  }

  roleOf(line: number): LineRole {
    const at = this.blocks[this.blockIndex(line)]!;
    return roleIn(at.block, line - at.first);
  }

  /** The line of the row that this line belongs to: itself, or the row above a detail. */
  rowOf(line: number): number | undefined {
    if (this.roleOf(line) === "part") return this.#rowBelow(line);
    for (let at = line; 0 <= at && at < this.lineCount; at--) {
      const role = this.roleOf(at);
      if (isObserved(role)) return at;
      if (role !== "detail" && (at === line || !isBetweenDetails(role))) return undefined;
    }
    return undefined;
  }

  /** The line of the row that the parts on this line and those below belong to. */
  #rowBelow(line: number): number | undefined {
    const end = Math.min(this.lineCount, line + mostDetails);
    for (let at = line; at < end; at++) {
      const role = this.roleOf(at);
      if (isObserved(role)) return at;
      if (role !== "part" && role !== "ignorable") return undefined;
    }
    return undefined;
  }

  /** The last line that adds to the row on or above `line`. */
  lastDetailOf(line: number): number {
    let last = line;
    let at = line + 1;
    const end = Math.min(this.lineCount, at + mostDetails);
    for (let index = this.blockIndex(at); at < end; index++) {
      const { first, block } = this.blocks[index]!;
      for (; at < end && at - first < block.lines; at++) {
        const role = roleIn(block, at - first);
        if (role === "detail") last = at;
        else if (!isBetweenDetails(role)) return last;
      }
    }
    return last;
  }

  /** What the rows say that start on these lines, with what following lines add to them. */
  observations(firstLine: number, lastLine: number): readonly Observation[] {
    const seen: Observation[] = [];
    const first = this.#firstObserved(firstLine, lastLine);
    if (first === undefined) return seen;
    const last = this.lastDetailOf(Math.min(lastLine, this.lineCount - 1));
    // Whether a detail belongs to the observation seen last.
    let open = false;
    this.walkRows(first, last, (reading, reader) => {
      const { role } = reading;
      if (role === "detail" && open) seen.push(amend(seen.pop()!, reading.row));
      else if (isObserved(role) && reading.line <= lastLine) {
        seen.push(this.#observer.observe(reading, reader, this.origins?.partAt(reading.line)?.latest));
        open = true;
      } else if (!isBetweenDetails(role)) open = false;
    });
    return seen;
  }

  /** The first of these lines whose block has an observation. */
  #firstObserved(firstLine: number, lastLine: number): number | undefined {
    const { blocks } = this;
    for (let index = this.blockIndex(firstLine); index < blocks.length; index++) {
      const { first, block } = blocks[index]!;
      if (lastLine < first) break;
      if (0 < block.observed) return Math.max(first, firstLine);
    }
    return undefined;
  }

  observationAt(line: number): Observation | undefined {
    const row = this.rowOf(line);
    return row === undefined ? undefined : this.observations(row, row)[0];
  }

  /** Reads lines again, as their blocks were read. */
  walk(firstLine: number, lastLine: number, visit: LineVisitor): void {
    const first = Math.max(0, firstLine);
    const last = Math.min(lastLine, this.lineCount - 1);
    if (last < first) return;
    const from = this.blocks[this.blockIndex(first)]!;
    let reader = this.#readerAt(from.block.state, from.first);
    const reading = new LineReading();
    for (let line = from.first; line <= last; line++) {
      const passage = this.origins?.passageAt(line);
      if (passage) reader = this.#readerAt(passage.state, line);
      reading.read(reader, this.#lines, line);
      if (first <= line) visit(reading, reader);
      // What the lines below need to know of this one is known at its end.
      if (reading.role === "row") while (reader.more(reading.row));
    }
  }

  /** The same, with every row of a line that has more than one. */
  walkRows(firstLine: number, lastLine: number, visit: LineVisitor): void {
    this.walk(firstLine, lastLine, (reading, reader) => {
      visit(reading, reader);
      if (reading.role === "row") while (reader.more(reading.row)) visit(reading, reader);
    });
  }

  /** Index in `blocks` of the block that holds a line; of the last one for a line behind the end. */
  blockIndex(line: number): number {
    return lastAtOrBefore(this.blocks, line, ({ first }) => first);
  }

  #readerAt(state: string, line: number): EvidenceReader {
    const { formats, origins, knownOf } = this.#options;
    const part = origins?.partAt(line);
    const known = knownOf ? { known: knownOf(part?.uri ?? this.uri) } : {};
    return new EvidenceReader({ kind: part?.kind ?? this.kind, formats, blanks: "repair", state, ...known });
  }

  #readAll(): void {
    const whole: readonly Passage[] = [{ first: 0, state: "" }];
    const passages = this.origins?.passages() ?? whole;
    this.#blocks = passages.flatMap(({ first, state }, i) => {
      const end = Math.min(passages[i + 1]?.first ?? this.lineCount, this.lineCount);
      return this.#readLines(this.#readerAt(state, first), first, Math.max(0, end - first));
    });
    this.#forget();
  }

  /** What lines are does not follow from clocks; what was kept of the blocks for them does. */
  #renew(): void {
    this.#blocks = this.#blocks.map((block) => ({ ...block }));
    this.#forget();
  }

  #forget(): void {
    this.#placed = undefined;
    this.#captures = undefined;
    this.#fences = undefined;
  }

  /** Reads on from the block that a change begins in. */
  #reread({ first, removed, added }: LineChange): void {
    let from = this.blockIndex(first);
    let to = this.blockIndex(first + Math.max(removed, 1) - 1);
    if (this.#linesOf(from, to) + added - removed < leastLinesPerBlock) {
      if (to + 1 < this.#blocks.length) to++;
      else if (0 < from) from--;
    }
    const start = this.blocks[from]!.first;
    const reader = this.#readerAt(this.#blocks[from]!.state, start);
    const count = this.#linesOf(from, to) + added - removed;
    const read = this.#readLines(reader, start, count);
    let next = start + count;
    while (to + 1 < this.#blocks.length && this.#blocks[to + 1]!.state !== reader.state) {
      to++;
      read.push(readBlock(reader, this.#lines, next, this.#blocks[to]!.lines));
      next += this.#blocks[to]!.lines;
    }
    this.#blocks = this.#blocks.slice(0, from).concat(read, this.#blocks.slice(to + 1));
    this.#forget();
  }

  #linesOf(from: number, to: number): number {
    const last = this.blocks[to]!;
    return last.first + last.block.lines - this.blocks[from]!.first;
  }

  #readLines(reader: EvidenceReader, first: number, count: number): EvidenceBlock[] {
    const blocks: EvidenceBlock[] = [];
    const parts = Math.ceil(count / linesPerBlock);
    for (let part = 0; part < parts; part++) {
      const start = Math.floor((count * part) / parts);
      const end = Math.floor((count * (part + 1)) / parts);
      blocks.push(readBlock(reader, this.#lines, first + start, end - start));
    }
    return blocks;
  }
}
