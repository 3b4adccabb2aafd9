import { baseName } from "../../analysis/windows/windowsPath.ts";
import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import { processStoriesOf } from "./processStories.ts";

/** One step of who started whom. */
export interface ProcessCall {
  /** Absent where only the event that started it tells of it. */
  readonly process?: ProcessInstance;
  /** Its name as that event has it. */
  readonly name?: string;
  /** Where it stands in the evidence. */
  readonly place: LineReference;
  /** The events that show the start; none where only the PIDs and times say so. */
  readonly shown: readonly LineReference[];
}

/** Who started a process: the one that did, else all that may have. */
export function startersOf(lines: CaseLines, process: ProcessInstance): readonly ProcessCall[] {
  const stories = processStoriesOf(lines);
  const parent = stories.parentOf(process);
  const making = stories.makingOf(process);
  if (!parent)
    return stories
      .possibleParentsOf(process)
      .map((each) => ({ process: each, place: each.evidence[0], shown: [] }));
  const shown = making ? [making.place] : [];
  return [{ process: parent, place: making?.place ?? parent.evidence[0], shown }];
}

/** Whom a process started, in the order of time. */
export function startedBy(lines: CaseLines, process: ProcessInstance): readonly ProcessCall[] {
  const stories = processStoriesOf(lines);
  const known = stories.childrenOf(process).map((child) => {
    const making = stories.makingOf(child);
    return { process: child, place: child.evidence[0], shown: making ? [making.place] : [] };
  });
  const others = stories.unknownChildrenOf(process).map(({ place, path }) => ({
    name: path === undefined ? "A process" : baseName(path),
    place,
    shown: [place],
  }));
  return [...known, ...others];
}
