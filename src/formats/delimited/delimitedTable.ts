import type { Format } from "../../core/format.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import type { LineKind, Row, Subject } from "../../core/row.ts";
import type { ValueUse, Writing } from "../words/fieldUse.ts";
import type { Delimiter } from "./delimitedCells.ts";
import type { DelimitedLayout } from "./delimitedLayout.ts";

/** What a column's values are. `date` and `clock` are the two halves of a time that stands in two columns. */
export type ColumnUse = ValueUse | "date" | "clock";

/** Columns in the order in which they stand where no header says it. A name without a use is passed over. */
export interface DefaultColumns {
  readonly names: readonly string[];
  readonly delimiter: Delimiter;
}

/** Reads the rows of one order of columns that nearly all lines are, in blocks: see `LineReader.readPlain`. */
export interface PlainRowReader {
  read(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number;
}

/** A log of rows with columns, as plain data: which columns there are, and what they mean. */
export interface DelimitedTable {
  readonly format: Omit<Format, "claims" | "reader">;
  /**
   * What columns are, by their names in any spelling (`foldedName`). Columns of other names are passed over.
   */
  readonly columns: Readonly<Record<string, ColumnUse>>;
  /** In the order in which they are tried. */
  readonly delimiters: readonly Delimiter[];
  /** Names of which a header has at least all of one list: by these it is told from headers of other formats. */
  readonly headers: readonly (readonly string[])[];
  /** Names that make it the header of another log. */
  readonly foreign?: readonly string[];
  /** What stands before the names of a header and parts of it: `#fields`, `#Fields:`. */
  readonly headerMark?: string;
  /** Orders for logs without a header. A row is known by them if it has just so many cells, and `isRow` says so. */
  readonly defaults?: readonly DefaultColumns[];
  /** Lines that begin with one of these are no rows. */
  readonly remarks?: readonly string[];
  /** Lines that begin with one of these end the rows: what stands below is none, up to the next header. */
  readonly ends?: readonly string[];
  readonly writing?: Writing;
  /** What rows are of, where their fields do not say it. */
  readonly subject?: Subject;
  /** Whether a row without a header can be one of this log; without it none is. */
  readonly isRow?: (row: Row) => boolean;
  /** A shortcut for logs of which there are large ones; undefined for columns that it does not know. */
  readonly plainRows?: (layout: DelimitedLayout) => PlainRowReader | undefined;
  /** What a row is at last, with what follows from several of its values. Where it is absent: a row. */
  readonly finish?: (row: Row) => LineKind;
}
