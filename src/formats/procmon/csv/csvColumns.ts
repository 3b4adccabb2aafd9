import { ascii, trimEnd } from "../../../core/ascii.ts";
import { type FieldIndex, field } from "../../../core/field.ts";
import { textOf } from "../../../core/lineBytes.ts";
import { foldedName } from "../../delimited/foldedName.ts";
import { type CsvDelimiter, CsvRecord } from "./csvRecord.ts";

/** What the cells of a column are; those of other columns are passed over. */
export type CsvUse = FieldIndex | "clock" | "date";

/** By folded names of columns. */
const uses: ReadonlyMap<string, CsvUse> = new Map<string, CsvUse>([
  ["timeofday", "clock"],
  ["datetime", "date"],
  ["processname", field.process],
  ["pid", field.pid],
  ["operation", field.action],
  ["path", field.path],
  ["result", field.result],
  ["detail", field.detail],
  ["duration", field.duration],
  ["imagepath", field.executable],
  ["company", field.company],
  ["description", field.description],
  ["version", field.version],
  ["user", field.user],
  ["session", field.sessionNumber],
  ["commandline", field.commandLine],
  ["tid", field.threadId],
  ["integrity", field.integrity],
  ["parentpid", field.parentPid],
  // Beside a path of names, as lines of native captures have them.
  ["localaddress", field.sourceAddress],
  ["localport", field.sourcePort],
  ["remoteaddress", field.destinationAddress],
  ["remoteport", field.destinationPort],
]);

/** What a column is by its name in any spelling; undefined where it is nothing that rows have. */
export function columnUse(name: string): CsvUse | undefined {
  return uses.get(foldedName(name));
}

/** Columns that Process Monitor has beside those. */
const passedOver = new Set([
  ...["relativetime", "completiontime", "eventclass", "sequence", "authenticationid", "virtualized"],
  ...["category", "architecture"],
]);

/** Process Monitor's own columns in its own order: of rows that were pasted without the heading. */
const usualColumns = ["Time of Day", "Process Name", "PID", "Operation", "Path", "Result", "Detail"];

const delimiters: readonly CsvDelimiter[] = [",", "\t", ";"];
/** A heading is not longer, in bytes. */
const longestHeading = 4096;
/** Two columns of Process Monitor may have another tool's log too, but not three, one of them `Operation`. */
const leastKnown = 3;

/** The columns of a capture, as its heading declares them. */
export interface CsvLayout {
  readonly delimiter: CsvDelimiter;
  /** Folded. */
  readonly names: readonly string[];
  /** What the column in the same place is. */
  readonly uses: readonly (CsvUse | undefined)[];
  /** Places of columns, -1 where there is none. */
  readonly clock: number;
  readonly date: number;
  readonly pid: number;
  readonly operation: number;
  readonly path: number;
}

/** `names` in any spelling. */
export function csvLayout(names: readonly string[], delimiter: CsvDelimiter): CsvLayout {
  const folded = names.map(foldedName);
  const at = (use: CsvUse) => folded.findIndex((name) => uses.get(name) === use);
  return {
    delimiter,
    names: folded,
    // The first of two columns of one name counts.
    uses: folded.map((name, i) => (folded.indexOf(name) === i ? uses.get(name) : undefined)),
    clock: at("clock"),
    date: at("date"),
    pid: at(field.pid),
    operation: at(field.action),
    path: at(field.path),
  };
}

/** The columns of rows without a heading, however parted. */
export const headlessLayouts: readonly CsvLayout[] = delimiters.map((delimiter) =>
  csvLayout(usualColumns, delimiter),
);

export function headlessLayout(delimiter: CsvDelimiter): CsvLayout {
  return headlessLayouts[delimiters.indexOf(delimiter)]!;
}

/** The columns that a line declares, or undefined where it is no heading. */
export function layoutOfHeading(bytes: Uint8Array, start: number, end: number): CsvLayout | undefined {
  const from = behindMark(bytes, start, end);
  const to = trimEnd(bytes, from, end);
  if (longestHeading < to - from) return undefined;
  for (const delimiter of delimiters) {
    if (record.split(bytes, from, to, delimiter.charCodeAt(0)) === "open" || record.count < 2) continue;
    const names = namesOf(bytes);
    if (isOurs(names)) return csvLayout(names, delimiter);
  }
  return undefined;
}

/** Audits of files have operations and paths too, but no processes beside them. */
function isOurs(names: readonly string[]): boolean {
  const known = names.filter((name) => uses.has(name) || passedOver.has(name)).length;
  const hasOnlyKnown = known === names.length;
  if (names.includes("timeofday") && hasOnlyKnown) return true;
  if (known < leastKnown || 2 * known < names.length || !names.includes("operation")) return false;
  return tellingColumns.some((name) => names.includes(name)) || (hasOnlyKnown && names.includes("detail"));
}

const tellingColumns = ["timeofday", "processname", "pid"];

const record = new CsvRecord();

function namesOf(bytes: Uint8Array): string[] {
  return Array.from({ length: record.count }, (_, i) =>
    foldedName(textOf(bytes, record.from[i]!, record.to[i]!)),
  );
}

/** Behind blanks and the byte order mark of UTF-8. */
function behindMark(bytes: Uint8Array, start: number, end: number): number {
  let from = start;
  while (from < end && bytes[from] === ascii.blank) from++;
  const isMark =
    from + 3 <= end && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
  return isMark ? from + 3 : from;
}
