import type { PmlEvent, PmlNames, PmlTexts } from "../pmlEvent.ts";
import { EventDraft } from "./eventDraft.ts";
import { operationKey, pmlOperationOf } from "./operationTable.ts";

/**
 * Path, category and detail of an event as Process Monitor exports them, in English and in UTC. A structure that ends
 * early gives the texts so far.
 */
export function textsOf(event: PmlEvent, names: PmlNames): PmlTexts {
  const draft = new EventDraft(event, names);
  const operation = pmlOperationOf(operationKey(event));
  draft.category = operation.category;
  operation.read(draft);
  return draft;
}

/** `RegOpenKey`, `UDP Send`, `QueryDirectory`; `<Unknown>` where Process Monitor has no name. */
export function operationName(event: PmlEvent): string {
  return pmlOperationOf(operationKey(event)).name;
}

/** By number. */
const classNames = ["<Unknown>", "Process", "Registry", "File System", "Profiling", "Network", "IPC"];

export function eventClassName(eventClass: number): string {
  return classNames[eventClass] ?? classNames[0]!;
}
