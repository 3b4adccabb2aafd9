import { ascii, isBlank, trimEnd } from "../../core/ascii.ts";
import { foldedName, foldedNameAt } from "../delimited/foldedName.ts";
import { tellingNames } from "../delimited/tellingNames.ts";
import { MarkSearch } from "../markSearch.ts";
import { columnsIn } from "../tasklist/tasklistCells.ts";
import { FirstWords } from "./firstWords.ts";
import type { TextColumn, TextTable } from "./textTable.ts";

/** What parts the cells of a line: nothing but blanks, tabs, or the bars of a drawn table. */
export type Parting = "blanks" | "tabs" | "bars";

/** A heading and where it stands, in columns of the screen from the start of its line. */
export interface PlacedColumn {
  readonly name: string;
  /** Undefined where the heading is not known. */
  readonly column: TextColumn | undefined;
  readonly from: number;
  readonly to: number;
}

export interface TableHeading {
  readonly parting: Parting;
  readonly columns: readonly PlacedColumn[];
}

/** No heading line is longer, in bytes. */
const longestHeading = 2000;
/** Words in one heading: `Local Address`. */
const mostWords = 3;
const bar = 0x7c;

/** What a table's headings are, made ready to be asked for every line. */
export class TableHeadings {
  readonly #columns: ReadonlyMap<string, TextColumn>;
  readonly #wanted: readonly (readonly string[])[];
  readonly #foreign: readonly string[];
  readonly #first: ReadonlyMap<string, string>;
  /** Names of which every heading line has one: nearly all lines are rows. */
  readonly #telling: MarkSearch;
  readonly #starts: FirstWords;
  /** Headings of several words: `S UID` is none, though SUID is one. */
  readonly #ofWords: ReadonlySet<string>;

