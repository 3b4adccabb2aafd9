import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { Family } from "../../core/format.ts";
import type { Row, Subject } from "../../core/row.ts";

export const subjects: { readonly [F in Family]: Subject } = {
  netstat: "connection",
  fwlog: "connection",
  procmon: "connection",
  tasklist: "process",
  hashes: "file",
};

/** What actions mean, where they have not the meaning that all logs share. */
export type Actions = Readonly<Record<string, EventType>>;

/** What follows for a row when all its values are there: what it is of, and what its action means. */
export function rowEnd(family: Family, actions: Actions = {}): (row: Row) => void {
  const meanings = new Map<string, EventType>(
    Object.entries(actions).map(([word, type]) => [word.toLowerCase(), type]),
  );
  return (row) => {
    row.subject = subjects[family];
    if (meanings.size === 0 || !row.has(field.action)) return;
    row.eventType = meanings.get(row.text(field.action)!.toLowerCase()) ?? row.eventType;
  };
}
