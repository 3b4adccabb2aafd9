import { readLedger } from "../../src/core/ledger.ts";
import { answeredSteps } from "../../src/features/answeredSteps.ts";
import { allFormats } from "../../src/formats/all.ts";
import { nextSteps } from "../../src/report/nextSteps/nextSteps.ts";
import { caseOf } from "./caseChecks.ts";
import type { FeaturePage } from "./page.ts";

/**
 * What is open in a case, and what is to be run. A block `ledger` holds what was hashed and looked up; a block
 * `paste` a text of which it is told what it answers.
 */
export async function openSteps({ documents }: FeaturePage): Promise<string> {
  const said = (name: string) => documents.find(({ languageId }) => languageId === name)?.text;
  const { reading, view, pathOf } = await caseOf(
    documents.filter(({ languageId }) => languageId !== "ledger" && languageId !== "paste"),
  ).then((lines) => ({
    ...lines,
    reading: lines.reading,
    view: lines.view,
    pathOf: (uri: string) => lines.pathOf(uri),
  }));
  const steps = nextSteps({ reading, view, ledger: readLedger(said("ledger") ?? "").entries });
  const paste = said("paste");
  const answered = paste === undefined ? [] : answeredSteps(paste, steps, allFormats);
  return [
    ...steps.flatMap(({ kind, question, host, commands, openBy }) => [
      `${kind}: ${question}`,
      `  on ${host ?? "?"}, open by ${pathOf(openBy[0].uri)}:${openBy[0].line + 1}`,
      ...commands.map(({ shell, text }) => `  ${shell}: ${text}`),
    ]),
    ...(paste === undefined
      ? []
      : [`the paste answers: ${answered.map(({ short }) => short).join("; ") || "nothing"}`]),
  ].join("\n");
}
