import { ascii, hasWordAt, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { DelimitedCells, type Delimiter } from "./delimitedCells.ts";
import type { ColumnUse, DelimitedTable } from "./delimitedTable.ts";
import { foldedName, foldedNameAt } from "./foldedName.ts";

/** The columns of a log as its header, or its table, declares them. */
export interface DelimitedLayout {
  readonly delimiter: Delimiter;
  /** Folded. */
  readonly names: readonly string[];
  /** What the column in the same place is. */
  readonly uses: readonly (ColumnUse | undefined)[];
  /** Places of the two halves of a time, -1 where it is whole. */
  readonly date: number;
  readonly clock: number;
}

/** A header is not longer, in bytes. */
const longestHeader = 8192;
/** A header's first columns may be unknown ones, but not so many. */
const mostUnknown = 6;

/** What a table says, made ready to be asked for every line. */
export class DelimitedLayouts {
  readonly #table: DelimitedTable;
  readonly #uses: ReadonlyMap<string, ColumnUse>;
  readonly #headers: readonly (readonly string[])[];
  readonly #cells = new DelimitedCells();
  readonly defaults: readonly DelimitedLayout[];

  constructor(table: DelimitedTable) {
    this.#table = table;
    this.#uses = new Map(Object.entries(table.columns).map(([name, use]) => [foldedName(name), use]));
    this.#headers = table.headers.map((names) => names.map(foldedName));
    this.defaults = (table.defaults ?? []).map(({ names, delimiter }) =>
      this.layoutOf(names.map(foldedName), delimiter),
    );
  }

  layoutOf(names: readonly string[], delimiter: Delimiter): DelimitedLayout {
    const uses = names.map((name) => this.#uses.get(name));
    return { names, delimiter, uses, date: uses.indexOf("date"), clock: uses.indexOf("clock") };
  }

  /** The columns that a header declares, or undefined where the line is no header of this table. */
  layoutOfHeader(bytes: Uint8Array, start: number, end: number): DelimitedLayout | undefined {
    const from = this.#namesStart(bytes, start, end);
    if (from < 0 || longestHeader < end - from || !mayBeName(bytes[from]!)) return undefined;
    for (const delimiter of this.#table.delimiters) {
      const names = this.#namesAt(bytes, from, end, delimiter);
      if (names && this.#table.foreign?.some((name) => names.includes(foldedName(name)))) return undefined;
      if (names && this.#headers.some((wanted) => wanted.every((name) => names.includes(name))))
        return this.layoutOf(names, delimiter);
    }
    return undefined;
  }

  /** Behind the mark of a header, -1 where it is wanted and not there. */
  #namesStart(bytes: Uint8Array, start: number, end: number): number {
    const mark = this.#table.headerMark;
    if (mark === undefined) return start;
    return hasWordAt(bytes, start, end, mark) ? skipBlanks(bytes, start + mark.length, end) : -1;
  }

  /** Gives up at the first cell that is no name, and where none of the first is known: nearly all lines are rows. */
  #namesAt(bytes: Uint8Array, from: number, end: number, delimiter: Delimiter): string[] | undefined {
    if (!this.#startsAsHeader(bytes, from, end, delimiter)) return undefined;
    const cells = this.#cells;
    if (!cells.split(bytes, from, trimEnd(bytes, from, end), delimiter) || cells.count < 2) return undefined;
    const names: string[] = [];
    for (let i = 0; i < cells.count; i++) names.push(foldedNameAt(bytes, cells.from[i]!, cells.to[i]!) ?? "");
    const named = names.filter((name) => name !== "").length;
    const isKnown = names.slice(0, mostUnknown).some((name) => this.#uses.has(name));
    return isKnown && cells.count <= named + 1 ? names : undefined;
  }

  /** Whether the first cell ends with this delimiter and is a name. */
  #startsAsHeader(bytes: Uint8Array, from: number, end: number, delimiter: Delimiter): boolean {
    const mark = delimiter.charCodeAt(0);
    const first = bytes[from] === mark || bytes[from] === ascii.quote ? from + 1 : from;
    let to = first;
    while (to < end && bytes[to] !== mark && bytes[to] !== ascii.quote) to++;
    return to < end && foldedNameAt(bytes, first, to) !== undefined;
  }
}

/** A letter, a quote, `%`, `@`, `$`, `|` or what is beyond ASCII. */
function mayBeName(byte: number): boolean {
  return 0x40 <= byte
    ? byte !== 0x5b && byte !== 0x7b
    : byte === ascii.quote || (0x23 <= byte && byte <= 0x25);
}
