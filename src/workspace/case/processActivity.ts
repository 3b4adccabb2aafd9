import { operationCounts } from "../captures/operationCounts.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { type Lives, livesOf } from "../joins/lives.ts";
import type { CaseReading } from "./caseReading.ts";

/** What a process did in all captures of monitors, as numbers. */
export interface ProcessActivity {
  /** Place of the process among all. */
  readonly process: number;
  readonly events: number;
  /** Events of each operation, as printed, the most frequent first. */
  readonly operations: readonly (readonly [operation: string, events: number])[];
}

/**
 * The activity of all processes that any capture tells of, in the order of the processes. Of captures of which only
 * some rows are left, that of the whole.
 */
export function activityOf({ captures, processes }: CaseReading): readonly ProcessActivity[] {
  const counts = new Map<number, Map<string, number>>();
  for (const part of captures) {
    const capture = part.narrowedFrom?.capture ?? part;
    const lives = livesOf(capture);
    if (!lives) continue;
    countEvents(capture, lives, (life, operation, events) => {
      const process = processes.ofLife(capture, life);
      if (process < 0) return;
      const own = counts.get(process) ?? new Map<string, number>();
      counts.set(process, own.set(operation, (own.get(operation) ?? 0) + events));
    });
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([process, own]) => ({
      process,
      events: [...own.values()].reduce((sum, events) => sum + events, 0),
      operations: [...own].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)),
    }));
}

/** Actors are counted as a whole; where one PID and name were several processes, event by event. */
function countEvents(
  { activity }: ScannedCapture,
  lives: Lives,
  count: (life: number, operation: string, events: number) => void,
): void {
  const { actors, operations, events } = activity!;
  const isOne = Uint8Array.from(actors, (_, actor) => (lives.isOne(actor) ? 1 : 0));
  const groups = operationCounts(activity!);
  for (let group = 0; group < groups.size; group++) {
    const actor = groups.actor[group]!;
    if (isOne[actor] === 1)
      count(lives.ofEvent(actor, 0), operations[groups.operation[group]!]!, groups.count[group]!);
  }
  if (!isOne.includes(0)) return;
  for (let event = 0; event < events.count; event++) {
    const actor = events.actor[event]!;
    if (isOne[actor] === 0) count(lives.ofEvent(actor, event), operations[events.operation[event]!]!, 1);
  }
}
