import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { Family } from "../../core/format.ts";
import type { Row, Subject } from "../../core/row.ts";
import type { FormatDefinition } from "./formatDefinition.ts";

export const subjects: { readonly [F in Family]: Subject } = {
  netstat: "connection",
  fwlog: "connection",
  procmon: "connection",
  tasklist: "process",
  hashes: "file",
};

/** What follows for a row when all its values are there: what it is of, and what the definition's words mean. */
export function rowEnd({ actions = {}, family }: FormatDefinition): (row: Row) => void {
  const meanings = new Map<string, EventType>(
    Object.entries(actions).map(([word, type]) => [word.toLowerCase(), type]),
  );
  return (row) => {
    row.subject = subjects[family];
    if (meanings.size === 0 || !row.has(field.action)) return;
    row.eventType = meanings.get(row.text(field.action)!.toLowerCase()) ?? row.eventType;
  };
}
