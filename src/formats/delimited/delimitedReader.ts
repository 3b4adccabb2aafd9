import { ascii, hasWordAt, isBlank, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";
import { putUses } from "../words/fieldUse.ts";
import { DelimitedCells, type Delimiter } from "./delimitedCells.ts";
import type { DelimitedLayout, DelimitedLayouts } from "./delimitedLayout.ts";
import type { DelimitedTable, PlainRowReader } from "./delimitedTable.ts";
import { writeQuotesOnce } from "./doubledQuotes.ts";

/** Reads the rows of a table by the header last read, else by a default order that they fit. */
export class DelimitedReader implements LineReader {
  readonly #table: DelimitedTable;
  readonly #layouts: DelimitedLayouts;
  readonly #cells = new DelimitedCells();
  readonly #time = new Uint8Array(longestTime);
  readonly #rewritten = new RewrittenBytes();
  #header: DelimitedLayout | undefined;
  /** Of the header. */
  #plain: PlainRowReader | undefined;
  #isBehindEnd: boolean;

  constructor(table: DelimitedTable, layouts: DelimitedLayouts, state = "") {
    this.#table = table;
    this.#layouts = layouts;
    this.#isBehindEnd = state === behindEnd;
    if (state !== "" && !this.#isBehindEnd)
      this.#setHeader(layouts.layoutOf(state.slice(1).split(","), state[0] as Delimiter));
  }

  /** The header's delimiter and names. */
  get state(): string {
    if (this.#isBehindEnd) return behindEnd;
    return this.#header ? this.#header.delimiter + this.#header.names.join() : "";
  }

  get layout(): DelimitedLayout | undefined {
    return this.#header;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    const from = contentStart(bytes, start, end);
    const to = trimEnd(bytes, from, end);
    if (from === to) return "ignorable";
    if (this.#header) {
      const kind = this.#readRow(row, from, end, this.#header);
      if (kind) return kind;
    }
    const layout = this.#layouts.layoutOfHeader(bytes, from, to);
    if (layout) {
      this.#setHeader(layout);
      this.#isBehindEnd = false;
      return "heading";
    }
    if (this.#ends(bytes, from, to)) return "ignorable";
    if (this.#table.remarks?.some((remark) => hasWordAt(bytes, from, to, remark))) return "ignorable";
    return this.#header ? "unknown" : this.readByDefault(row, from, end);
  }

  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    rows.count = 0;
    return this.#plain?.read(bytes, start, end, rows) ?? start;
  }

  #setHeader(header: DelimitedLayout | undefined): void {
    this.#header = header;
    this.#plain = header && this.#table.plainRows?.(header);
  }

  #ends(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#isBehindEnd) return true;
    if (!this.#table.ends?.some((end) => hasWordAt(bytes, from, to, end))) return false;
    this.#setHeader(undefined);
    this.#isBehindEnd = true;
    return true;
  }

  /** The row of a line above which no header stands; `from` is behind blanks. */
  readByDefault(row: Row, from: number, end: number): LineKind {
    for (const layout of this.#layouts.defaults) {
      const kind = this.#readRow(row, from, end, layout);
      if (kind) return kind;
    }
    return "unknown";
  }

  /** Undefined where the line is no row of these columns; the row is then empty. */
  #readRow(row: Row, from: number, end: number, layout: DelimitedLayout): LineKind | undefined {
    const { bytes } = row;
    const cells = this.#cells;
    if (!cells.split(bytes, from, endOfCells(bytes, from, end, layout), layout.delimiter)) return undefined;
    const isEven = cells.count === layout.names.length;
    if (!isEven && layout !== this.#header) return undefined;
    const { subject, finish, writing } = this.#table;
    if (subject) row.subject = subject;
    if (0 <= layout.date && 0 <= layout.clock) this.#putTime(row, layout);
    // Of a row that ends too soon, the last cell may be a part of itself.
    const whole = cells.count < layout.names.length ? cells.count - 1 : cells.count;
    for (let i = 0; i < whole; i++) {
      const use = layout.uses[i];
      if (use === undefined || use === "date" || use === "clock" || cells.from[i] === cells.to[i]) continue;
      putUses(row, use, cells.from[i]!, cells.to[i]!, writing);
    }
    if (this.#isRow(row, isEven, layout)) {
      if (!isEven) row.flaw("FW003", from, trimEnd(bytes, from, end));
      const kind = finish?.(row) ?? "row";
      if (cells.hasDoubledQuotes) writeQuotesOnce(row, this.#rewritten, from, end);
      return kind;
    }
    row.clear(bytes);
    return undefined;
  }

  /** A time in two columns, as if one blank parted them. */
  #putTime(row: Row, { date, clock }: DelimitedLayout): void {
    const { from, to, count } = this.#cells;
    if (count <= date || count <= clock) return;
    const [dateTo, clockFrom] = [to[date]!, from[clock]!];
    const length = dateTo - from[date]! + 1 + to[clock]! - clockFrom;
    if (this.#time.length < length) return;
    this.#time.fill(ascii.blank);
    this.#time.set(row.bytes.subarray(from[date]!, dateTo));
    this.#time.set(row.bytes.subarray(clockFrom, to[clock]!), dateTo - from[date]! + 1);
    const { bytes } = row;
    row.bytes = this.#time;
    readWrittenTime(row, 0, length, this.#table.writing?.dates);
    row.bytes = bytes;
    if (!row.has(field.time)) return;
    if (date < clock) row.set(field.time, from[date]!, to[clock]!);
    else row.set(field.time, clockFrom, to[clock]!);
  }

  /** A line of another kind may have as many cells. One that has other than its header needs an address. */
  #isRow(row: Row, isEven: boolean, layout: DelimitedLayout): boolean {
    if (layout !== this.#header) return this.#table.isRow?.(row) ?? false;
    const hasAddress = isAddressAt(row, field.sourceAddress) || isAddressAt(row, field.destinationAddress);
    if (hasAddress) return true;
    if (row.has(field.file)) return isEven;
    return isEven && (!Number.isNaN(row.time) || !Number.isNaN(row.number(field.pid)));
  }
}

const longestTime = 64;
/** The state of a reader below a line that ended the rows. */
const behindEnd = ".";

/** Whether an end of a row is an address by its shape, and no name. */
export function isAddressAt(row: Row, index: 3 | 5): boolean {
  return row.has(index) && isPlainAddress(row.bytes, row.from[index]!, row.to[index]!);
}

function contentStart(bytes: Uint8Array, start: number, end: number): number {
  let from = start;
  // A tab is an empty cell.
  while (from < end && bytes[from] === ascii.blank) from++;
  return from;
}

/** Blanks and tabs at the end may be empty cells, where tabs part them. */
function endOfCells(bytes: Uint8Array, from: number, end: number, { delimiter }: DelimitedLayout): number {
  if (delimiter !== "\t") return trimEnd(bytes, from, end);
  let to = end;
  while (
    from < to &&
    (bytes[to - 1] === ascii.carriageReturn || (isBlank(bytes[to - 1]) && bytes[to - 1] !== ascii.tab))
  )
    to--;
  return to;
}
