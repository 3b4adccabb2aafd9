import type { ValueUse } from "../words/fieldUse.ts";
import type { TextColumn } from "./textTable.ts";

/** What the columns are, without what they look like: for the same columns as CSV. */
export function usesOf(columns: Readonly<Record<string, TextColumn>>): Readonly<Record<string, ValueUse>> {
  const uses = Object.entries(columns).flatMap(([name, { use }]) =>
    use === undefined ? [] : [[name, use] as const],
  );
  return Object.fromEntries(uses);
}
