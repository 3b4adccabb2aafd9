import type { TreeRow } from "../../protocol/messages.ts";
import { markdownIndicator, markdownSentence } from "../../report/escape.ts";
import type { NextStep, StepKind } from "../../report/nextSteps/nextStep.ts";
import { plural } from "../../report/sections/table.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { type TreePath, treeRow } from "./treeRow.ts";

/** The first step of the path of what is next; no finding has such an id. */
export const nextId = "next steps";

/** One row for all that is open, where something is. */
export function nextRow({ steps }: CaseIndex): readonly TreeRow[] {
  if (steps.length === 0) return [];
  return [
    treeRow([nextId], {
      label: "Next steps",
      description: [plural(steps.length, "open question")],
      tooltip: ["What the evidence leaves open, and what to run where. Nothing is run: commands are copied."],
      icon: "checklist",
      children: "expanded",
      context: "steps",
      spoken: "Next steps",
    }),
  ];
}

const icons: { readonly [Kind in StepKind]: string } = {
  owner: "plug",
  name: "symbol-key",
  file: "file-binary",
  hash: "key",
  "look-up": "search",
  sender: "record",
};

/** One row for a question: its command is copied, or stands as a task in a note. */
export function stepRows({ steps }: CaseIndex, path: TreePath): readonly TreeRow[] {
  return path.length === 1 ? steps.map((step) => stepRow(path, step)) : [];
}

function stepRow(path: TreePath, step: NextStep): TreeRow {
  const { id, kind, question, host, commands, answer, asks, openBy } = step;
  const first = commands[0]?.text;
  return treeRow([...path, id], {
    label: question,
    description: [first],
    tooltip: [
      question,
      host === undefined ? "On the host that the line is of" : `On ${host}`,
      ...commands.map(({ shell, text }) => `${shell}: ${text}`),
      `Answer: ${answer}`,
    ],
    icon: icons[kind],
    children: "none",
    context: kind === "sender" ? "step stepToCapture" : "step",
    spoken: `Open question: ${question}`,
    place: openBy[0],
    cites: openBy,
    observables: asks.sha256 === undefined ? [] : [{ kind: "file", value: asks.sha256 }],
    step: { commands, markdown: taskOf(step) },
  });
}

/** `- [ ] Which process of WS-042 …? On WS-042: ‹command›` */
function taskOf({ question, host, commands }: NextStep): string {
  const on = host === undefined ? "On the host" : `On ${markdownIndicator(host)}`;
  const either = commands.map(({ text }) => markdownIndicator(text)).join(", or ");
  return `- [ ] ${markdownSentence(question)}${either === "" ? "" : ` ${on}: ${either}`}\n`;
}
