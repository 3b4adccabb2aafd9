import type { EventColumn, FilterRule } from "../../core/eventFilter.ts";
import { CellTest } from "./cellTest.ts";
import type { EventCells } from "./eventSource.ts";

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

export type EventTest = (cells: EventCells) => boolean;

interface ColumnTest {
  /** Place among the capture's columns; -1 where it has none such: its cells are empty. */
  readonly column: number;
  readonly tests: readonly CellTest[];
  /** Whether the cell is to meet one of the tests, or none. */
  readonly wanted: "one" | "none";
}

/** Columns of long texts, the longest last: they are looked at when the others leave an event. */
const slowColumns: readonly string[] = ["Path", "Command Line", "Detail"];

/**
 * Makes a filter a test of events; undefined where it leaves all of them. As Process Monitor judges: an event that an
 * exclude rule meets is out; of the include rules one must meet it for every column that has any.
 */
export function eventTest({ rules, text }: EventFilter, columns: readonly string[]): EventTest | undefined {
  const tests = columnTests(rules, columns);
  const contains = textTest(text, columns);
  if (tests.length === 0) return contains;
  return (cells) => {
    for (const { column, tests: any, wanted } of tests) {
      const isMet = 0 <= column ? meetsOne(cells, column, any) : any.some((test) => test.ofText(""));
      if (isMet !== (wanted === "one")) return false;
    }
    return !contains || contains(cells);
  };
}

/** Whether a text stands in one of the columns searched; undefined for an empty text. */
export function textTest(text: string, columns: readonly string[]): EventTest | undefined {
  if (text.trim() === "") return undefined;
  const searched = searchedColumns
    .map((column) => ({
      place: columns.indexOf(column),
      test: new CellTest({ column, relation: "contains", value: text }),
    }))
    .filter(({ place }) => 0 <= place);
  return (cells) => searched.some(({ place, test }) => cells.meets(place, test));
}

/**
 * Whether a filter leaves no event that another one does not leave: what that one left need only be looked at then.
 * Rules that were added to it are such, but for a second include of a column, which leaves more.
 */
export function isNarrower(filter: EventFilter, than: EventFilter): boolean {
  const [rules, before] = [onRules(filter), onRules(than)];
  const isText = filter.text.trim().toLowerCase().includes(than.text.trim().toLowerCase());
  if (!isText || !before.every((rule) => rules.some((one) => isSame(one, rule)))) return false;
  const included = new Set(before.flatMap(({ action, column }) => (action === "include" ? [column] : [])));
  const added = rules.filter((rule) => !before.some((one) => isSame(one, rule)));
  return added.every(({ action, column }) => action === "exclude" || !included.has(column));
}

function isSame(a: FilterRule, b: FilterRule): boolean {
  return a.column === b.column && a.relation === b.relation && a.value === b.value && a.action === b.action;
}

function onRules({ rules }: EventFilter): readonly FilterRule[] {
  return rules.filter(({ state }) => state === "on");
}

function columnTests(rules: readonly FilterRule[], columns: readonly string[]): readonly ColumnTest[] {
  const grouped = new Map<string, FilterRule[]>();
  for (const rule of rules) {
    if (rule.state === "off") continue;
    const key = `${rule.action} ${rule.column}`;
    grouped.set(key, [...(grouped.get(key) ?? []), rule]);
  }
  const tests = [...grouped.values()].map((alike): ColumnTest & { readonly cost: number } => ({
    column: columns.indexOf(alike[0]!.column),
    tests: alike.map((rule) => new CellTest(rule)),
    wanted: alike[0]!.action === "include" ? "one" : "none",
    cost: slowColumns.indexOf(alike[0]!.column),
  }));
  return tests.sort((a, b) => a.cost - b.cost);
}

function meetsOne(cells: EventCells, column: number, tests: readonly CellTest[]): boolean {
  for (const test of tests) if (cells.meets(column, test)) return true;
  return false;
}
