import { ascii } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { LineBreaks } from "../reading/lineBreaks.ts";
import type { CellTest } from "./cellTest.ts";
import type { EventCells } from "./eventSource.ts";
import { columnNamed, isEventColumn, type TextShape } from "./textShape.ts";

/** A quote that is left open for longer opens nothing: its line ends where it ends. */
const longestEvent = 1 << 18;
const mostColumns = 64;
// Plain numbers: these are compared with every byte.
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const leastKnownColumns = 3;

/** How events stand below a heading of CSV; undefined where the text has no such heading. */
export function csvShape(head: Uint8Array): TextShape | undefined {
  const breaks = new LineBreaks(head);
  const to = Math.min(breaks.next(0), head.length);
  const first = to === head.length ? to : (breaks.behind(to) ?? head.length);
  for (const delimiter of [",", ";", "\t"]) {
    const cells = new CsvCells(delimiter.charCodeAt(0));
    cells.set(head, 0, to);
    const columns = Array.from({ length: cells.count }, (_, i) => columnNamed(cells.text(i)));
    if (columns.filter(isEventColumn).length < leastKnownColumns) continue;
    return shapeOf(cells, columns, first);
  }
  return undefined;
}

function shapeOf(cells: CsvCells, columns: readonly string[], first: number): TextShape {
  return {
    form: "csv",
    columns,
    first,
    last: ({ bytes, from, to }) => {
      cells.set(bytes, from, withoutReturn(bytes, from, to));
      return cells.count < columns.length || cells.isLastOpen ? "cut" : "whole";
    },
    end: endOfEvent,
    start: (bytes, from, to) => (from < withoutReturn(bytes, from, to) ? from : -1),
    cells: ({ bytes, from, to }) => {
      cells.set(bytes, from, withoutReturn(bytes, from, to));
      return cells;
    },
  };
}

/** A line break within quotes ends no event. */
function endOfEvent(bytes: Uint8Array, from: number, to: number): number {
  let isOpen = false;
  let behindFirstBreak = -1;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (quote < byte) continue;
    if (byte === quote) isOpen = !isOpen;
    else if (byte === lineFeed || byte === carriageReturn) {
      // What stands behind a CR tells where the line break ends.
      if (byte === carriageReturn && (i + 1 === to || bytes[i + 1] === lineFeed)) continue;
      if (!isOpen) return i + 1;
      if (behindFirstBreak < 0) behindFirstBreak = i + 1;
    }
    if (longestEvent < i - from && 0 <= behindFirstBreak) return behindFirstBreak;
  }
  return -1;
}

function withoutReturn(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (from < end && (bytes[end - 1] === ascii.lineFeed || bytes[end - 1] === ascii.carriageReturn)) end--;
  return end;
}

/** The cells of one line, found as far as they are asked for. */
class CsvCells implements EventCells {
  readonly #delimiter: number;
  readonly #from = new Uint32Array(mostColumns);
  readonly #to = new Uint32Array(mostColumns);
  readonly #quotes = new Uint8Array(mostColumns);
  #bytes = new Uint8Array(0);
  #count = 0;
  /** Where the next cell begins, and where the line ends. */
  #at = 0;
  #end = -1;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  get count(): number {
    this.#findUpTo(mostColumns - 1);
    return this.#count;
  }

  set(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.#count = 0;
    this.#at = from;
    this.#end = to;
  }

  /** Whether the last cell begins with a quote, and does not end with one. */
  get isLastOpen(): boolean {
    this.#findUpTo(mostColumns - 1);
    return this.#bytes[this.#from[this.#count - 1]! - 1] === quote && this.#bytes[this.#end - 1] !== quote;
  }

  text(column: number): string {
    this.#findUpTo(column);
    if (this.#count <= column) return "";
    const text = textOf(this.#bytes, this.#from[column]!, this.#to[column]!);
    return this.#quotes[column] === 0 ? text : text.replaceAll('""', '"');
  }

  meets(column: number, test: CellTest): boolean {
    this.#findUpTo(column);
    return this.#count <= column || this.#quotes[column] !== 0
      ? test.ofText(this.text(column))
      : test.ofBytes(this.#bytes, this.#from[column]!, this.#to[column]!);
  }

  #findUpTo(column: number): void {
    const [bytes, end] = [this.#bytes, this.#end];
    while (this.#count <= column && this.#count < mostColumns && this.#at <= end) {
      const at = this.#at;
      this.#at = bytes[at] === quote && at < end ? this.#quoted(at + 1, end) : this.#plain(at, end);
    }
  }

  #plain(from: number, to: number): number {
    const bytes = this.#bytes;
    let end = from;
    while (end < to && bytes[end] !== this.#delimiter) end++;
    return this.#add(from, end, 0);
  }

  /**
   * Where a quoted cell ends. Quotes within are doubled, or not, as old versions print them:
   *
   *     "Command line: ""C:\a.exe""","…        "Command line: "C:\a.exe"","…
   *                              └┬┘ odd: ends                         └┬ even: ends before `,"`
   */
  #quoted(from: number, to: number): number {
    const bytes = this.#bytes;
    let quotes = 0;
    for (let at = from; at < to; at++) {
      if (bytes[at] !== quote) continue;
      let behind = at + 1;
      while (behind < to && bytes[behind] === quote) behind++;
      const ends = behind === to || bytes[behind] === this.#delimiter;
      quotes += behind - at;
      if (ends && (behind === to || (behind - at) % 2 === 1 || this.#opensNext(behind, to)))
        return this.#add(from, behind - 1, quotes - 1);
      at = behind - 1;
    }
    return this.#add(from, to, quotes);
  }

  #opensNext(delimiter: number, to: number): boolean {
    return delimiter + 2 < to && this.#bytes[delimiter + 1] === quote && this.#bytes[delimiter + 2] !== quote;
  }

  /** Says where the next cell begins. */
  #add(from: number, to: number, quotes: number): number {
    this.#quotes[this.#count] = Math.min(quotes, 1);
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
    const isQuoted = this.#bytes[from - 1] === quote && this.#bytes[to] === quote;
    return to + (isQuoted ? 2 : 1);
  }
}
