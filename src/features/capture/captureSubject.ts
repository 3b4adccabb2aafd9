import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { Place } from "../../protocol/messages.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { processAt } from "../observables.ts";
import { indexOf } from "../trees/caseIndex.ts";
import { addressWithPort } from "../trees/endpointRow.ts";
import { pathOfId } from "../trees/treeRow.ts";

/** Whom or what a capture is to explain: a process, a remote endpoint, a process' sends to one; or a whole host. */
export interface CaptureSubject {
  readonly pid?: number;
  readonly name?: string;
  readonly remote?: Pick<RemoteEndpoint, "address" | "port" | "transport">;
}

/** The subject of a row of a tree, by the steps of its id: in whichever tree, a step names a process or an endpoint. */
export function subjectOfRow(snapshot: CaseSnapshot, id: string): CaptureSubject {
  const index = indexOf(snapshot);
  const steps = (pathOfId(id) ?? []).map((step) => step.replace(/^(?:process|child|sender) /u, ""));
  const remote = steps.flatMap((step) => index.remote(step) ?? []).at(-1) ?? onlyRemoteAt(steps[0]);
  const named = steps.flatMap((step) => index.process(step) ?? []).at(-1);
  const process = named ?? onlyProcessOf(remote);
  return { ...(process ? processPart(process) : {}), ...(remote ? { remote } : {}) };

  function onlyRemoteAt(address: string | undefined): RemoteEndpoint | undefined {
    const found = index.byAddress.get(address ?? "") ?? [];
    return found.length === 1 ? found[0] : undefined;
  }

  function onlyProcessOf(endpoint: RemoteEndpoint | undefined) {
    return endpoint?.processes.length === 1 ? index.process(endpoint.processes[0]!) : undefined;
  }
}

/** The subject of a line of evidence: the process that it is of. */
export function subjectOfPlace(snapshot: CaseSnapshot, place: Place): CaptureSubject {
  const process = processAt(snapshot, place);
  return process ? processPart(process) : {};
}

function processPart({ pid, name }: { readonly pid: number; readonly name?: string }): CaptureSubject {
  return { pid, ...(name === undefined ? {} : { name }) };
}

/** The open question. Names of evidence in it are not escaped yet. */
export function questionOf(subject: CaptureSubject): string {
  const { pid, name, remote } = subject;
  const who = pid === undefined ? undefined : `PID ${pid}${name === undefined ? "" : ` (${name})`}`;
  const whom = remote && endpointWords(remote);
  if (who !== undefined && whom !== undefined)
    return `Does ${who} send to ${whom}, and which of its modules does?`;
  if (who !== undefined) return `Who is ${who} sending to, and which of its modules sends?`;
  return whom === undefined
    ? "Which processes send, and to whom?"
    : `Which process exchanges data with ${whom}?`;
}

function endpointWords({ address, port, transport }: NonNullable<CaptureSubject["remote"]>): string {
  const end = port === undefined ? address : addressWithPort(address, port);
  return transport === undefined ? end : `${end} (${transport})`;
}

/** Name of the capture's files: `procmon-1432`, `procmon-203.0.113.77-12000`. */
export function captureName({ pid, remote }: CaptureSubject): string {
  const parts = pid === undefined ? [remote?.address, remote?.port] : [pid];
  const words = parts.filter((part) => part !== undefined).map((part) => String(part));
  return ["procmon", ...words].join("-").replace(/[^A-Za-z0-9.-]+/gu, "-");
}
