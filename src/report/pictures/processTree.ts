import type { CaseView, ProcessInstance } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { ProcessNode } from "../../pictures/processTreePicture.ts";
import { visibleText } from "../escape.ts";
import { timeText } from "../sections/reportTime.ts";
import { plural } from "../sections/table.ts";

const mostChildren = 8;
const mostAbove = 6;
const mostBelow = 3;

/** A process below those that started it, with what it started. */
export function processTree(view: CaseView, process: ProcessInstance): ProcessNode {
  const byId = new Map(view.processes.map((one) => [one.id, one]));
  const children = grouped(view.processes, ({ parent }) => parent);
  const marked = markedIn(view);
  const nodeOf = (one: ProcessInstance, below: readonly ProcessNode[]): ProcessNode => ({
    label: labelOf(one),
    facts: factsOf(one),
    look: one.id === process.id ? "focus" : marked.has(one.id) ? "marked" : "plain",
    children: below,
  });
  const seen = new Set<string>();
  const below = (one: ProcessInstance, depth: number): readonly ProcessNode[] => {
    seen.add(one.id);
    const own = (children.get(one.id) ?? []).filter(({ id }) => !seen.has(id));
    const shown = depth === 0 ? [] : own.slice(0, mostChildren);
    const more = own.length - shown.length;
    return [
      ...shown.map((child) => nodeOf(child, below(child, depth - 1))),
      ...(more <= 0 ? [] : [moreNode(more)]),
    ];
  };
  let node = nodeOf(process, below(process, mostBelow));
  let at = process;
  for (let i = 0; i < mostAbove; i++) {
    const parent = at.parent === undefined ? undefined : byId.get(at.parent);
    if (!parent || seen.has(parent.id)) break;
    seen.add(parent.id);
    node = nodeOf(parent, [node]);
    at = parent;
  }
  return at.parent === undefined && at.parentPid !== undefined && at.parentPid !== at.pid
    ? unknownParent(at.parentPid, node)
    : node;
}

/** `explorer.exe (PID 1432)` */
export function labelOf({ name, pid }: Pick<ProcessInstance, "name" | "pid">): string {
  return visibleText(name === undefined ? `PID ${pid}` : `${name} (PID ${pid})`);
}

function factsOf({ start, user, remotes, executable }: ProcessInstance): readonly string[] {
  return [
    start === undefined ? undefined : `since ${timeText(start)}`,
    remotes.length === 0 ? undefined : plural(remotes.length, "far end"),
    user,
    executable,
  ].flatMap((fact) => (fact === undefined ? [] : [visibleText(fact)]));
}

function moreNode(count: number): ProcessNode {
  return { label: `… and ${count} more`, facts: [], look: "plain", children: [] };
}

/** Its PID alone says nothing of which process it was. */
function unknownParent(pid: number, child: ProcessNode): ProcessNode {
  return { label: `PID ${pid}`, facts: ["parent, not in the evidence"], look: "plain", children: [child] };
}

/** Processes that a finding names by their lines. */
function markedIn({ findings, processes }: CaseView): ReadonlySet<string> {
  const cited = new Set(
    findings
      .filter(({ severity }) => severity !== "information")
      .flatMap(({ evidence }) => evidence.map(({ uri, line }) => `${uri}#${line}`)),
  );
  const isCited = ({ evidence }: ProcessInstance) =>
    evidence.some(({ uri, line }) => cited.has(`${uri}#${line}`));
  return new Set(processes.filter(isCited).map(({ id }) => id));
}
