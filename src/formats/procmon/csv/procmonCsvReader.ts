import { ascii, decimal, indexOfByte, trimEnd } from "../../../core/ascii.ts";
import { field } from "../../../core/field.ts";
import type { LineReader } from "../../../core/format.ts";
import { textOf } from "../../../core/lineBytes.ts";
import type { PlainRows } from "../../../core/plainRows.ts";
import type { LineKind, Row } from "../../../core/row.ts";
import { RewrittenBytes } from "../../cells/rewrittenBytes.ts";
import { writeQuotesOnce } from "../../delimited/doubledQuotes.ts";
import { type Cell, EventFields, noCell, putEvent } from "../eventFields.ts";
import { operationNamed } from "../operations.ts";
import { type CsvLayout, csvLayout, headlessLayout, headlessLayouts, layoutOfHeading } from "./csvColumns.ts";
import { CsvPlainEvents } from "./csvPlainEvents.ts";
import { type CsvDelimiter, CsvRecord } from "./csvRecord.ts";
import { OpenRecord } from "./openRecord.ts";

/** A line of bytes that is read after another row of the same line. */
interface HeldLine {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads events by the columns of the heading above, or by Process Monitor's own. A record whose cells hold line breaks
 * is told as a row of its first line when it ends.
 */
export class ProcmonCsvReader implements LineReader {
  readonly #record = new CsvRecord();
  readonly #fields = new EventFields();
  readonly #rewritten = new RewrittenBytes();
  readonly #open: OpenRecord;
  #layout: CsvLayout | undefined;
  /** Of the layout. */
  #plain: CsvPlainEvents | undefined;
  #held: HeldLine | undefined;
  /** Of the line read last. */
  #lineStart = 0;
  readonly #breaks: "plain" | "pictured";

  /** `breaks`: "pictured" where a line has `␍` and `␊` in place of the line breaks in its details. */
  constructor(state = "", breaks: "plain" | "pictured" = "plain") {
    this.#breaks = breaks;
    const cut = state.indexOf(" ");
    const columns = cut < 0 ? state : state.slice(0, cut);
    if (columns !== "") this.#setLayout(csvLayout(columns.slice(1).split(","), columns[0] as CsvDelimiter));
    this.#open = new OpenRecord(cut < 0 ? "" : state.slice(cut + 1));
  }

  /** The heading's delimiter and names, and what is open of a record. */
  get state(): string {
    const columns = this.#layout ? this.#layout.delimiter + this.#layout.names.join() : "";
    const open = this.#open.state;
    return open === "" ? columns : `${columns} ${open}`;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    this.#held = undefined;
    this.#lineStart = start;
    if (this.#open.lines !== 0) return this.#goOn(bytes, start, end, row);
    const from = behindBlanks(bytes, start, end);
    if (trimEnd(bytes, from, end) === from) return "ignorable";
    const layout = this.#layout;
    if (layout) {
      const kind = this.#readRecord(row, from, end, layout);
      if (kind) return kind;
    }
    const heading = layoutOfHeading(bytes, start, end);
    if (heading) {
      this.#setLayout(heading);
      return "heading";
    }
    return layout ? "unknown" : this.readHeadless(row, from, end);
  }

  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    rows.count = 0;
    return (this.#open.lines === 0 && this.#plain?.read(bytes, start, end, rows)) || start;
  }

  more(row: Row): boolean {
    const held = this.#held;
    if (!held) return false;
    row.clear(held.bytes);
    return this.read(held.bytes, held.start, held.end, row) === "row";
  }

  #setLayout(layout: CsvLayout): void {
    this.#layout = layout;
    this.#plain = CsvPlainEvents.of(layout);
  }

  /** The record that the last line leaves open, as far as it goes. */
  finish(row: Row): boolean {
    const open = this.#open;
    if (open.lines === 0) return false;
    const layout = this.#layout ?? headlessLayout(open.delimiter);
    row.clear(open.bytes);
    this.#tellOpen(row, layout, this.#lineStart);
    row.linesAbove--;
    return true;
  }

