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
  const rows = recordsOf(text, delimiter);
  if (!rows || rows.length === 0) return undefined;
  const [first = []] = rows;
  const hasHeading = first.every((cell) => indicatorOf(cell) === undefined);
  const heading = hasHeading ? first.map((cell) => cell.trim().toLowerCase()) : [];
  const body = hasHeading ? rows.slice(1) : rows;
  const columns = first.map((_, column) => column).filter((column) => isOfValues(body, column));
  if (columns.length === 0) return undefined;
  const note = heading.findIndex((name) => noteNames.has(name));
  const date = heading.findIndex((name) => dateNames.has(name));
  const list = new ListBuilder();
  for (const row of body)
    for (const column of columns) list.add(row[column] ?? "", sayings(row[note], row[date]));
  return list.finish({ title, purpose: "bad" });
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

function recordsOf(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, {
      delimiter,
      comment: "#",
      comment_no_infix: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1 << 16,
    });
  } catch {
    return undefined;
  }
}
