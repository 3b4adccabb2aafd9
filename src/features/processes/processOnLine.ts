import type { LineReference } from "../../core/caseView.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import type { ProcessOnLine } from "../../workspace/case/caseProcesses.ts";

/** The process that a line of the case speaks of: listed there, of its event or row, else what explains the row best. */
export function processOnLine(lines: CaseLines, place: LineReference): ProcessOnLine | undefined {
  const capture = lines.captureAt(place);
  if (!capture) return undefined;
  const told = lines.processes.listedAt(place) ?? lines.processes.ofEventOn(capture, place.line);
  if (told) return told;
  const row = lines.rowAt(place);
  return row?.capture === capture ? lines.processes.ofRow(row)[0] : undefined;
}
