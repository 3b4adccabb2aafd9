import { ascii, isBlank, isDigit, isWord, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import { PlainRows } from "../../core/plainRows.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { PfirewallCells } from "./pfirewallCells.ts";
import { PfirewallClock } from "./pfirewallClock.ts";
import {
  isEventsLost,
  isPath,
  setAction,
  setAddress,
  setCell,
  setLost,
  setPath,
  setPort,
} from "./pfirewallFields.ts";
import {
  hasLeadingOrder,
  headerlessLayout,
  layoutOf,
  layoutOfHeader,
  leadingLayout,
  type PfirewallLayout,
  restOfHeader,
} from "./pfirewallLayout.ts";
import { PfirewallPlainRows, type PlainEnd } from "./pfirewallPlainRows.ts";
import { readUnevenRow } from "./pfirewallUnevenRow.ts";

/** The state of a reader that has said that the columns are inferred. */
const inferred = "-";
/** Stands before the number of cells, and a blank, of the line above, where the rest of it may stand below. */
const open = "+";

/** Where a single line's numbers go: nobody asks for them. */
const oneRow = new PlainRows();

/** Reads `pfirewall.log`; the columns are those of the last header, or inferred where there was none. */
export class PfirewallReader implements LineReader {
  #header: PfirewallLayout | undefined;
  #isInferred: boolean;
  readonly #cells = new PfirewallCells();
  readonly #clock = new PfirewallClock();
  readonly #plain = new PfirewallPlainRows(this.#clock.day);
  /** Cells of the line above, if it has fewer than there are columns. */
  #above = 0;

  constructor(state = "") {
    const isOpen = state.startsWith(open);
    const known = isOpen ? state.slice(state.indexOf(" ") + 1) : state;
    this.#above = isOpen ? Number(state.slice(open.length, state.indexOf(" "))) : 0;
    this.#isInferred = known === inferred;
    this.#header = known === "" || this.#isInferred ? undefined : layoutOf(known.split(" "));
  }

  get state(): string {
    const known = this.#header?.names ?? (this.#isInferred ? inferred : "");
    return this.#above === 0 ? known : `${open}${this.#above} ${known}`;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    let from = start;
    // Also the NULs that a file still being written begins with after a crash.
    while (from < end && bytes[from]! <= ascii.blank) from++;
    if (from === end) return "ignorable";
    const to = trimEnd(bytes, from, end);
    const last = this.#plainEnd();
    const above = this.#above;
    this.#above = 0;
    if (last && this.#plain.readOne(row, from, to, last, oneRow)) return "row";
    if (above !== 0) {
      const rest = this.#rest(row, from, to, above);
      if (rest) return rest;
    }
    if (!isDigit(bytes[from])) {
      const kind = this.#heading(bytes, from, to);
      if (kind) return kind;
    }
    return this.#readCells(row, from, to);
  }

  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    const last = this.#plainEnd();
    rows.count = 0;
    if (!last) return start;
    const to = this.#plain.read(bytes, start, end, last, rows);
    if (rows.count !== 0) this.#above = 0;
    return to;
  }

  /** What a plain row ends with, where the header is Windows' own or the columns are inferred. */
  #plainEnd(): PlainEnd | undefined {
    if (this.#header) return this.#header.plainEnd;
    return this.#isInferred ? "either" : undefined;
  }

  #heading(bytes: Uint8Array, from: number, to: number): LineKind | undefined {
    const layout = layoutOfHeader(bytes, from, to);
    if (layout) {
      this.#header = layout;
      if (restOfHeader(layout) !== "") this.#above = layout.count;
      return "heading";
    }
    return bytes[from] === ascii.hash ? "ignorable" : undefined;
  }

  /** What a mail program put onto the line below: the rest of the header, or the last cells of a row. */
  #rest(row: Row, from: number, to: number, above: number): LineKind | undefined {
    const { bytes } = row;
    const cells = this.#cells;
    const header = this.#header;
    if (header && isWord(bytes, from, to, restOfHeader(header))) {
      this.#header = layoutOf(`${header.names} ${restOfHeader(header)}`.split(" "));
      return "heading";
    }
    cells.split(bytes, from, to);
    const layout = header ?? headerlessLayout(above + cells.count);
    if (layout?.count !== above + cells.count || !isRestOfCells(bytes, cells)) return undefined;
    setCell(row, cells, field.size, layout.size - above);
    setPath(row, cells, layout.path - above);
    setCell(row, cells, field.pid, layout.pid - above);
    row.flaw("EV016", from, to);
    return "detail";
  }

  #readCells(row: Row, from: number, to: number): LineKind {
    const { bytes } = row;
    const cells = this.#cells;
    cells.split(bytes, from, to);
    const layout = this.#header ?? headerlessLayout(cells.count);
    if (layout?.count === cells.count && this.#isEven(row, layout)) return this.#evenRow(row, layout);
    row.clear(bytes);
    if (this.#header && !hasLeadingOrder(this.#header)) return this.#cutOrUnknown(row, from, to);
    if (!this.#clock.read(row, cells, leadingLayout)) return this.#cutOrUnknown(row, from, to);
    if (isEventsLost(bytes, cells, leadingLayout.action)) return this.#gap(row, leadingLayout.action);
    if (!readUnevenRow(row, cells, this.#header)) return this.#cutOrUnknown(row, from, to);
    if (this.#header) row.flaw("FW003", from, to);
    const isWhole = isPath(bytes, cells, cells.count - 1) || row.has(field.direction);
    if (!isWhole) this.#above = cells.count;
    return this.#inferredRow(row);
  }

  /** Whether the cells are what their columns say; sets the time. */
  #isEven(row: Row, layout: PfirewallLayout): boolean {
    const { bytes } = row;
    const { action, date, destinationAddress: destination, path, sourceAddress: source } = layout;
    if (!this.#clock.read(row, this.#cells, layout)) return false;
    if (0 <= action && isEventsLost(bytes, this.#cells, action)) return true;
    const hasAddress = this.#isAddress(bytes, source) || this.#isAddress(bytes, destination);
    if (this.#header) return hasAddress || (0 <= date && !this.#isAbsent(bytes, source, destination));
    // Without a header, only what looks like a row in every way is one.
    return hasAddress && (path < 0 || this.#cells.isAbsent(bytes, path) || isPath(bytes, this.#cells, path));
  }

  #isAddress(bytes: Uint8Array, cell: number): boolean {
    return isPlainAddress(bytes, this.#cells.from[cell]!, this.#cells.to[cell]!);
  }

  #isAbsent(bytes: Uint8Array, source: number, destination: number): boolean {
    return this.#cells.isAbsent(bytes, source) && this.#cells.isAbsent(bytes, destination);
  }

  /** A row that has just the columns of its layout. */
  #evenRow(row: Row, layout: PfirewallLayout): LineKind {
    const cells = this.#cells;
    if (0 <= layout.action && isEventsLost(row.bytes, cells, layout.action))
      return this.#gap(row, layout.action);
    setAction(row, cells, layout.action);
    setAddress(row, cells, field.sourceAddress, layout.sourceAddress);
    setAddress(row, cells, field.destinationAddress, layout.destinationAddress);
    setCell(row, cells, field.transport, layout.protocol);
    setPort(row, cells, field.sourcePort, layout.sourcePort);
    setPort(row, cells, field.destinationPort, layout.destinationPort);
    setCell(row, cells, field.size, layout.size);
    setCell(row, cells, field.icmpType, layout.icmpType);
    setCell(row, cells, field.icmpCode, layout.icmpCode);
    setCell(row, cells, field.pid, layout.pid);
    setPath(row, cells, layout.path);
    return this.#inferredRow(row);
  }

  /** Says once that no header proves the columns. */
  #inferredRow(row: Row): LineKind {
    if (this.#header || this.#isInferred) return "row";
    this.#isInferred = true;
    row.flaw("FW005", this.#cells.from[0]!, this.#cells.to[this.#cells.count - 1]!);
    return "row";
  }

  #gap(row: Row, action: number): LineKind {
    setLost(row, this.#cells, action);
    return "gap";
  }

  /** A row that ends too early: known by its header or its action, or by a date that it stops in. */
  #cutOrUnknown(row: Row, from: number, to: number): LineKind {
    const { bytes } = row;
    const isTimed = row.has(field.time) && leadingLayout.action < this.#cells.count;
    if (isTimed) setAction(row, this.#cells, leadingLayout.action);
    const isCut = this.#header ? isTimed || isOnlyTime(bytes, from, to) : row.eventType !== undefined;
    row.clear(bytes);
    if (!isCut) return "unknown";
    row.flaw("FW002", from, to);
    return "broken";
  }
}

/** Absent cells, numbers and a path: no word of another kind. */
function isRestOfCells(bytes: Uint8Array, cells: PfirewallCells): boolean {
  for (let cell = 0; cell < cells.count; cell++) {
    const isNumber = allDigits(bytes, cells.from[cell]!, cells.to[cell]!);
    if (!isNumber && !cells.isAbsent(bytes, cell) && !isPath(bytes, cells, cell)) return false;
  }
  return 0 < cells.count;
}

/** `2031-07-02 09:0` */
function isOnlyTime(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const isOfTime =
      isDigit(bytes[i]) || bytes[i] === ascii.minus || bytes[i] === ascii.colon || isBlank(bytes[i]);
    if (!isOfTime) return false;
  }
  return isDigit(bytes[from]);
}
