import type { Observable, Place, RowFilters, RowStep, TreeRow } from "../../protocol/messages.ts";
import { counted } from "../../report/sections/table.ts";

/** The steps from a tree's root to a row; a row's id says them, so that nothing is kept between two requests. */
export type TreePath = readonly string[];

/** What a row is made of. Parts that are undefined are left out. */
export interface RowFacts {
  readonly label: string;
  /** Parted by dots. */
  readonly description?: readonly (string | undefined)[];
  readonly tooltip?: readonly (string | undefined)[];
  readonly icon: string;
  readonly iconColor?: string | undefined;
  readonly children: TreeRow["children"];
  readonly context: string;
  /** What the row is, as the beginning of a sentence: `Process explorer.exe`. The description follows. */
  readonly spoken: string;
  readonly place?: Place | undefined;
  readonly cites?: readonly Place[];
  readonly observables?: readonly Observable[];
  readonly filters?: RowFilters | undefined;
  readonly step?: RowStep;
}

export function treeRow(path: TreePath, facts: RowFacts): TreeRow {
  const {
    label,
    icon,
    iconColor,
    children,
    context,
    spoken,
    place,
    cites = [],
    observables = [],
    filters,
    step,
  } = facts;
  const description = present(facts.description ?? []);
  const tooltip = present(facts.tooltip ?? []);
  return {
    id: JSON.stringify(path),
    label,
    ...(description.length === 0 ? {} : { description: description.join(" · ") }),
    ...(tooltip.length === 0 ? {} : { tooltip }),
    icon,
    ...(iconColor === undefined ? {} : { iconColor }),
    children,
    context,
    accessibilityLabel: `${[spoken, ...description].join(", ")}.`,
    ...(place ? { place } : {}),
    cites,
    observables,
    ...(filters ? { filters } : {}),
    ...(step ? { step } : {}),
  };
}

/** The path of a row by its id; the root's without one; undefined where no row can have that id. */
export function pathOfId(id: string | undefined): TreePath | undefined {
  if (id === undefined) return [];
  try {
    const path: unknown = JSON.parse(id);
    return Array.isArray(path) && path.every((step) => typeof step === "string") ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Rows for the first values, and one that says how many others there are. */
export function cappedRows<T>(
  parent: TreePath,
  values: readonly T[],
  most: number,
  rowOf: (value: T) => TreeRow,
): readonly TreeRow[] {
  const rows = values.slice(0, most).map(rowOf);
  return most < values.length ? [...rows, moreRow(parent, values.length - most)] : rows;
}

export function moreRow(parent: TreePath, count: number): TreeRow {
  return treeRow([...parent, "more"], {
    label: `… ${counted(count)} more`,
    description: ["narrow with the filter"],
    icon: "ellipsis",
    children: "none",
    context: "more",
    spoken: `${counted(count)} more rows`,
  });
}

function present(parts: readonly (string | undefined)[]): readonly string[] {
  return parts.filter((part) => part !== undefined && part !== "") as readonly string[];
}
