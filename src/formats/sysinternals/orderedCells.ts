import { ascii, skipBlanks } from "../../core/ascii.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { DelimitedCells, type Delimiter } from "../delimited/delimitedCells.ts";
import { hasShape, type ValueShape } from "../tables/valueShapes.ts";
import { putUses, type ValueUse } from "../words/fieldUse.ts";

/** One cell of a line: what it is, and what it must look like; an empty one fits where `may` says so. */
export interface OrderedCell {
  readonly use?: ValueUse;
  readonly shape?: ValueShape;
  readonly may?: "be empty";
}

/** Lines without a header, whose cells are known by their order. There may be more cells than are listed. */
export interface CellOrder {
  readonly delimiter: Delimiter;
  readonly cells: readonly OrderedCell[];
  /** What follows from the cells as they were split. */
  readonly finish?: (row: Row, cells: DelimitedCells) => void;
}

const longestLine = 1 << 14;
/** Bytes in which the first three cells end, in a line that one cares to split. */
const longestStart = 400;

/** The format of lines whose cells stand in one of these orders. It remembers nothing. */
export function orderedFormat(
  format: Omit<Format, "claims" | "reader">,
  orders: readonly CellOrder[],
): Format {
  const [scratch, cells] = [new Row(), new DelimitedCells()];
  const read = (row: Row, start: number, lineEnd: number): boolean => {
    const at = skipBlanks(row.bytes, start, lineEnd);
    const end = endOfCells(row.bytes, at, Math.min(lineEnd, at + longestLine));
    return orders.some((order) => mayBe(row.bytes, at, end, order) && readOrder(row, at, end, order, cells));
  };
  const reader: LineReader = {
    state: "",
    read(bytes, start, end, row): LineKind {
      const at = skipBlanks(bytes, start, end);
      if (at === end || isConsoleLine(bytes, at, end)) return "ignorable";
      return read(row, at, end) ? "row" : "unknown";
    },
  };
  return {
    ...format,
    claims(bytes, start, end): Claim {
      scratch.clear(bytes);
      return read(scratch, start, end) ? "row" : "none";
    },
    reader: () => reader,
  };
}

/** Tabs at the end part empty cells. */
function endOfCells(bytes: Uint8Array, at: number, lineEnd: number): number {
  let end = lineEnd;
  while (at < end && (bytes[end - 1] === ascii.blank || bytes[end - 1] === ascii.carriageReturn)) end--;
  return end;
}

const leftBrace = 0x7b;

/** Whether there are four cells near the start: most lines that others have left are no delimited ones. */
function mayBe(bytes: Uint8Array, at: number, end: number, { delimiter }: CellOrder): boolean {
  if (bytes[at] === leftBrace) return false;
  const mark = delimiter.charCodeAt(0);
  let marks = 0;
  for (let i = at; i < end && i < at + longestStart; i++) if (bytes[i] === mark && 2 < ++marks) return true;
  return false;
}

function readOrder(row: Row, at: number, end: number, order: CellOrder, cells: DelimitedCells): boolean {
  const { bytes } = row;
  if (!cells.split(bytes, at, end, order.delimiter) || cells.count < order.cells.length) return false;
  for (let i = 0; i < order.cells.length; i++) {
    const { shape, may } = order.cells[i]!;
    const [from, to] = [cells.from[i]!, cells.to[i]!];
    if (from === to ? may !== "be empty" : shape && !hasShape(shape, bytes, from, to)) return false;
  }
  row.subject = "connection";
  for (let i = 0; i < order.cells.length; i++) {
    const { use } = order.cells[i]!;
    const isNone =
      cells.from[i] === cells.to[i] || (use === "state" && bytes[cells.from[i]!] === ascii.asterisk);
    if (use && !isNone) putUses(row, use, cells.from[i]!, cells.to[i]!);
  }
  order.finish?.(row, cells);
  return true;
}