  /** The row of a line above which no heading stands; `from` is behind blanks. */
  readHeadless(row: Row, from: number, end: number): LineKind {
    for (const layout of headlessLayouts) {
      if (this.#split(row.bytes, from, end, layout) === "open" || !this.#isHeadless(row.bytes, layout))
        continue;
      return this.#putRecord(row, from, end, layout);
    }
    return "unknown";
  }

  /** Undefined where the line is no record of these columns. */
  #readRecord(row: Row, from: number, end: number, layout: CsvLayout): LineKind | undefined {
    const isOpen = this.#split(row.bytes, from, end, layout) === "open";
    if (!this.#isRecord(row.bytes, layout)) return undefined;
    if (!isOpen) return this.#putRecord(row, from, end, layout);
    if (layout.names.length < this.#record.count) return undefined;
    this.#open.begin(row.bytes, from, end, layout.delimiter);
    this.#put(row, layout);
    return "part";
  }

  #split(bytes: Uint8Array, from: number, end: number, { delimiter }: CsvLayout): "whole" | "open" {
    const mark = delimiter.charCodeAt(0);
    return this.#record.split(bytes, from, endOfCells(bytes, from, end, mark), mark);
  }

  #putRecord(row: Row, from: number, end: number, layout: CsvLayout): LineKind {
    const isJoined = this.#joinRest(row.bytes, layout);
    this.#put(row, layout);
    this.#plain?.note(row, this.#cell(layout.clock), this.#cell(layout.date));
    const { count, hasDoubledQuotes } = this.#record;
    // An empty last cell is lost where lines are trimmed.
    if (count < layout.names.length - 1) row.flaw("EV004", from, trimEnd(row.bytes, from, end));
    if (layout.names.length < count && !isJoined) row.flaw("FW003", from, trimEnd(row.bytes, from, end));
    if (hasDoubledQuotes) writeQuotesOnce(row, this.#rewritten, from, end);
    if (this.#breaks === "pictured") this.#writeBreaks(row, from, end);
    return "row";
  }

  /** Line breaks in place of their pictures, as the other forms of a capture have them. */
  #writeBreaks(row: Row, from: number, end: number): void {
    if (!row.has(field.detail)) return;
    const [start, to] = [row.from[field.detail]!, row.to[field.detail]!];
    if (indexOfByte(row.bytes, firstOfPicture, start, to) < 0) return;
    const text = textOf(row.bytes, start, to).replace(/␍␊?|␊/gu, "\n");
    const place = row.placeOfField(field.detail);
    if (!row.places) this.#rewritten.take(row, from, end);
    this.#rewritten.setText(row, field.detail, text, place);
  }

  /** A further line of a record. */
  #goOn(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    const open = this.#open;
    const layout = this.#layout ?? headlessLayout(open.delimiter);
    if (this.#isWhole(bytes, start, end, layout)) return this.#leaveOpen(bytes, start, end, row, layout);
    if (open.isFullWith(end - start)) return this.#abandon(row, start, end);
    const linesAbove = open.lines;
    const lineStart = open.add(bytes, start, end);
    const mark = open.delimiter.charCodeAt(0);
    if (this.#record.endOfQuoted(open.bytes, lineStart, open.length, mark) < 0)
      return this.#part(row, start, end, layout);
    const isOpen =
      this.#record.split(open.bytes, 0, endOfCells(open.bytes, 0, open.length, mark), mark) === "open";
    // More cells than columns make no record, however it goes on.
    if (isOpen && layout.names.length < this.#record.count) return this.#abandon(row, start, end);
    if (isOpen) return this.#part(row, start, end, layout);
    this.#putJoined(row, layout, lineStart, start);
    row.linesAbove = linesAbove;
    open.close();
    return "row";
  }

  #abandon(row: Row, start: number, end: number): LineKind {
    row.flaw("EV004", start, end);
    this.#open.close();
    return "broken";
  }

  /** A line that is all of the cell that is open. */
  #part(row: Row, start: number, end: number, { uses }: CsvLayout): LineKind {
    row.subject = "event";
    if (uses.includes(field.detail)) row.set(field.detail, start, end);
    return "part";
  }

  /** The record that is open never ended: it is told as far as it goes, and then the one on this line. */
  #leaveOpen(bytes: Uint8Array, start: number, end: number, row: Row, layout: CsvLayout): LineKind {
    this.#tellOpen(row, layout, start);
    this.#held = { bytes, start, end };
    return "row";
  }

  /** Tells the record that is open on a line below it that begins at `start`. */
  #tellOpen(row: Row, layout: CsvLayout, start: number): void {
    const open = this.#open;
    const end = trimLines(open.bytes, open.length);
    this.#record.split(open.bytes, 0, end, open.delimiter.charCodeAt(0));
    this.#putJoined(row, layout, end, start);
    row.linesAbove = open.lines;
    row.flaw("EV004", 0, 0);
    open.close();
  }

