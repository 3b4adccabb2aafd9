import type { Format } from "../../core/format.ts";
import type { LineKind, Row, Subject } from "../../core/row.ts";
import type { ValueUse, Writing } from "../words/fieldUse.ts";
import type { ValueShape } from "./valueShapes.ts";

/** A column by what its values look like, and what they are; without a use they are passed over. */
export interface TextColumn {
  readonly shape: ValueShape;
  readonly use?: ValueUse;
  /** Whether rows may have nothing there. */
  readonly may?: "be empty";
}

/** A table that a tool prints for people: a line of headings, maybe a rule below it, and rows in columns. */
export interface TextTable {
  readonly format: Omit<Format, "claims" | "reader">;
  /** By their headings in any spelling (`foldedName`). */
  readonly columns: Readonly<Record<string, TextColumn>>;
  /** Headings of which a heading line has at least all of one list. */
  readonly headings: readonly (readonly string[])[];
  /** What a heading is where it stands a second time to its right: `ps` writes COMMAND for names and command lines. */
  readonly first?: Readonly<Record<string, string>>;
  /** Headings that make it another tool's table. */
  readonly foreign?: readonly string[];
  /**
   * Whether a value stands where its heading does, or only in its order: numbers that are too wide for `ps` push
   * all that follows to the right.
   */
  readonly values: "in place" | "in order";
  /** Whether `*` or `.` in front of a row says how deep in a tree it is: `.. 0x8a01:explorer.exe`. */
  readonly tree?: "marked";
  /** Orders of columns for rows without headings; a row is known by them only if every value has its shape. */
  readonly defaults?: readonly (readonly string[])[];
  /** Lines that begin with one of these are no rows. */
  readonly remarks?: readonly string[];
  readonly writing?: Writing;
  /** What rows are of, where their fields do not say it. */
  readonly subject?: Subject;
  readonly transport?: Row["transport"];
  /** Whether the values make a row. */
  readonly isRow: (row: Row) => boolean;
  /** What they have to be besides where no heading stands above: rows of numbers may be anybody's. */
  readonly isRowAlone?: (row: Row) => boolean;
  /** What a row is at last, with what follows from several of its values. Where it is absent: a row. */
  readonly finish?: (row: Row) => LineKind;
}
