import type { Steps } from "../../core/steps.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { EventIndex } from "./eventIndex.ts";
import { type FlowEventJoin, joinLogWithEvents, type LogEvents } from "./flowEventJoins.ts";
import type { HostsOfAddresses } from "./hosts.ts";
import type { ProcessNumbers } from "./processNumbers.ts";

/** Joins every log with every monitor's capture. `onFound` is told of each two. */
export function* joinLogsWithEvents(
  logs: readonly ScannedCapture[],
  indexes: readonly EventIndex[],
  hosts: HostsOfAddresses,
  processes: ProcessNumbers,
  onFound: (log: ScannedCapture, found: LogEvents) => void = () => {},
): Steps<readonly FlowEventJoin[]> {
  const joins: FlowEventJoin[] = [];
  for (const log of logs)
    for (const index of indexes) {
      const found = joinLogWithEvents(log, index, hosts, processes);
      joins.push(...found.joins);
      onFound(log, found);
      yield;
    }
  return joins;
}
