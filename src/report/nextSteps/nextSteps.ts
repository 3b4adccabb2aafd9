import { addressScope, isOutside } from "../../core/address.ts";
import type { CaseView, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { LedgerEntry } from "../../core/ledger.ts";
import type { CaseReading } from "../../workspace/case/caseReading.ts";
import { VerdictBook } from "../verdicts.ts";
import type { NextStep, StepKind } from "./nextStep.ts";
import { ownerSteps } from "./ownerSteps.ts";
import { type AskedProcess, processSteps } from "./processSteps.ts";
import { SystemsOfHosts } from "./systemsOfHosts.ts";

/** What steps are made of. */
export interface StepsInput {
  readonly view: CaseView;
  readonly reading: CaseReading;
  /** What was hashed and looked up. */
  readonly ledger?: readonly LedgerEntry[] | undefined;
}

/** Far ends that are looked at, the most telling first: who has more has to begin somewhere. */
const mostRemotes = 500;
/** Processes that speak with them: a log may name a hundred thousand. */
const mostProcesses = 500;
/** Questions of one kind. */
const mostOfAKind = 5;

/**
 * What to do next: for each question that the evidence leaves open the command that answers it. A question is asked
 * where those before it are answered: of a process without a name nobody asks for the file's hash.
 */
export function nextSteps(input: StepsInput): readonly NextStep[] {
  const { view, reading, ledger = [] } = input;
  const remotes = tellingRemotes(view);
  const systems = new SystemsOfHosts(view, reading);
  const steps = [
    ...ownerSteps(remotes, reading, systems),
    ...processSteps(processesOf(view, remotes), {
      book: new VerdictBook(ledger, undefined),
      systems,
      senders: view.senders,
    }),
  ];
  const order: readonly StepKind[] = ["owner", "name", "file", "hash", "look-up", "sender"];
  return order.flatMap((kind) => steps.filter((step) => step.kind === kind).slice(0, mostOfAKind));
}

/** Far ends outside: those of findings first, then the most regular, then the busiest. */
function tellingRemotes({ remotes, beacons, listed }: CaseView): readonly RemoteEndpoint[] {
  const scores = new Map<string, number>();
  for (const { remote, score = 0, usual } of beacons)
    if (usual === undefined) scores.set(remote, Math.max(score, scores.get(remote) ?? 0));
  for (const { lists, remotes: ids } of listed)
    if (lists.some(({ purpose }) => purpose === "bad")) for (const id of ids) scores.set(id, 2);
  const isAll = remotes.length <= mostRemotes || scores.size === 0;
  const named = isAll ? [] : remotes.filter(({ id }) => scores.has(id));
  const some = new Set([...named, ...remotes.slice(0, mostRemotes)]);
  const outside = [...some].filter(({ address }) => isOutside(addressScope(address)));
  return outside.sort(
    (a, b) =>
      (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0) || b.count - a.count || (a.id < b.id ? -1 : 1),
  );
}

/** The processes that speak with them, in the same order. */
function processesOf(view: CaseView, remotes: readonly RemoteEndpoint[]): readonly AskedProcess[] {
  const wanted = new Map<string, RemoteEndpoint>();
  for (const remote of remotes) {
    if (mostProcesses <= wanted.size) break;
    for (const id of remote.processes.slice(0, mostProcesses)) if (!wanted.has(id)) wanted.set(id, remote);
  }
  const known = new Map<string, ProcessInstance>();
  for (const process of view.processes) if (wanted.has(process.id)) known.set(process.id, process);
  return [...wanted].flatMap(([id, remote]) => {
    const process = known.get(id);
    return process && process.pid !== 0 && process.pid !== 4 ? [{ process, remote }] : [];
  });
}
