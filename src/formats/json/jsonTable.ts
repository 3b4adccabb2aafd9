import type { Format } from "../../core/format.ts";
import type { LineKind, Row, Subject } from "../../core/row.ts";
import type { ValueUse, Writing } from "../words/fieldUse.ts";

/** Records of JSON, one in a line or many, or one over many lines, as plain data. */
export interface JsonTable {
  readonly format: Omit<Format, "claims" | "reader">;
  /** What stands under a path of a record: `src_ip`, `flow.bytes_toserver`. */
  readonly keys: Readonly<Record<string, ValueUse>>;
  /**
   * Paths of which a record has at least all of one list, whatever it lies in: an array, an envelope such as
   * `{"result": …}`. Other objects are none.
   */
  readonly records: readonly (readonly string[])[];
  /** Keys of which one, where it begins a line, tells that a document over many lines is of this format. */
  readonly tellingKeys: readonly string[];
  readonly writing?: Writing;
  /** What rows are of, where their fields do not say it. */
  readonly subject?: Subject;
  /** What a record is at last. Where it is absent: a row. */
  readonly finish?: (row: Row) => LineKind;
}
