import type { TreeRow } from "../../protocol/messages.ts";
import { ordered } from "../../report/sections/order.ts";
import { counted, plural } from "../../report/sections/table.ts";
import { processStoriesOf } from "../processes/processStories.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { deedRow } from "./deedRows.ts";
import type { NumberedProcess } from "./numberedProcess.ts";
import { processRow } from "./processRow.ts";
import { childStep, familyStep } from "./processSteps.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

const mostProcesses = 500;

/** All of a host's processes again, each below the one that started it; nothing where none here started another. */
export function familyRow(path: TreePath, processes: readonly NumberedProcess[]): readonly TreeRow[] {
  const started = processes.filter(hasParentIn(processes));
  if (started.length === 0) return [];
  const row = treeRow([...path, familyStep], {
    label: "Who started whom",
    description: [`${counted(started.length)} of ${plural(processes.length, "process", "processes")}`],
    tooltip: ["The processes of this host, each below the one that started it, as far as the evidence says."],
    icon: "type-hierarchy-sub",
    children: "collapsed",
    context: "family",
    spoken: "Who started whom",
  });
  return [row];
}

/** Processes that started others, and that nobody here is known to have started. */
export function rootRows(
  index: CaseIndex,
  path: TreePath,
  processes: readonly NumberedProcess[],
): readonly TreeRow[] {
  const hasParent = hasParentIn(processes);
  const parents = new Set(processes.map(({ instance }) => instance.parent));
  const roots = processes.filter((process) => !hasParent(process) && parents.has(process.instance.id));
  return familyRows(index, path, roots);
}

function hasParentIn(processes: readonly NumberedProcess[]): (process: NumberedProcess) => boolean {
  const ids = new Set(processes.map(({ instance }) => instance.id));
  return ({ instance: { parent } }) => parent !== undefined && ids.has(parent);
}

/** The processes that one started; of those that the evidence does not have, the events that started them. */
export function childRows(
  index: CaseIndex,
  path: TreePath,
  {
    process,
    processes,
  }: { readonly process: NumberedProcess; readonly processes: readonly NumberedProcess[] },
): readonly TreeRow[] {
  const { instance } = process;
  const stories = processStoriesOf(index.snapshot);
  const above = new Set(path.map((step) => step.replace(/^child /u, "")));
  const ids = new Set(stories.childrenOf(instance).map(({ id }) => id));
  const children = processes.filter((one) => ids.has(one.instance.id) && !above.has(one.instance.id));
  const unknown = stories.unknownChildrenOf(instance);
  return [
    ...familyRows(index, path, children),
    ...cappedRows(path, unknown, mostProcesses, (deed) =>
      deedRow(index, [...path, `${deed.place.uri}#${deed.place.line}`], deed, undefined),
    ),
  ];
}

/** In the order in which they started. */
function familyRows(
  index: CaseIndex,
  path: TreePath,
  processes: readonly NumberedProcess[],
): readonly TreeRow[] {
  const inOrder = ordered(processes, ({ instance: { start, pid } }) => [start?.micros ?? 0, pid]);
  return cappedRows(path, inOrder, mostProcesses, (process) =>
    processRow(index, [...path, childStep(process.instance.id)], process),
  );
}
