import { ascii, hasWordAt, skipBlanks, skipWord, trimEnd } from "../../core/ascii.ts";
import type { LineReader } from "../../core/format.ts";
import { LineBytes, textOf } from "../../core/lineBytes.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isUnixConsoleLine } from "../cells/unixConsole.ts";
import { putUses } from "../words/fieldUse.ts";
import { TableCells } from "./tableCells.ts";
import { rulePlaces, type TableHeading, TableHeadings } from "./tableHeading.ts";
import type { TextTable } from "./textTable.ts";
import { isAbsent, isCut, isWordOfShape, type ValueShape } from "./valueShapes.ts";

/** No row is longer; a longer line is read only so far. In bytes. */
const longestLine = 1 << 15;
/** Parts of a state. No line of text has it. */
const part = "\u001f";

/** Reads the rows of a table by the headings last read, else by a default order that they fit. */
export class TableReader implements LineReader {
  readonly #table: TextTable;
  readonly #headings: TableHeadings;
  readonly #defaults: readonly TableHeading[];
  readonly #cells = new TableCells();
  #heading: TableHeading | undefined;
  #headingText = "";
  #ruleText = "";
  /** Whether blank lines lie between the line above and this one. */
  #apart = false;

  constructor(table: TextTable, headings = new TableHeadings(table), state = "") {
    this.#table = table;
    this.#headings = headings;
    this.#defaults = (table.defaults ?? []).map((names) => headings.ofNames(names));
    const [text = "", rule = "", apart = ""] = state.split(part);
    if (text !== "") this.#setHeading(bytesOf(text));
    if (rule !== "") this.#setRule(bytesOf(rule));
    this.#apart = apart !== "";
  }

  get state(): string {
    return this.#headingText + part + this.#ruleText + part + (this.#apart ? "a" : "");
  }

  read(bytes: Uint8Array, start: number, wholeEnd: number, row: Row): LineKind {
    const lineEnd = Math.min(wholeEnd, start + longestLine);
    const end = trimEnd(bytes, start, lineEnd);
    const at = skipBlanks(bytes, start, end);
    if (at === end) {
      this.#apart = true;
      return "ignorable";
    }
    const kind = this.#readLine(row, start, at, end);
    if (kind === "unknown" && this.#apart) this.#forget();
    this.#apart = false;
    return kind;
  }

  #readLine(row: Row, start: number, at: number, end: number): LineKind {
    const { bytes } = row;
    if (this.#heading) {
      const kind = this.readRow(row, start, end);
      if (kind) return kind;
      if (this.#setRule(bytes.subarray(start, end))) return "ignorable";
    }
    if (this.#setHeading(bytes.subarray(start, end))) return "heading";
    if (isUnixConsoleLine(bytes, at, end)) return "ignorable";
    if (this.#table.remarks?.some((remark) => hasWordAt(bytes, at, end, remark))) return "ignorable";
    return this.readByDefault(row, at, end);
  }

  /** Undefined where the line is no row of the table above; the row is then empty. */
  readRow(row: Row, start: number, end: number): LineKind | undefined {
    const heading = this.#heading;
    if (!heading) return undefined;
    const cells = this.#cells;
    const from = this.#table.tree ? behindTree(row.bytes, start, end) : start;
    if (!cells.split(row.bytes, from, end, heading, this.#table.values)) return undefined;
    return this.#put(row, heading);
  }

  readByDefault(row: Row, start: number, end: number): LineKind {
    const at = this.#table.tree ? behindTree(row.bytes, start, end) : start;
    for (const heading of this.#defaults) {
      if (
        !mayStart(row.bytes, at, end, heading) ||
        !this.#cells.splitWithoutHeading(row.bytes, at, end, heading)
      )
        continue;
      const kind = this.#put(row, heading);
      if (kind && (this.#table.isRowAlone?.(row) ?? true)) return kind;
      row.clear(row.bytes);
    }
    return "unknown";
  }

  #put(row: Row, { columns }: TableHeading): LineKind | undefined {
    const { subject, transport, writing, isRow, finish } = this.#table;
    row.subject = subject;
    row.transport = transport;
    for (let i = 0; i < columns.length; i++) {
      const { use } = columns[i]!.column ?? {};
      const [from, to] = [this.#cells.from[i]!, this.#cells.to[i]!];
      if (use === undefined || from < 0 || isAbsent(row.bytes, from, to)) continue;
      if (columns[i]!.column?.shape === "hash" && isCut(row.bytes, from, to)) continue;
      putUses(row, use, from, to, writing);
    }
    if (isRow(row)) return finish?.(row) ?? "row";
    row.clear(row.bytes);
    return undefined;
  }

  #setHeading(line: Uint8Array): boolean {
    const heading = this.#headings.find(line, 0, line.length);
    if (!heading) return false;
    this.#heading = heading;
    this.#headingText = textOf(line, 0, line.length);
    this.#ruleText = "";
    return true;
  }

  /** A rule says more exactly than headings where the columns are. */
  #setRule(line: Uint8Array): boolean {
    const heading = this.#heading;
    const places = heading && rulePlaces(line, 0, line.length);
    if (!places) return false;
    if (places.length !== heading.columns.length || heading.parting !== "blanks") return true;
    const columns = heading.columns.map((column, i) => ({ ...column, ...places[i]! }));
    this.#heading = { ...heading, columns };
    this.#ruleText = textOf(line, 0, line.length);
    return true;
  }

  #forget(): void {
    this.#heading = undefined;
    this.#headingText = "";
    this.#ruleText = "";
  }
}

/** Whether the first two words of a line look like the first two columns: most lines are told by them. */
function mayStart(bytes: Uint8Array, at: number, end: number, { columns }: TableHeading): boolean {
  const to = skipWord(bytes, at, end);
  const second = skipBlanks(bytes, to, end);
  const [a, b] = [columns[0]?.column?.shape, columns[1]?.column?.shape];
  const fits = (shape: ValueShape | undefined, from: number, end: number) =>
    shape === undefined || isWordOfShape(shape, bytes, from, end);
  const mayGoOn = a === "text" || a === "treeName";
  return second < end && fits(a, at, to) && (mayGoOn || fits(b, second, skipWord(bytes, second, end)));
}

/** Behind `** ` or `.. `. */
function behindTree(bytes: Uint8Array, start: number, end: number): number {
  let at = skipBlanks(bytes, start, end);
  const mark = bytes[at];
  if (mark !== ascii.asterisk && mark !== ascii.dot) return at;
  while (at < end && bytes[at] === mark) at++;
  return skipBlanks(bytes, at, end);
}

function bytesOf(text: string): Uint8Array {
  const line = new LineBytes();
  line.set(text);
  return line.bytes.subarray(0, line.length);
}
