import type { Steps } from "../../core/steps.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { EventIndex } from "./eventIndex.ts";
import { type FlowEventJoin, joinLogWithEvents } from "./flowEventJoins.ts";
import type { HostsOfAddresses } from "./hosts.ts";
import type { ProcessNumbers } from "./processNumbers.ts";

/** Joins every log with every monitor's capture, and tells the processes of rows that name none. */
export function* joinLogsWithEvents(
  logs: readonly ScannedCapture[],
  indexes: readonly EventIndex[],
  hosts: HostsOfAddresses,
  processes: ProcessNumbers,
): Steps<readonly FlowEventJoin[]> {
  const joins: FlowEventJoin[] = [];
  for (const log of logs)
    for (const index of indexes) {
      const found = joinLogWithEvents(log, index, hosts, processes);
      joins.push(...found.joins);
      if (found.ofRow) processes.learnRows(log, found.ofRow);
      yield;
    }
  return joins;
}
