import type { Format } from "../../core/format.ts";
import type { Row, Subject } from "../../core/row.ts";
import type { ValueUse, Writing } from "../words/fieldUse.ts";
import type { PropertyLine } from "./propertyLine.ts";

/** Blocks of lines, each with a name and a value, as `Format-List`, `wmic … /format:list` and `/stext` print them. */
export interface PropertyList {
  readonly format: Omit<Format, "claims" | "reader">;
  /** What values are, by their names in any spelling (`foldedName`). Other names are passed over. */
  readonly properties: Readonly<Record<string, ValueUse>>;
  readonly mark: ":" | "=";
  /** Whether a line opens a block, without any line above it. `name` is folded. */
  readonly opens: (name: string, line: PropertyLine, bytes: Uint8Array) => boolean;
  /** Names that open a block and are passed over. */
  readonly openers?: readonly string[];
  readonly writing?: Writing;
  readonly subject: Subject;
  readonly transport?: Row["transport"];
  /** What follows from a line of a block; `place` counts from 0. */
  readonly finish?: (row: Row, name: string, place: number) => void;
}
