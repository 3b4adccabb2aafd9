import {
  type CallSource,
  incomingCalls,
  outgoingCalls,
  preparedCalls,
} from "../../src/features/callHierarchy.ts";
import { processOnLine } from "../../src/features/processes/processOnLine.ts";
import { timelineMarkdown } from "../../src/features/processes/timelineMarkdown.ts";
import type { CaseSnapshot } from "../../src/workspace/case/caseStore.ts";
import { caseOf } from "./caseChecks.ts";
import type { FeaturePage } from "./page.ts";
import { readDocument } from "./structureChecks.ts";

type Item = ReturnType<typeof preparedCalls>[number];

/** The process at the cursor, who started it (`<`), and whom it started (`>`), as far as that goes. */
export async function calls({ documents, cursor }: FeaturePage): Promise<string> {
  const lines = await caseOf(documents);
  const source: CallSource = { lines, lineText: () => undefined, shown: (place) => place };
  const [item] = cursor ? preparedCalls(readDocument(cursor.document), source, cursor) : [];
  if (!item) return "no process";
  const named = ({ name, detail, uri, range }: Item) =>
    `${name}, ${detail}: ${lines.nameOf({ uri, line: range.start.line })}`;
  const above = (of: Item, indent: string): readonly string[] =>
    incomingCalls(source, of).flatMap(({ from, fromRanges }) => [
      `${indent}< ${named(from)}, at ${fromRanges.map(({ start }) => start.line + 1).join(" ")}`,
      ...above(from, `${indent}  `),
    ]);
  const below = (of: Item, indent: string): readonly string[] =>
    outgoingCalls(source, of).flatMap(({ to, fromRanges }) => [
      `${indent}> ${named(to)}, at ${fromRanges.map(({ start }) => start.line + 1).join(" ")}`,
      ...below(to, `${indent}  `),
    ]);
  return [named(item), ...above(item, "  "), ...below(item, "  ")].join("\n");
}

/** The timeline of the process at the cursor, as Markdown. */
export async function timelines({ documents, cursor }: FeaturePage): Promise<string> {
  const lines = await caseOf(documents);
  const snapshot: CaseSnapshot = { reading: lines.reading, view: lines.view, lines };
  const place = cursor && { uri: cursor.document.uri, line: cursor.line };
  const process = place && processOnLine(lines, place)?.instance;
  return process
    ? timelineMarkdown(snapshot, process, (uri) => uri.replace("file:///case/", "")).markdown.trimEnd()
    : "no process";
}