  /** Whether the line is a record of its own, whatever is open above. */
  #isWhole(bytes: Uint8Array, start: number, end: number, layout: CsvLayout): boolean {
    const from = behindBlanks(bytes, start, end);
    if (from === end || this.#split(bytes, from, end, layout) === "open") return false;
    const { count } = this.#record;
    const { clock, date, names } = layout;
    const time = 0 <= clock ? clock : date;
    if (count !== names.length || !this.#isRecord(bytes, layout) || time < 0) return false;
    return this.#fields.isTime(bytes, this.#cell(time));
  }

  /** Cells say what they are: the number of a process, a time, as many as the heading has. */
  #isRecord(bytes: Uint8Array, { clock, names, pid }: CsvLayout): boolean {
    const { count, from, to } = this.#record;
    if (count < 2) return false;
    // Of a process that a damaged capture does not name nothing is said.
    if (0 <= pid && pid < count && from[pid] !== to[pid])
      return !Number.isNaN(decimal(bytes, from[pid]!, to[pid]!));
    if (0 <= clock && clock < count) return this.#fields.isTime(bytes, this.#cell(clock));
    return count === names.length;
  }

  #isHeadless(bytes: Uint8Array, layout: CsvLayout): boolean {
    const { count, from, to } = this.#record;
    const { clock, names, operation } = layout;
    if (count < names.length - 1 || !this.#isRecord(bytes, layout)) return false;
    return (
      this.#fields.isTime(bytes, this.#cell(clock)) &&
      operationNamed(textOf(bytes, from[operation]!, to[operation]!)) !== undefined
    );
  }

  #put(row: Row, layout: CsvLayout): void {
    const { count, from, to } = this.#record;
    const { uses } = layout;
    for (let i = 0; i < count && i < uses.length; i++) {
      const use = uses[i];
      if (use === undefined || use === "clock" || use === "date" || from[i] === to[i]) continue;
      row.set(use, from[i]!, to[i]!);
    }
    this.#fields.putTime(row, this.#cell(layout.clock), this.#cell(layout.date));
    putEvent(row);
  }

  /** The cells of the lines joined, each at its place in the line that stands in `row` if it begins there. */
  #putJoined(row: Row, layout: CsvLayout, lineStart: number, start: number): void {
    const { bytes } = this.#open;
    const record = this.#record;
    const rewritten = this.#rewritten;
    const placeOf = (offset: number) => start + Math.max(0, offset - lineStart);
    this.#joinRest(bytes, layout);
    rewritten.clear();
    for (let i = 0; i < record.count; i++) {
      const [from, to] = [record.from[i]!, record.to[i]!];
      const text = textOf(bytes, from, to);
      const meant = record.hasDoubledQuotes ? text.replaceAll('""', '"') : text;
      record.from[i] = rewritten.addText(meant, placeOf(from), placeOf(to));
      record.to[i] = rewritten.length - 1;
    }
    row.bytes = rewritten.bytes;
    row.places = rewritten;
    this.#put(row, layout);
  }

  /** Where a last column of details is not quoted, its commas part nothing: they are joined again. */
  #joinRest(bytes: Uint8Array, { uses }: CsvLayout): boolean {
    const { count, from, to } = this.#record;
    const last = uses.length - 1;
    const isSplit = uses.length < count && uses[last] === field.detail;
    if (!isSplit || bytes[from[last]! - 1] === ascii.quote) return false;
    to[last] = to[count - 1]!;
    return true;
  }

  #cell(column: number): Cell {
    if (column < 0 || this.#record.count <= column) return noCell;
    return { from: this.#record.from[column]!, to: this.#record.to[column]! };
  }
}

/** Of `␍` and `␊` in UTF-8. */
const firstOfPicture = 0xe2;

/** Behind blanks, and the byte order mark of UTF-8. */
function behindBlanks(bytes: Uint8Array, start: number, end: number): number {
  let from = start;
  // A tab is an empty cell.
  while (from < end && bytes[from] === ascii.blank) from++;
  return from;
}

/** Where the last line ends that is not empty. */
function trimLines(bytes: Uint8Array, end: number): number {
  let to = end;
  while (0 < to && (bytes[to - 1] === ascii.lineFeed || bytes[to - 1] === ascii.carriageReturn)) to--;
  return to;
}

/** Tabs at the end are empty cells, where tabs part them. */
function endOfCells(bytes: Uint8Array, from: number, end: number, mark: number): number {
  if (mark !== ascii.tab) return trimEnd(bytes, from, end);
  let to = end;
  while (from < to && (bytes[to - 1] === ascii.carriageReturn || bytes[to - 1] === ascii.blank)) to--;
  return to;
}
