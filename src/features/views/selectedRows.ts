import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import type { TreeName } from "../../protocol/messages.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { deedGroups } from "../processes/deedWords.ts";
import { processStoriesOf } from "../processes/processStories.ts";
import { type CaseIndex, indexOf } from "../trees/caseIndex.ts";
import {
  type CaptureFlow,
  flowsOfProcess,
  flowsOfRemote,
  nearOfFlow,
  remoteOfFlow,
} from "../trees/connectionLines.ts";
import { sendersStep } from "../trees/deedRows.ts";
import { groupOfStep, processSteps } from "../trees/processSteps.ts";
import { pathOfId, type TreePath } from "../trees/treeRow.ts";

/** Lines of one capture on which wanted rows start, 0-based and ascending. */
export interface CaptureRows {
  readonly capture: ScannedCapture;
  readonly lines: Uint32Array;
}

/** The rows that a row of a tree stands for, where it stands for rows. */
export function rowsOfTreeRow(snapshot: CaseSnapshot, tree: TreeName, id: string): readonly CaptureRows[] {
  const path = pathOfId(id) ?? [];
  const index = indexOf(snapshot);
  if (tree === "remotes") return ofFlows(flowsOfRemotePath(index, path));
  return tree === "processes" ? rowsOfProcessPath(index, path) : [];
}

/** `address`, `remote`, then a near end, a process or a rhythm. */
function flowsOfRemotePath(index: CaseIndex, [address, remoteId, who]: TreePath): readonly CaptureFlow[] {
  if (address === undefined) return [];
  const ofAddress = index.byAddress.get(address) ?? [];
  const remotes = remoteId === undefined ? ofAddress : ofAddress.filter(({ id }) => id === remoteId);
  const wanted = new Set(remotes.map(({ id }) => id));
  const [first] = remotes;
  if (!first) return [];
  const flows =
    remotes.length === 1
      ? flowsOfRemote(index.snapshot, first)
      : allFlows(index.snapshot).filter((flow) => wanted.has(remoteOfFlow(flow) ?? ""));
  if (who === undefined) return flows;
  const process = stepOf(who, "process ");
  if (process !== undefined) {
    const { processes } = index.snapshot.reading;
    const number = processes.instances.findIndex((instance) => instance.id === process);
    return flows.filter(({ capture, flow }) => processes.ofFlow(capture, flow) === number);
  }
  const beacon = stepOf(who, "beacon ");
  const near = beacon === undefined ? who : index.beaconsOf(first)[Number(beacon)]?.source;
  return flows.filter((flow) => nearOfFlow(flow) === near);
}

/** A host, a process, then what it did, a remote endpoint or what has none. */
function rowsOfProcessPath(index: CaseIndex, path: TreePath): readonly CaptureRows[] {
  const { snapshot } = index;
  const { host, process: processId, rest } = processSteps(path);
  const [part] = rest;
  const process = processId === undefined ? undefined : index.process(processId);
  if (process && part !== undefined && groupOfStep(part) !== undefined)
    return ofDeeds(snapshot, placesOfGroup(snapshot, process, part));
  const numbers = [...snapshot.reading.instances.entries()].filter(([, { instance, sightings }]) =>
    processId === undefined ? sightings[0]!.host.host.key === host : instance.id === processId,
  );
  const flows = numbers.flatMap(([number]) => flowsOfProcess(snapshot, number));
  if (part !== undefined) {
    const wanted = part === "local" ? undefined : part;
    return ofFlows(flows.filter((flow) => remoteOfFlow(flow) === wanted));
  }
  const listed = numbers.flatMap(([, { sightings }]) =>
    sightings.filter(({ capture }) => 0 < capture.processes.length),
  );
  return joined(
    [...listed, ...(process ? placedDeeds(snapshot, placesOfDeeds(snapshot, process)) : [])],
    flows,
  );
}

function placesOfDeeds(snapshot: CaseSnapshot, process: ProcessInstance): readonly LineReference[] {
  const { deeds } = processStoriesOf(snapshot).story(process);
  return deeds.flatMap(placesOfDeed);
}

function placesOfGroup(
  snapshot: CaseSnapshot,
  process: ProcessInstance,
  part: string,
): readonly LineReference[] {
  const stories = processStoriesOf(snapshot);
  if (part === sendersStep) return stories.story(process).senders.flatMap(({ first, last }) => [first, last]);
  const group = deedGroups.find(({ id }) => id === groupOfStep(part));
  return group ? stories.deedsOf(process, group).flatMap(placesOfDeed) : [];
}

/** Its first event and its last: which lie between, only the capture knows. */
function placesOfDeed({ place, last }: Deed): readonly LineReference[] {
  return last ? [place, last] : [place];
}

function placedDeeds(
  { lines }: CaseSnapshot,
  places: readonly LineReference[],
): readonly { readonly capture: ScannedCapture; readonly line: number }[] {
  return places.flatMap((place) => {
    const capture = lines.captureAt(place);
    return capture ? [{ capture, line: place.line }] : [];
  });
}

function ofDeeds(snapshot: CaseSnapshot, places: readonly LineReference[]): readonly CaptureRows[] {
  return joined(placedDeeds(snapshot, places), []);
}

function stepOf(step: string, before: string): string | undefined {
  return step.startsWith(before) ? step.slice(before.length) : undefined;
}

function allFlows({ reading }: CaseSnapshot): readonly CaptureFlow[] {
  return reading.captures.flatMap((capture) =>
    Array.from({ length: capture.flows.count }, (_, flow) => ({ capture, flow })),
  );
}

function ofFlows(flows: readonly CaptureFlow[]): readonly CaptureRows[] {
  return joined([], flows);
}

/** Lines of process lists and rows of flows, capture by capture. */
function joined(
  listed: readonly { readonly capture: ScannedCapture; readonly line: number }[],
  flows: readonly CaptureFlow[],
): readonly CaptureRows[] {
  const lines = new Map<ScannedCapture, number[]>();
  const linesOf = (capture: ScannedCapture) => {
    const known = lines.get(capture) ?? [];
    lines.set(capture, known);
    return known;
  };
  for (const { capture, line } of listed) linesOf(capture).push(line);
  for (const { capture, flow } of flows) {
    const own = linesOf(capture);
    for (const row of capture.flows.rowsOf(flow)) own.push(capture.columns.line[row]!);
  }
  return [...lines].map(([capture, own]) => ({ capture, lines: Uint32Array.from(new Set(own)).sort() }));
}
