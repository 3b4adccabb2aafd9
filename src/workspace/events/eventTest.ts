import type { EventColumn, FilterRelation, FilterRule } from "../../core/eventFilter.ts";
import type { CellOf } from "./eventSource.ts";

/** What a filter leaves: rules as Process Monitor has them, and a text that stands in one of the columns searched. */
export interface EventFilter {
  readonly rules: readonly FilterRule[];
  readonly text: string;
}

/** Columns that a text without a column is looked for in. */
export const searchedColumns: readonly EventColumn[] = [
  "Process Name",
  "PID",
  "Operation",
  "Path",
  "Result",
  "Detail",
];

export type EventTest = (cellOf: CellOf) => boolean;

type CellTest = (cell: string) => boolean;

interface ColumnTest {
  /** Place among the capture's columns; -1 where it has none such: its cells are empty. */
  readonly column: number;
  readonly meets: CellTest;
}

/**
 * Makes a filter a test of events; undefined where it leaves all of them. As Process Monitor judges: an event that an
 * exclude rule meets is out; of the include rules one must meet it for every column that has any.
 */
export function eventTest({ rules, text }: EventFilter, columns: readonly string[]): EventTest | undefined {
  const on = rules.filter(({ state }) => state === "on");
  const testOf = (rule: FilterRule): ColumnTest => ({
    column: columns.indexOf(rule.column),
    meets: cellTest(rule),
  });
  const excludes = on.filter(({ action }) => action === "exclude").map(testOf);
  const includes = byColumn(on.filter(({ action }) => action === "include").map(testOf));
  const contains = textTest(text, columns);
  if (excludes.length === 0 && includes.length === 0 && !contains) return undefined;
  return (cellOf) => {
    for (const { column, meets } of excludes) if (meets(cellAt(cellOf, column))) return false;
    for (const { column, tests } of includes) {
      const cell = cellAt(cellOf, column);
      if (!tests.some((meets) => meets(cell))) return false;
    }
    return !contains || contains(cellOf);
  };
}

/** Whether a text stands in one of the columns searched; undefined for an empty text. */
export function textTest(text: string, columns: readonly string[]): EventTest | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return undefined;
  const searched = searchedColumns.map((name) => columns.indexOf(name)).filter((column) => 0 <= column);
  return (cellOf) => searched.some((column) => cellOf(column).toLowerCase().includes(wanted));
}

function byColumn(tests: readonly ColumnTest[]) {
  const grouped = new Map<number, CellTest[]>();
  for (const { column, meets } of tests) {
    const known = grouped.get(column);
    if (known) known.push(meets);
    else grouped.set(column, [meets]);
  }
  return [...grouped].map(([column, meets]) => ({ column, tests: meets }));
}

function cellAt(cellOf: CellOf, column: number): string {
  return column < 0 ? "" : cellOf(column);
}

/** What a cell without letters' cases is compared with. */
type Comparison = (cell: string, value: string) => boolean;

const comparisons: Readonly<Record<FilterRelation, Comparison>> = {
  is: (cell, value) => cell === value,
  "is not": (cell, value) => cell !== value,
  "less than": (cell, value) => isBefore(cell, value),
  "more than": (cell, value) => isBefore(value, cell),
  "begins with": (cell, value) => cell.startsWith(value),
  "ends with": (cell, value) => cell.endsWith(value),
  contains: (cell, value) => cell.includes(value),
  excludes: (cell, value) => !cell.includes(value),
};

/** Cells repeat: what was judged once is remembered, for as many different ones. */
const mostRemembered = 1 << 12;

function cellTest({ relation, value }: FilterRule): CellTest {
  const compare = comparisons[relation];
  const lower = value.trim().toLowerCase();
  const judged = new Map<string, boolean>();
  return (cell) => {
    const known = judged.get(cell);
    if (known !== undefined) return known;
    const meets = compare(cell.toLowerCase(), lower);
    if (judged.size < mostRemembered) judged.set(cell, meets);
    return meets;
  };
}

/** Numbers and times of day by what they mean, all else by its letters. */
function isBefore(a: string, b: string): boolean {
  const [left, right] = [amountOf(a), amountOf(b)];
  return Number.isNaN(left) || Number.isNaN(right) ? a < b : left < right;
}

const timeOfDay = /^(\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d{1,9})?)(?:\s*(am|pm)|z)?$/;

function amountOf(text: string): number {
  if (text === "") return Number.NaN;
  const number = Number(text.replaceAll(",", ""));
  if (!Number.isNaN(number)) return number;
  const [, hours, minutes, seconds, half] = timeOfDay.exec(text) ?? [];
  if (hours === undefined) return Number.NaN;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === "pm" ? 12 : 0);
  return hour * 3600 + Number(minutes) * 60 + Number(seconds!.replace(",", "."));
}
