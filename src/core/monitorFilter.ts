import type { EventColumn, FilterRule } from "./eventFilter.ts";
import type { FilterRead } from "./eventFilterWords.ts";

/** Kinds of events, as they are asked for, and Process Monitor's word for each. Images and threads are of the process. */
const eventClasses: Readonly<Record<string, string>> = {
  network: "Network",
  process: "Process",
  file: "File System",
  registry: "Registry",
  profiling: "Profiling",
};

/** What tells who sends: the sends themselves, and which images were in the process. */
const usualKinds = "network,process";

/** What a capture for a question keeps; both as they were typed. */
export interface MonitorWish {
  readonly pid?: string | undefined;
  /** Parted by commas. */
  readonly events?: string | undefined;
}

/** Rules that keep what is asked for, and leave Process Monitor itself out. */
export function monitorFilter({ pid, events = usualKinds }: MonitorWish): FilterRead {
  if (pid !== undefined && !/^\d{1,10}$/u.test(pid)) return refused(`“${pid}” is no PID.`);
  const kinds = events.split(",").map((kind) => kind.trim().toLowerCase());
  const unknown = kinds.find((kind) => !Object.hasOwn(eventClasses, kind));
  if (unknown !== undefined)
    return refused(`“${unknown}” is no kind of event: ${Object.keys(eventClasses).join(", ")}.`);
  const included: FilterRule[] = [
    ...(pid === undefined ? [] : [rule("PID", pid, "include")]),
    ...kinds.map((kind) => rule("Event Class", eventClasses[kind]!, "include")),
  ];
  const excluded = ["Procmon.exe", "Procmon64.exe"].map((name) => rule("Process Name", name, "exclude"));
  return { kind: "rules", rules: [...included, ...(pid === undefined ? excluded : [])] };
}

function rule(column: EventColumn, value: string, action: FilterRule["action"]): FilterRule {
  return { column, relation: "is", value, action, state: "on" };
}

function refused(sentence: string): FilterRead {
  return { kind: "refused", sentence };
}

/**
 * Columns of an export that leave nothing open: `Date & Time` has the day and whole seconds, `Time of Day` the
 * fractions.
 */
export const monitorColumns: readonly EventColumn[] = [
  "Date & Time",
  "Time of Day",
  "Process Name",
  "PID",
  "TID",
  "Operation",
  "Path",
  "Result",
  "Detail",
  "Duration",
  "Parent PID",
  "Image Path",
  "Command Line",
  "User",
  "Integrity",
  "Company",
  "Description",
  "Version",
  "Sequence",
];
