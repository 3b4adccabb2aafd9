import { capturePlan } from "../../src/features/capture/capturePlan.ts";
import { treeChildren } from "../../src/features/trees/trees.ts";
import type { TreeName, TreeRow } from "../../src/protocol/messages.ts";
import type { CaseSnapshot } from "../../src/workspace/case/caseStore.ts";
import { caseOf } from "./caseChecks.ts";
import type { FeaturePage } from "./page.ts";

/**
 * What is to be run for a row of a tree, or for the line at the cursor. A block `asked` holds words parted by
 * blanks: `row=LABEL` of tree `tree=NAME`, `folder=`, `program=`, and `show=markdown` for the note's text.
 */
export async function capturePlans({ documents, cursor }: FeaturePage): Promise<string> {
  const asked = documents.find(({ languageId }) => languageId === "asked")?.text ?? "";
  const said = (name: string) => new RegExp(`^${name}=(.*)$`, "mu").exec(asked)?.[1];
  const lines = await caseOf(documents.filter(({ languageId }) => languageId !== "asked"));
  const snapshot: CaseSnapshot = { reading: lines.reading, view: lines.view, lines };
  const tree = (said("tree") ?? "processes") as TreeName;
  const row = rowCalled(snapshot, tree, said("row"));
  const plan = capturePlan(snapshot, {
    ...(row ? { row: row.id } : {}),
    ...(cursor ? { place: { uri: cursor.document.uri, line: cursor.line } } : {}),
    folder: said("folder") ?? "C:\\case",
    program: said("program") ?? "Procmon64.exe",
    seconds: 120,
    megabytes: 1024,
  });
  if (said("show") === "markdown") return plan.markdown.trimEnd();
  const commands = plan.commands.flatMap(({ id, cmd, powershell, elevated }) => [
    `${id}: ${cmd}`,
    ...(powershell === cmd ? [] : [`  PowerShell: ${powershell}`]),
    ...(elevated ? [`  task: ${JSON.stringify(elevated)}`] : []),
  ]);
  return [plan.question, `${plan.name}: ${plan.filter}`, ...commands].join("\n");
}

function rowCalled(
  snapshot: CaseSnapshot,
  tree: TreeName,
  label: string | undefined,
  parent?: TreeRow,
): TreeRow | undefined {
  if (label === undefined) return undefined;
  for (const row of treeChildren(snapshot, { tree, ...(parent ? { parent: parent.id } : {}) }, new Map())) {
    const found = row.label === label ? row : rowCalled(snapshot, tree, label, row);
    if (found) return found;
  }
  return undefined;
}
