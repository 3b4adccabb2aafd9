import { ascii, isBlank, skipWord, trimEnd } from "../../core/ascii.ts";
import { isParting, type PlacedColumn, type TableHeading } from "./tableHeading.ts";
import { Tokens } from "./tokens.ts";
import { hasShape, wordsOfShape } from "./valueShapes.ts";

/** No table for people has more columns. */
const mostColumns = 64;

/** The cells of a row, one a column; -1 where the row has nothing there. */
export class TableCells {
  readonly from = new Int32Array(mostColumns);
  readonly to = new Int32Array(mostColumns);
  readonly #tokens = new Tokens();

  /** Finds the cells as the table has them; false where no way fits all values. */
  split(
    bytes: Uint8Array,
    start: number,
    end: number,
    heading: TableHeading,
    values: "in place" | "in order",
  ): boolean {
    const { columns, parting } = heading;
    if (mostColumns < columns.length) return false;
    if (parting !== "blanks" && this.#splitAt(bytes, start, end, heading)) return true;
    this.#tokens.split(bytes, start, trimEnd(bytes, start, end));
    if (values === "in place" && parting === "blanks" && this.#splitByPlaces(bytes, columns)) return true;
    if (this.splitInOrder(bytes, columns)) return true;
    return values === "in order" && parting === "blanks" && this.#splitByPlaces(bytes, columns);
  }

  /** The same for a row without headings. */
  splitWithoutHeading(bytes: Uint8Array, start: number, end: number, { columns }: TableHeading): boolean {
    const shape = columns[0]?.column?.shape;
    if (shape && !hasShape(shape, bytes, start, skipWord(bytes, start, end))) return false;
    this.#tokens.split(bytes, start, trimEnd(bytes, start, end));
    return this.splitInOrder(bytes, columns);
  }

  #splitAt(bytes: Uint8Array, start: number, end: number, { columns, parting }: TableHeading): boolean {
    this.#clear();
    let at = parting === "bars" ? behindLead(bytes, start, end) : start;
    let partings = 0;
    for (let i = 0; i < columns.length && at <= end; i++) {
      let to = at;
      while (to < end && !isParting(bytes[to]!, parting)) to++;
      if (to < end) partings++;
      if (!this.#put(bytes, i, columns[i]!, at, to)) return false;
      at = to + 1;
    }
    return 0 < partings;
  }

  /** False where the value is none of its column. */
  #put(bytes: Uint8Array, i: number, { column }: PlacedColumn, start: number, end: number): boolean {
    let from = start;
    while (from < end && isBlank(bytes[from])) from++;
    const to = trimEnd(bytes, from, end);
    if (from === to) return true;
    this.from[i] = from;
    this.to[i] = to;
    return column === undefined || hasShape(column.shape, bytes, from, to);
  }

  /**
   * A word is of the column whose heading it stands under, else it goes on with the one before.
   *
   *     Handles  NPM(K)    Id  SI ProcessName
   *     -------  ------    --  -- -----------
   *         843      33 11688   1 Sample Agent
   */
  #splitByPlaces(bytes: Uint8Array, columns: readonly PlacedColumn[]): boolean {
    this.#clear();
    const tokens = this.#tokens;
    let last = 0;
    for (let token = 0; token < tokens.count; token++) {
      const [from, to] = [tokens.column(token), tokens.columnEnd(token)];
      last = columnAt(columns, from, to, last);
      if (this.from[last]! < 0) this.from[last] = tokens.from[token]!;
      this.to[last] = tokens.to[token]!;
    }
    if (last === columns.length - 1) this.to[last] = tokens.end;
    return columns.every(
      ({ column }, i) =>
        this.from[i]! < 0 ||
        column === undefined ||
        hasShape(column.shape, bytes, this.from[i]!, this.to[i]!),
    );
  }

  /** Each word is of the next column that it fits; columns that may be empty are passed over where it does not. */
  splitInOrder(bytes: Uint8Array, columns: readonly PlacedColumn[]): boolean {
    this.#clear();
    const tokens = this.#tokens;
    let token = 0;
    for (let i = 0; i < columns.length; i++) {
      const { column } = columns[i]!;
      if (column?.shape === "text" && i === columns.length - 1 && token < tokens.count) {
        this.from[i] = tokens.from[token]!;
        this.to[i] = tokens.end;
        return true;
      }
      const words = this.#wordsAt(bytes, columns, i, token);
      if (words === 0 && column?.may !== "be empty") return false;
      if (words === 0) continue;
      this.from[i] = tokens.from[token]!;
      this.to[i] = tokens.to[token + words - 1]!;
      token += words;
    }
    return token === tokens.count && 0 < token;
  }

  #wordsAt(bytes: Uint8Array, columns: readonly PlacedColumn[], i: number, token: number): number {
    const tokens = this.#tokens;
    const shape = columns[i]!.column?.shape ?? "word";
    const first = shape === "text" ? 1 : wordsOfShape(shape, bytes, tokens, token);
    if (tokens.count <= token || first === 0) return 0;
    if (shape !== "text" && shape !== "treeName") return first;
    const next = columns[i + 1]?.column?.shape;
    let words = 1;
    while (token + words < tokens.count && tokens.gap(token + words) === 1) {
      if (next && next !== "text" && 0 < wordsOfShape(next, bytes, tokens, token + words)) break;
      words++;
    }
    return words;
  }

  #clear(): void {
    this.from.fill(-1);
  }
}

/** Behind the first bar of a drawn table, in front of which a tree may show its depth: `* |`. */
function behindLead(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (isBlank(bytes[at]) || bytes[at] === ascii.asterisk)) at++;
  return at < end && bytes[at] === bar ? at + 1 : start;
}

const bar = 0x7c;

/** The column under whose heading most of `[from, to)` stands, else `last`, or one that begins before it. */
function columnAt(columns: readonly PlacedColumn[], from: number, to: number, last: number): number {
  let best = -1;
  let most = 0;
  for (let i = last; i < columns.length; i++) {
    const overlap = Math.min(to, columns[i]!.to) - Math.max(from, columns[i]!.from);
    if (overlap <= most) continue;
    most = overlap;
    best = i;
  }
  if (0 <= best) return best;
  let before = last;
  while (before + 1 < columns.length && columns[before + 1]!.from <= from) before++;
  return before;
}
