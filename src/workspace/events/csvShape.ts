import { ascii } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { CellOf } from "./eventSource.ts";
import { columnNamed, isEventColumn, type TextShape } from "./textShape.ts";

/** A quote that is left open for longer opens nothing: its line ends where it ends. */
const longestEvent = 1 << 18;
const mostColumns = 64;
const leastKnownColumns = 3;

/** How events stand below a heading of CSV; undefined where the text has no such heading. */
export function csvShape(head: Uint8Array): TextShape | undefined {
  const lineEnd = head.indexOf(ascii.lineFeed);
  const to = lineEnd < 0 ? head.length : lineEnd;
  for (const delimiter of [",", ";", "\t"]) {
    const cells = new CsvCells(delimiter.charCodeAt(0));
    cells.set(head, 0, withoutReturn(head, 0, to));
    const columns = Array.from({ length: cells.count }, (_, i) => columnNamed(cells.text(i)));
    if (columns.filter(isEventColumn).length < leastKnownColumns) continue;
    return shapeOf(cells, columns, lineEnd < 0 ? head.length : lineEnd + 1);
  }
  return undefined;
}

function shapeOf(cells: CsvCells, columns: readonly string[], first: number): TextShape {
  const cellOf: CellOf = (column) => cells.text(column);
  return {
    form: "csv",
    columns,
    first,
    isLastWhole: true,
    end: endOfEvent,
    start: (bytes, from, to) => (from < withoutReturn(bytes, from, to) ? from : -1),
    cells: ({ bytes, from, to }) => {
      cells.set(bytes, from, withoutReturn(bytes, from, to));
      return cellOf;
    },
  };
}

/** A line break within quotes ends no event. */
function endOfEvent(bytes: Uint8Array, from: number, to: number): number {
  let isOpen = false;
  let firstBreak = -1;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === ascii.quote) isOpen = !isOpen;
    else if (byte === ascii.lineFeed) {
      if (!isOpen) return i + 1;
      if (firstBreak < 0) firstBreak = i;
    }
    if (longestEvent < i - from && 0 <= firstBreak) return firstBreak + 1;
  }
  return -1;
}

function withoutReturn(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (from < end && (bytes[end - 1] === ascii.lineFeed || bytes[end - 1] === ascii.carriageReturn)) end--;
  return end;
}

/** The cells of one line. Text is made of those alone that are asked for. */
class CsvCells {
  readonly #delimiter: number;
  readonly #from = new Uint32Array(mostColumns);
  readonly #to = new Uint32Array(mostColumns);
  #bytes = new Uint8Array(0);
  #count = 0;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  get count(): number {
    return this.#count;
  }

  set(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.#count = 0;
    for (let at = from; at <= to && this.#count < mostColumns; )
      at = bytes[at] === ascii.quote && at < to ? this.#quoted(at + 1, to) : this.#plain(at, to);
  }

  text(column: number): string {
    if (this.#count <= column) return "";
    const [from, to] = [this.#from[column]!, this.#to[column]!];
    const text = textOf(this.#bytes, from, to);
    return this.#bytes[from - 1] === ascii.quote ? text.replaceAll('""', '"') : text;
  }

  #plain(from: number, to: number): number {
    const end = this.#bytes.subarray(0, to).indexOf(this.#delimiter, from);
    return this.#add(from, end < 0 ? to : end);
  }

  /**
   * Where a quoted cell ends. Quotes within are doubled, or not, as old versions print them:
   *
   *     "Command line: ""C:\a.exe""","…        "Command line: "C:\a.exe"","…
   *                              └┬┘ odd: ends                         └┬ even: ends before `,"`
   */
  #quoted(from: number, to: number): number {
    const bytes = this.#bytes;
    for (let at = bytes.indexOf(ascii.quote, from); 0 <= at && at < to; ) {
      let behind = at;
      while (behind < to && bytes[behind] === ascii.quote) behind++;
      const ends = behind === to || bytes[behind] === this.#delimiter;
      if (ends && (behind === to || (behind - at) % 2 === 1 || this.#opensNext(behind, to)))
        return this.#add(from, behind - 1);
      at = bytes.indexOf(ascii.quote, behind);
    }
    return this.#add(from, to);
  }

  #opensNext(delimiter: number, to: number): boolean {
    return (
      delimiter + 2 < to &&
      this.#bytes[delimiter + 1] === ascii.quote &&
      this.#bytes[delimiter + 2] !== ascii.quote
    );
  }

  /** Says where the next cell begins. */
  #add(from: number, to: number): number {
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
    const isQuoted = this.#bytes[from - 1] === ascii.quote && this.#bytes[to] === ascii.quote;
    return to + (isQuoted ? 2 : 1);
  }
}
