import { base64Of } from "../../core/base64.ts";
import { filterWords } from "../../core/eventFilterWords.ts";
import {
  type CollectStep,
  collectSteps,
  type MonitorCapture,
  monitorFile,
} from "../../core/monitorCapture.ts";
import { monitorColumns, monitorFilter } from "../../core/monitorFilter.ts";
import { commandLine, elevatedWords } from "../../core/windowsShells.ts";
import { newPmc, writePmc } from "../../formats/procmon/pmc/pmc.ts";
import type { CaptureCommand, CapturePlan, CapturePlanParams } from "../../protocol/capture.ts";
import { markdownSentence } from "../../report/escape.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import {
  type CaptureSubject,
  captureName,
  questionOf,
  subjectOfPlace,
  subjectOfRow,
} from "./captureSubject.ts";

/** All that somebody needs to answer an open question with Process Monitor; nothing is run. */
export function capturePlan(snapshot: CaseSnapshot, params: CapturePlanParams): CapturePlan {
  const { row, place, folder, seconds, megabytes, program } = params;
  const subject =
    row !== undefined ? subjectOfRow(snapshot, row) : place ? subjectOfPlace(snapshot, place) : {};
  const capture: MonitorCapture = {
    pid: subject.pid,
    name: captureName(subject),
    folder,
    seconds,
    megabytes,
    program,
  };
  const read = monitorFilter({ pid: subject.pid === undefined ? undefined : String(subject.pid) });
  const rules = read.kind === "rules" ? read.rules : [];
  const steps = collectSteps(capture);
  return {
    question: questionOf(subject),
    name: capture.name,
    filter: filterWords(rules),
    pmc: base64Of(writePmc(newPmc({ filter: rules, columns: monitorColumns, filtered: "dropped" }))),
    commands: steps.map(commandOf),
    markdown: markdownOf(subject, capture, steps),
  };
}

/** Those that a task may run on this machine. */
const runnable: ReadonlySet<CollectStep["id"]> = new Set(["capture", "stop"]);

function commandOf(step: CollectStep): CaptureCommand {
  const { id, title, note, words } = step;
  return {
    id,
    title,
    note,
    cmd: commandLine(step, "cmd"),
    powershell: commandLine(step, "powershell"),
    ...(runnable.has(id) ? { elevated: elevatedWords(words) } : {}),
  };
}

function markdownOf(subject: CaptureSubject, capture: MonitorCapture, steps: readonly CollectStep[]): string {
  const pml = `${capture.name}.pml`;
  return [
    "### Open question",
    "",
    `Question: ${markdownSentence(questionOf(subject))}`,
    "",
    `On the host, with \`${capture.name}.pmc\` at \`${monitorFile(capture, "pmc")}\`:`,
    "",
    ...steps.flatMap((step, i) => stepLines(step, i + 1)),
    `Answer: put \`${pml}\` and the texts into the folder of the case, or paste them here as evidence: they are read and joined.`,
    "",
  ].join("\n");
}

function stepLines(step: CollectStep, number: number): readonly string[] {
  const line = commandLine(step, "cmd");
  return [`${number}. ${step.title}. ${step.note}`, "", "   ```bat", `   ${line}`, "   ```", ""];
}
