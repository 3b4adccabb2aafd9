import { ascii, trimEnd } from "../../core/ascii.ts";
import type { LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";
import { putUses, type ValueUse } from "../words/fieldUse.ts";
import type { JsonKeys } from "./jsonKeys.ts";
import { JsonRecords } from "./jsonRecords.ts";
import type { JsonTable } from "./jsonTable.ts";

/** A table made ready to read by. */
export interface JsonLayout {
  readonly table: JsonTable;
  readonly keys: JsonKeys;
  /** Marks of the keys that a record has, for each of the table's lists. */
  readonly wanted: readonly number[];
}

/**
 * Reads the records of a table: many on a line, one on a line, or one on many lines, which is told as a row of its
 * first line when it ends.
 */
export class JsonReader implements LineReader {
  readonly #layout: JsonLayout;
  readonly #records: JsonRecords;
  readonly #rewritten = new RewrittenBytes();
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  constructor(layout: JsonLayout, state = "") {
    this.#layout = layout;
    this.#records = new JsonRecords(layout.keys, layout.wanted, state);
  }

  get state(): string {
    return this.#records.state;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    this.#end = trimEnd(bytes, start, end);
    const from = jsonStart(bytes, start, this.#end);
    if (from === this.#end) {
      this.#records.passLine();
      return "ignorable";
    }
    if (from < 0) return "unknown";
    // Whatever was left open above: this is a document of its own, or an element of one.
    if (from + 1 < this.#end && bytes[from] === leftBrace && bytes[from + 1] === ascii.quote)
      this.#records.clear();
    this.#bytes = bytes;
    this.#records.start(bytes, from, this.#end);
    const kind = this.#next(row);
    if (kind === "row" || kind === "gap") return kind;
    const atEnd = this.#endOfLine(row);
    return atEnd === "ignorable" ? (kind ?? atEnd) : atEnd;
  }

  more(row: Row): boolean {
    row.clear(this.#bytes);
    if (this.#next(row) === "row") return true;
    return this.#endOfLine(row) === "row";
  }

  /** The next record that ends on this line. */
  #next(row: Row): LineKind | undefined {
    let last: LineKind | undefined;
    for (;;) {
      const found = this.#records.next(this.#bytes);
      if (found === "end") return last;
      last = this.#fill(row, "row");
      row.linesAbove = this.#records.linesAbove;
      if (last === "row" || last === "gap") return last;
      row.clear(this.#bytes);
    }
  }

  /** What a line is on which no record ends: a part of one. */
  #endOfLine(row: Row): LineKind {
    const records = this.#records;
    let kind: LineKind = "ignorable";
    if (records.count !== 0) {
      // A line that has both ends of a record and not its own end was cut: nobody writes documents so.
      const isCut = records.isKnown && (records.isNew || records.tokens.isCut);
      kind = this.#fill(row, isCut ? "row" : "part");
      // The record tells them when it ends.
      if (!isCut) row.flaws.length = 0;
      if (isCut) row.flaw("FW002", this.#end, this.#end);
      if (isCut) records.drop();
    }
    records.carry(this.#bytes);
    return kind;
  }

  #fill(row: Row, kind: "row" | "part"): LineKind {
    const { finish, subject } = this.#layout.table;
    if (subject) row.subject = subject;
    if (this.#isAsPrinted()) this.#putPrinted(row);
    else this.#putRewritten(row);
    return kind === "row" ? (finish?.(row) ?? kind) : kind;
  }

  #isAsPrinted(): boolean {
    const records = this.#records;
    for (let i = 0; i < records.count; i++) {
      const { from, hasEscapes, text, to } = records.value(i);
      if (text !== undefined || (hasEscapes && hasBackslash(this.#bytes, from, to))) return false;
    }
    return true;
  }

  #putPrinted(row: Row): void {
    const records = this.#records;
    for (let i = 0; i < records.count; i++) {
      const { from, key, to } = records.value(i);
      putUses(row, key.use!, from, wholeEnd(this.#bytes, from, to, key.use!), this.#layout.table.writing);
    }
  }

  #putRewritten(row: Row): void {
    const records = this.#records;
    const rewritten = this.#rewritten;
    rewritten.clear();
    const ends: number[] = [];
    for (let i = 0; i < records.count; i++) {
      const { from, hasEscapes, text, to } = records.value(i);
      if (text !== undefined) rewritten.addText(text, this.#end, this.#end);
      else if (hasEscapes) rewritten.addUnescaped(this.#bytes, from, to);
      else rewritten.add(this.#bytes, from, to);
      ends.push(rewritten.length);
    }
    row.bytes = rewritten.bytes;
    row.places = rewritten;
    for (let i = 0; i < records.count; i++) {
      const use = records.value(i).key.use!;
      const [from, to] = [i === 0 ? 0 : ends[i - 1]!, ends[i]! - 1];
      putUses(row, use, from, wholeEnd(row.bytes, from, to, use), this.#layout.table.writing);
    }
  }
}

/** Where a number ends that is whole: tables of decimals make `443.0` of it. Of a time the digits count. */
function wholeEnd(bytes: Uint8Array, from: number, to: number, use: ValueUse): number {
  const at = to - 2;
  const isWhole = bytes[at] === ascii.dot && bytes[to - 1] === ascii.zero && allDigits(bytes, from, at);
  return isWhole && use !== "time" && use !== "started" ? at : to;
}

const leftBrace = 0x7b;
const rightBrace = 0x7d;

/** What may stand before JSON on its line: what syslog writes, `@cee:`. */
const longestPrefix = 300;

/** Where the JSON of a line begins, behind blanks and what syslog writes before it; -1 where there is none. */
export function jsonStart(bytes: Uint8Array, start: number, end: number): number {
  let from = start;
  while (from < end && bytes[from]! <= ascii.blank) from++;
  if (from === end || mayBeJson(bytes, from, end)) return from;
  const last = Math.min(end - 1, from + longestPrefix);
  for (let at = from + 1; at < last; at++)
    if (bytes[at] === leftBrace && bytes[at + 1] === ascii.quote && isBehindPrefix(bytes[at - 1]!)) return at;
  return -1;
}

function isBehindPrefix(byte: number): boolean {
  return byte === ascii.blank || byte === ascii.colon;
}

/** Whether a line begins as a line of JSON does. */
export function mayBeJson(bytes: Uint8Array, from: number, end: number): boolean {
  const first = bytes[from]!;
  if (first === leftBrace || first === ascii.leftBracket) return true;
  if (first === ascii.quote) return true;
  const closes = first === rightBrace || first === ascii.rightBracket || first === ascii.comma;
  return closes && end - from < longestClosing;
}

/** `}], "`, and what else a closing line holds. */
const longestClosing = 1 << 12;

function hasBackslash(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === ascii.backslash) return true;
  return false;
}
