import { ascii, isDigit, isUpper } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { CellList } from "../cells/cellList.ts";
import { allDigits } from "../cells/cellShapes.ts";

/** Columns behind the foreign address that say something, by their headings. */
const letters: ReadonlyMap<string, string> = new Map([
  ["(state)", "s"],
  ["State", "s"],
  ["TCP-State", "s"],
  ["rxbytes", "r"],
  ["txbytes", "t"],
  ["pid", "p"],
  ["process:pid", "p"],
]);
const mostColumns = 40;

/** A letter for each heading; `-` says nothing that is read. */
export function bsdColumns(headings: string): string {
  const words = headings.split(/[ \t]+/).filter((word) => word !== "");
  return words
    .slice(0, mostColumns)
    .map((word) => letters.get(word) ?? "-")
    .join("");
}

/**
 * What stands behind the foreign address: the state, which UDP does not have, and what `-b` and `-v` add.
 *
 *     ESTABLISHED         1022         4711  407872  146988   Mail Helper:46708  00102 00000104 …
 *     └────┬────┘      rxbytes      txbytes                   └────┬────┘ └─┬─┘
 *        state                                                  process    PID
 */
export function readBsdTail(row: Row, cells: CellList, at: number, columns: string): void {
  let cell = at;
  for (const column of columns === "" ? columnsByShape(row.bytes, cells, at) : columns) {
    if (cells.count <= cell) return;
    if (column === "s") cell += readState(row, cells, cell);
    else if (column === "p") cell = readOwner(row, cells, cell);
    else {
      if (column === "r") putNumber(row, field.destinationBytes, cells, cell);
      if (column === "t") putNumber(row, field.sourceBytes, cells, cell);
      cell++;
    }
  }
}

/** Counts of what each end sent, where there are any. */
function putNumber(row: Row, index: 36 | 37, { from, to }: CellList, cell: number): void {
  if (allDigits(row.bytes, from[cell]!, to[cell]!)) row.set(index, from[cell]!, to[cell]!);
}

function readState(row: Row, { from, to }: CellList, cell: number): 0 | 1 {
  if (!isStateWord(row.bytes, from[cell]!, to[cell]!)) return 0;
  row.set(field.state, from[cell]!, to[cell]!);
  return 1;
}

/** `ESTABLISHED`, `FIN_WAIT_1` */
function isStateWord(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isUpper(bytes[from]) || 24 < to - from) return false;
  for (let i = from; i < to; i++)
    if (!isUpper(bytes[i]) && bytes[i] !== ascii.underscore && !isDigit(bytes[i])) return false;
  return 2 < to - from;
}

/** A number, or a name that may have blanks, with the number behind it; returns the cell behind it. */
function readOwner(row: Row, cells: CellList, cell: number): number {
  const { bytes } = row;
  const { from, to } = cells;
  if (allDigits(bytes, from[cell]!, to[cell]!)) {
    row.set(field.pid, from[cell]!, to[cell]!);
    return cell + 1;
  }
  const last = endOfOwner(bytes, cells, cell);
  if (last < 0) return cell + 1;
  const colon = colonOf(bytes, from[last]!, to[last]!);
  row.set(field.pid, colon + 1, to[last]!);
  if (from[cell]! < colon) row.set(field.process, from[cell]!, colon);
  return last + 1;
}

/** The cell that ends with `:46708`, or -1. */
function endOfOwner(bytes: Uint8Array, { from, to, count }: CellList, cell: number): number {
  for (let i = cell; i < Math.min(count, cell + mostWords); i++)
    if (0 <= colonOf(bytes, from[i]!, to[i]!)) return i;
  return -1;
}

/** Words of a process's name, which is cut at 16 characters. */
const mostWords = 8;

function colonOf(bytes: Uint8Array, from: number, to: number): number {
  let at = to - 1;
  while (from <= at && isDigit(bytes[at])) at--;
  return from <= at && at < to - 1 && bytes[at] === ascii.colon ? at : -1;
}

/**
 * The columns of `-v` without their heading: the flags of the socket come behind the owner, and are the first numbers
 * that are padded with zeros.
 *
 *     ESTABLISHED 131072 131768    327      0 0x0102 0x00000020
 *     ESTABLISHED 131072 131768    327      0 00102 00000008 …
 *     ESTABLISHED      0      0 131072 131072     node:42  00102 00000106 …
 */
function columnsByShape(bytes: Uint8Array, { from, to, count }: CellList, at: number): string {
  const first = at < count && isStateWord(bytes, from[at]!, to[at]!) ? at + 1 : at;
  let cell = first;
  while (cell < count && isPlainNumber(bytes, from[cell]!, to[cell]!)) cell++;
  const numbers = cell - first;
  if (cell < count && isPadded(bytes, from[cell]!, to[cell]!)) return byNumbers.get(numbers) ?? "s";
  return numbers === 4 ? "srt--p" : numbers === 2 ? "s--p" : "s";
}

/** By how many plain numbers stand in front of the flags; the owner's is the last but one. */
const byNumbers: ReadonlyMap<number, string> = new Map([
  [4, "s--p"],
  [6, "srt--p"],
]);

function isPlainNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return allDigits(bytes, from, to) && !isPadded(bytes, from, to);
}

function isPadded(bytes: Uint8Array, from: number, to: number): boolean {
  return 5 <= to - from && bytes[from] === ascii.zero;
}