  constructor({ columns, headings, foreign = [], first = {} }: TextTable) {
    this.#first = new Map(Object.entries(first).map((names) => names.map(foldedName) as [string, string]));
    this.#foreign = foreign.map(foldedName);
    this.#columns = new Map(Object.entries(columns).map(([name, column]) => [foldedName(name), column]));
    this.#wanted = headings.map((names) => names.map(foldedName));
    this.#telling = new MarkSearch([tellingNames(headings, []).names ?? []], "folded");
    this.#ofWords = new Set(
      Object.keys(columns)
        .filter((name) => name.includes(" "))
        .map(foldedName),
    );
    this.#starts = new FirstWords(Object.keys(columns));
  }

  /** Columns in this order, for rows without headings. */
  ofNames(names: readonly string[]): TableHeading {
    const columns = names.map((name) => ({
      name,
      column: this.#columns.get(foldedName(name)),
      from: 0,
      to: 0,
    }));
    return { parting: "blanks", columns };
  }

  /** The columns that a line declares, or undefined where it is no heading of this table. */
  find(bytes: Uint8Array, start: number, lineEnd: number): TableHeading | undefined {
    let at = start;
    while (at < lineEnd && (isBlank(bytes[at]) || bytes[at] === bar || bytes[at] === ascii.asterisk)) at++;
    if (at === lineEnd || longestHeading < lineEnd - start) return undefined;
    if (!this.#starts.mayBeAt(bytes, at, lineEnd)) return undefined;
    this.#telling.search(bytes, at, lineEnd);
    if (this.#telling.found[0] === 0) return undefined;
    const end = trimEnd(bytes, at, lineEnd);
    const parting = partingOf(bytes, start, end);
    const columns =
      parting === "blanks"
        ? this.#amongBlanks(bytes, start, at, end)
        : this.#between(bytes, at, end, parting);
    const names = new Set(columns?.map(({ name }) => name));
    const isHeading = this.#wanted.some((wanted) => wanted.every((name) => names.has(name)));
    if (this.#foreign.some((name) => names.has(name))) return undefined;
    return columns && isHeading ? { parting, columns: this.#renamed(columns) } : undefined;
  }

  #between(
    bytes: Uint8Array,
    at: number,
    end: number,
    parting: Parting,
  ): readonly PlacedColumn[] | undefined {
    const columns: PlacedColumn[] = [];
    for (let from = at; from < end; ) {
      let to = from;
      while (to < end && !isParting(bytes[to]!, parting)) to++;
      const placed = this.#columnAt(bytes, from, to);
      if (from === at && !placed?.column) return undefined;
      columns.push(placed ?? { name: "", column: undefined, from: 0, to: 0 });
      from = to + 1;
    }
    return columns;
  }

  #renamed(columns: readonly PlacedColumn[]): readonly PlacedColumn[] {
    return columns.map((placed, i) => {
      const name = this.#first.get(placed.name);
      const isFirst = name !== undefined && columns.some((other, k) => i < k && other.name === placed.name);
      return isFirst ? { ...placed, name, column: this.#columns.get(name) } : placed;
    });
  }

  #columnAt(bytes: Uint8Array, start: number, end: number): PlacedColumn | undefined {
    let from = start;
    while (from < end && isBlank(bytes[from])) from++;
    const name = foldedNameAt(bytes, from, trimEnd(bytes, from, end));
    return name === undefined ? undefined : { name, column: this.#columns.get(name), from: 0, to: 0 };
  }

  /** Known headings may have blanks in them; the first one must be known, and more than are not. */
  #amongBlanks(
    bytes: Uint8Array,
    start: number,
    first: number,
    end: number,
  ): readonly PlacedColumn[] | undefined {
    const columns: PlacedColumn[] = [];
    let unknown = 0;
    for (let at = first; at < end; ) {
      const to = this.#endOfKnown(bytes, at, end);
      const isKnown = 0 <= to;
      if (!isKnown && (columns.length === 0 || columns.length < ++unknown * 2)) return undefined;
      const wordEnd = isKnown ? to : endOfWord(bytes, at, end);
      const name = foldedNameAt(bytes, at, wordEnd) ?? "";
      const from = columnsIn(bytes, start, at);
      columns.push({ name, column: this.#columns.get(name), from, to: from + columnsIn(bytes, at, wordEnd) });
      at = wordEnd;
      while (at < end && isBlank(bytes[at])) at++;
    }
    return columns;
  }

  /** The end of the longest known heading at `at`, or -1. */
  #endOfKnown(bytes: Uint8Array, at: number, end: number): number {
    let best = -1;
    let to = at;
    for (let words = 0; words < mostWords && to < end; words++) {
      to = endOfWord(bytes, words === 0 ? at : to + 1, end);
      const name = foldedNameAt(bytes, at, to);
      if (name !== undefined && (words === 0 ? this.#columns : this.#ofWords).has(name)) best = to;
      if (!isBlank(bytes[to]) || isBlank(bytes[to + 1])) break;
    }
    return best;
  }
}

function partingOf(bytes: Uint8Array, at: number, end: number): Parting {
  let tabs = 0;
  let bars = 0;
  for (let i = at; i < end; i++) {
    if (bytes[i] === ascii.tab) tabs++;
    else if (bytes[i] === bar) bars++;
  }
  return 1 < bars ? "bars" : 0 < tabs ? "tabs" : "blanks";
}

export function isParting(byte: number, parting: Parting): boolean {
  return parting === "bars" ? byte === bar : byte === ascii.tab;
}

function endOfWord(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end && !isBlank(bytes[to])) to++;
  return to;
}

/** `------- ---- ---`, `======= ====`: where the columns of the rule are, or undefined where it is none. */
export function rulePlaces(
  bytes: Uint8Array,
  start: number,
  lineEnd: number,
): readonly Pick<PlacedColumn, "from" | "to">[] | undefined {
  const places: { from: number; to: number }[] = [];
  const end = trimEnd(bytes, start, lineEnd);
  for (let at = start; at < end; ) {
    const from = at;
    const mark = bytes[at]!;
    if (isBlank(mark)) {
      at++;
      continue;
    }
    if (mark !== ascii.minus && mark !== ascii.equals) return undefined;
    while (at < end && bytes[at] === mark) at++;
    if (at < end && !isBlank(bytes[at])) return undefined;
    places.push({ from: from - start, to: at - start });
  }
  return places.length === 0 ? undefined : places;
}
