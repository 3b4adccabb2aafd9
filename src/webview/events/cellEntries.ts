import { type EventColumn, eventColumns, type FilterRule } from "../../core/eventFilter.ts";
import type { EventDeed } from "../../protocol/events.ts";
import type { MenuGroups } from "./cellMenu.ts";
import { shown } from "./element.ts";
import type { GridCell } from "./eventGrid.ts";

export interface EntryEvents {
  readonly filterBy: (rule: FilterRule) => void;
  readonly copy: (text: string) => void;
  readonly detail: () => void;
  readonly deed: (deed: EventDeed) => void;
}

const longestShown = 48;

/** What can be done with a cell and its row. */
export function cellMenuGroups(cell: GridCell, events: EntryEvents): MenuGroups {
  return [
    isFilterable(cell.column) ? filterEntries(cell.column, cell.text, events) : [],
    [
      { label: "Show Detail", run: events.detail },
      { label: "Show Process in Views", run: () => events.deed("showProcess") },
      { label: "Show Timeline of the Process", run: () => events.deed("showTimeline") },
      { label: "Add to Findings", run: () => events.deed("addToFindings") },
    ],
    [
      { label: "Copy Cell", run: () => events.copy(cell.text) },
      { label: "Copy Rows as CSV", run: () => events.deed("copyCsv") },
      { label: "Copy Rows as Markdown", run: () => events.deed("copyMarkdown") },
    ],
  ];
}

function filterEntries(column: EventColumn, value: string, { filterBy }: EntryEvents) {
  const rule = (action: FilterRule["action"]) => () =>
    filterBy({ column, relation: "is", value, action, state: "on" });
  const named = value === "" ? `empty ${column}` : `‘${short(value)}’`;
  return [
    { label: `Include ${named}`, run: rule("include") },
    { label: `Exclude ${named}`, run: rule("exclude") },
  ];
}

function short(value: string): string {
  const text = shown(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

function isFilterable(name: string): name is EventColumn {
  return (eventColumns as readonly string[]).includes(name);
}
