import { hasWordAt } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { ActionTypes } from "../words/actionTypes.ts";
import { eventTypeOf } from "../words/meanings.ts";

const actions = new ActionTypes(meaningOf);
const sessions = new ActionTypes();

/** What is denied is denied, whatever else is said: `CLOSE REDIRECT MSG`, `URL Permitted`, `drop`. */
function meaningOf(action: string): EventType | undefined {
  const words = action.split(/[^A-Za-z]+/);
  // `alarm-without-drop`
  if (words.includes("without")) return "info";
  if (words.some((word) => closes.has(word.toLowerCase()))) return "denied";
  const types = words.map(eventTypeOf);
  return types.find((type) => type === "denied") ?? types.find((type) => type === "allowed");
}

/** A connection that an attack is found in ends by these. */
const closes: ReadonlySet<string> = new Set(["close", "reset", "drop"]);

export function putAction(row: Row, from: number, to: number): void {
  if (to <= from) return;
  row.set(field.action, from, to);
  row.eventType = actions.of(row.bytes, from, to);
}

const logicalSystem = "_LS";

/** `CREATE`, `CLOSE`, `DENY`, of whichever system within the device. */
export function putSessionAction(row: Row, from: number, to: number): void {
  const end = hasWordAt(row.bytes, to - logicalSystem.length, to, logicalSystem)
    ? to - logicalSystem.length
    : to;
  row.set(field.action, from, end);
  row.eventType = sessions.of(row.bytes, from, end);
}
