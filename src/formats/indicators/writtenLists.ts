import { parse } from "csv-parse/browser/esm/sync";
import type { IndicatorList } from "../../core/indicator.ts";
import { indicatorOf } from "./indicatorOf.ts";
import { ListBuilder, sayings } from "./listBuilder.ts";

/**
 * One value a line, whatever stands behind it; `#`, `;` and `//` begin a comment. Hosts files name the address first,
 * which is their own: there the name counts.
 */
export function plainList(lines: readonly string[], title: string): IndicatorList {
  const list = new ListBuilder();
  for (const line of lines) {
    const [value = "", comment] = splitComment(line);
    const words = value.split(/[\s,]+/u).filter((word) => word !== "");
    const [first, second] = words;
    if (first === undefined) continue;
    const isHosts = (first === "0.0.0.0" || first === "127.0.0.1") && second !== undefined;
    const rest = words.slice(isHosts ? 2 : 1).join(" ");
    list.add(isHosts ? second : first, sayings(comment ?? rest, undefined));
  }
  return list.finish({ title, purpose: "bad" });
}

function splitComment(line: string): readonly [string, string?] {
  const at = /(?:^|\s)(?:#|;|\/\/)/u.exec(line)?.index;
  return at === undefined ? [line] : [line.slice(0, at), line.slice(at).replace(/^\s*(?:#|;|\/\/)\s*/u, "")];
}

/** Columns of which most cells are values hold the values; a heading may name a note and a date. */
export function csvList(text: string, delimiter: string, title: string): IndicatorList | undefined {
  const list = new ListBuilder();
  const head: CsvRow[] = [];
  let add: ((row: CsvRow) => void) | undefined;
  // A million rows as lists of cells would take gigabytes: each is let go when its values are taken.
  const isRead = readRecords(text, delimiter, (row) => {
    if (add) add(row);
    else head.push(row);
    if (!add && head.length === looked) add = rowAdder(head, list);
  });
  add ??= rowAdder(head, list);
  return isRead && add ? list.finish({ title, purpose: "bad" }) : undefined;
}

type CsvRow = readonly string[];

/** What adds a row, by what the first rows show, which are added; undefined where no column holds values. */
function rowAdder(head: readonly CsvRow[], list: ListBuilder): ((row: CsvRow) => void) | undefined {
  const [first = []] = head;
  const hasHeading = first.every((cell) => indicatorOf(cell) === undefined);
  const heading = hasHeading ? first.map((cell) => cell.trim().toLowerCase()) : [];
  const body = hasHeading ? head.slice(1) : head;
  const columns = first.map((_, column) => column).filter((column) => isOfValues(body, column));
  if (columns.length === 0) return undefined;
  const note = heading.findIndex((name) => noteNames.has(name));
  const date = heading.findIndex((name) => dateNames.has(name));
  const add = (row: CsvRow) => {
    for (const column of columns) list.add(row[column] ?? "", sayings(row[note], row[date]));
  };
  for (const row of body) add(row);
  return add;
}

const noteNames: ReadonlySet<string> = new Set(
  "note comment description malware family threat name tag tags reason campaign info".split(" "),
);
const dateNames: ReadonlySet<string> = new Set(
  "date first_seen firstseen first_seen_utc dateadded added created valid_from timestamp".split(" "),
);
/** Rows by which a column is judged. */
const looked = 200;

function isOfValues(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows
    .slice(0, looked)
    .map((row) => row[column] ?? "")
    .filter((cell) => cell.trim() !== "");
  const values = cells.filter((cell) => indicatorOf(cell) !== undefined);
  return 0 < values.length && cells.length <= 2 * values.length;
}

/** Hands on one record after the other; false where the text is no CSV. */
function readRecords(text: string, delimiter: string, take: (row: CsvRow) => void): boolean {
  if (!text.includes('"')) {
    for (const line of text.split(/\r\n|\n|\r/u))
      if (line !== "" && !line.startsWith("#")) take(line.split(delimiter));
    return true;
  }
  try {
    parse(text, {
      delimiter,
      comment: "#",
      comment_no_infix: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1 << 16,
      on_record: (row: CsvRow) => {
        take(row);
        return null;
      },
    });
    return true;
  } catch {
    return false;
  }
}
