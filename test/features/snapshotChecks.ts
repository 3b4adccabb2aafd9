import { snapshotChoices, snapshotTexts } from "../../src/features/snapshots/snapshotTexts.ts";
import type { CaseSnapshot } from "../../src/workspace/case/caseStore.ts";
import { caseOf } from "./caseChecks.ts";
import type { FeaturePage } from "./page.ts";

/** The first snapshot compared with each that it can be compared with, in the order in which they are offered. */
export async function snapshots({ documents }: FeaturePage): Promise<string> {
  const lines = await caseOf(documents);
  const snapshot: CaseSnapshot = { reading: lines.reading, view: lines.view, lines };
  const [first] = snapshotChoices(snapshot, undefined);
  if (!first) return "no snapshot";
  return snapshotChoices(snapshot, first.place)
    .map(({ title, description, place }) => {
      const texts = snapshotTexts(snapshot, first.place, place);
      return [`${title} — ${description}`, ...(texts ? told(texts) : ["cannot be compared"])].join("\n");
    })
    .join("\n\n");
}

function told({ title, earlier, later, said }: NonNullable<ReturnType<typeof snapshotTexts>>) {
  return [
    title,
    ...said.map((sentence) => `  ${sentence}`),
    "earlier:",
    earlier.trimEnd(),
    "later:",
    later.trimEnd(),
  ];
}
