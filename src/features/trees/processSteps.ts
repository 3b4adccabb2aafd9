import { pathOfId, type TreePath } from "./treeRow.ts";

/** Begins the step of a process that stands below the one that started it. */
const childMark = "child ";
/** Begins the step of a group of deeds. */
const groupMark = "did ";
/** The step of a host's processes as a tree of who started whom. */
export const familyStep = "family";

export function childStep(id: string): string {
  return childMark + id;
}

export function groupStep(id: string): string {
  return groupMark + id;
}

export function groupOfStep(step: string): string | undefined {
  return step.startsWith(groupMark) ? step.slice(groupMark.length) : undefined;
}

/** What a row of the tree of processes is of. */
export interface ProcessSteps {
  readonly host: string | undefined;
  /** The process it stands below; undefined for a host and its families. */
  readonly process: string | undefined;
  /** The steps behind that process. */
  readonly rest: TreePath;
}

/**
 * Host, process, then what is known of it; a process stands also below the one that started it, however far down:
 *
 *     host | process | did children | child process | did children | child process | remote endpoint
 */
export function processSteps([host, first, ...rest]: TreePath): ProcessSteps {
  const at = rest.findLastIndex((step) => step.startsWith(childMark));
  if (0 <= at) return { host, process: rest[at]!.slice(childMark.length), rest: rest.slice(at + 1) };
  return first === familyStep ? { host, process: undefined, rest } : { host, process: first, rest };
}

/** The process that a row of any tree stands for, or stands below: of remote endpoints the step says that it is one. */
export function processOfId(id: string): string | undefined {
  const path = pathOfId(id) ?? [];
  const named = path.findLast((step) => step.startsWith("process "));
  return named?.slice("process ".length) ?? processSteps(path).process;
}
