import type { CaseView, LineReference, ProcessInstance } from "../core/caseView.ts";
import { type Deed, deedKinds, type Sender } from "../core/deed.ts";
import { grouped } from "../core/grouped.ts";
import { isoText } from "../core/instant.ts";
import { present } from "../core/observe.ts";
import { remoteOfId } from "../core/remoteOfId.ts";
import type { CaseReading } from "../workspace/case/caseReading.ts";
import { activityOf } from "../workspace/case/processActivity.ts";

type Place = (reference: LineReference) => object;

/** Deeds of each kind that are written of a process; all are counted. */
const mostOfKind = 5;

/** Who within a process sent to a remote endpoint. */
export function senderJson(sender: Sender, process: ProcessInstance | undefined, place: Place): object {
  const { address, port, transport, direction } = remoteOfId(sender.remote);
  return present({
    process: sender.process,
    "host.name": process?.host.name,
    "process.pid": process?.pid,
    "process.name": process?.name,
    remote: sender.remote,
    [direction === "inbound" ? "source.ip" : "destination.ip"]: address,
    "destination.port": port,
    "network.transport": transport,
    how: sender.how,
    "dll.path": sender.module?.path,
    "dll.pe.company": sender.module?.company,
    "dll.pe.file_version": sender.module?.version,
    "dll.pe.description": sender.module?.description,
    count: sender.count,
    "base.rate": sender.baseRate,
    first: place(sender.first),
    last: place(sender.last),
  });
}

/** What each process did: its events by operation, and the first deeds of each kind. */
export function* activityJson(reading: CaseReading, view: CaseView, place: Place): Generator<object> {
  const { instances } = reading.processes;
  const deeds = grouped(view.deeds, ({ process }) => process);
  const left = new Set(view.processes.map(({ id }) => id));
  for (const { process, events, operations } of activityOf(reading)) {
    const { id, host, pid, name } = instances[process]!;
    if (!left.has(id)) continue;
    yield present({
      process: id,
      "host.name": host.name,
      "process.pid": pid,
      "process.name": name,
      events,
      operations: Object.fromEntries(operations),
      deeds: deedsJson(deeds.get(id) ?? [], place),
    });
  }
}

function deedsJson(deeds: readonly Deed[], place: Place): object {
  const byKind = grouped(deeds, ({ kind }) => kind);
  const told = deedKinds.flatMap((kind) => {
    const own = byKind.get(kind);
    if (!own) return [];
    const first = own.slice(0, mostOfKind).map((deed) => deedJson(deed, place));
    return [[kind, { count: own.length, first }] as const];
  });
  return Object.fromEntries(told);
}

function deedJson(deed: Deed, place: Place): object {
  return present({
    time: deed.time && isoText(deed.time),
    path: deed.path,
    detail: deed.detail,
    events: deed.count,
    target: deed.target,
    remote: deed.remote,
    ...place(deed.place),
  });
}
