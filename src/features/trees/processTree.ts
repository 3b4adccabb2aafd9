import { grouped } from "../../core/grouped.ts";
import type { Place, TreeRow } from "../../protocol/messages.ts";
import { isOutsideRemote } from "../../report/outside.ts";
import { ordered } from "../../report/sections/order.ts";
import { counted } from "../../report/sections/table.ts";
import { deedGroups } from "../processes/deedWords.ts";
import type { CaseIndex } from "./caseIndex.ts";
import {
  type CaptureFlow,
  countOf,
  firstLines,
  flowsOfProcess,
  lineRows,
  remoteOfFlow,
} from "./connectionLines.ts";
import { deedRows, groupRows, senderRows, sendersStep } from "./deedRows.ts";
import { endpointRow } from "./endpointRow.ts";
import { type NumberedProcess, processesByHost } from "./numberedProcess.ts";
import { factRows } from "./processFacts.ts";
import { childRows, familyRow, rootRows } from "./processFamilies.ts";
import { hostRows } from "./processHosts.ts";
import { processRow, remotesOf } from "./processRow.ts";
import { groupOfStep, processSteps } from "./processSteps.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

const mostProcesses = 500;
const mostRemotes = 200;

/** Host, process instance, then what it did, whom it started and whom it talked to: `processSteps` says the steps. */
export function processTree(index: CaseIndex, path: TreePath): readonly TreeRow[] {
  const hosts = processesByHost(index);
  const { host, process: id, rest } = processSteps(path);
  if (host === undefined) return hostRows(index, hosts);
  const processes = hosts.get(host) ?? [];
  if (id === undefined)
    return path.length === 1 ? processRows(index, path, processes) : rootRows(index, path, processes);
  const process = processes.find(({ instance }) => instance.id === id);
  if (!process) return [];
  const [part] = rest;
  if (part === sendersStep) return senderRows(index, path, process.instance);
  const group = deedGroups.find((one) => one.id === groupOfStep(part ?? ""));
  if (group?.id === "children") return childRows(index, path, { process, processes });
  if (group) return deedRows(index, path, process.instance, group);
  const flows = flowsOfProcess(index.snapshot, process.number);
  if (part === undefined) return partRows(index, path, process, flows);
  const wanted = part === localPart ? undefined : part;
  return lineRows(
    path,
    index.snapshot,
    flows.filter((flow) => remoteOfFlow(flow) === wanted),
  );
}

const localPart = "local";

function processRows(
  index: CaseIndex,
  path: TreePath,
  processes: readonly NumberedProcess[],
): readonly TreeRow[] {
  const inOrder = ordered(processes, ({ instance, number }) => {
    const remotes = remotesOf(index, instance);
    const beats = remotes.some((remote) => index.unusualBeaconOf(remote) !== undefined);
    return [
      beats ? 0 : 1,
      -remotes.filter(isOutsideRemote).length,
      -index.connectionsOf(number),
      (instance.name ?? "\uffff").toLowerCase(),
      instance.pid,
    ];
  });
  const rows = cappedRows(path, inOrder, mostProcesses, (process) =>
    processRow(index, [...path, process.instance.id], process),
  );
  return [...familyRow(path, processes), ...rows];
}

/** What is known of a process, then whom it talked to. */
function partRows(
  index: CaseIndex,
  path: TreePath,
  process: NumberedProcess,
  flows: readonly CaptureFlow[],
): readonly TreeRow[] {
  const byRemote = grouped(flows, remoteOfFlow);
  const local = byRemote.get(undefined) ?? [];
  const ends = [...byRemote].flatMap(([id, own]) => {
    const remote = id === undefined ? undefined : index.remote(id);
    return remote ? [{ remote, flows: own }] : [];
  });
  const inOrder = ordered(ends, ({ remote, flows: own }) => [
    index.unusualBeaconOf(remote) ? 0 : 1,
    isOutsideRemote(remote) ? 0 : 1,
    -countOf(own),
    remote.id,
  ]);
  const naming = process.instance.evidence[0];
  return [
    ...factRows(index, path, process.instance),
    ...groupRows(index, path, process.instance),
    ...cappedRows(path, inOrder, mostRemotes, ({ remote, flows: own }) =>
      endpointRow([...path, remote.id], index, remote, own, [naming]),
    ),
    ...(local.length === 0 ? [] : [localRow(path, index, local)]),
  ];
}

function localRow(path: TreePath, { snapshot }: CaseIndex, flows: readonly CaptureFlow[]): TreeRow {
  const cites: readonly Place[] = firstLines(flows).map(({ capture, row }) => ({
    uri: capture.uri,
    line: capture.columns.line[row]!,
  }));
  const count = countOf(flows);
  return treeRow([...path, localPart], {
    label: "Sockets without a far end",
    description: [counted(count)],
    tooltip: [
      "Listeners, and UDP sockets, whose far ends Windows does not print.",
      `First shown by ${snapshot.lines.nameOf(cites[0]!)}`,
    ],
    icon: "plug",
    children: "collapsed",
    context: "sockets",
    spoken: "Sockets without a far end",
    place: cites[0],
    cites,
  });
}
