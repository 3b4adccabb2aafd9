import { createHash } from "node:crypto";
import { inOneGo } from "../../src/core/steps.ts";
import { filterSuggestions } from "../../src/features/filter/filterSuggestions.ts";
import { observablesInText } from "../../src/features/observables.ts";
import { recognizePaste } from "../../src/features/recognizePaste.ts";
import { filteredCase, treeFilter } from "../../src/features/trees/filteredCase.ts";
import { treeChildren } from "../../src/features/trees/trees.ts";
import type { TreeName, TreeRow } from "../../src/protocol/messages.ts";
import { treeNames } from "../../src/protocol/messages.ts";
import type { CaseSnapshot } from "../../src/workspace/case/caseStore.ts";
import { caseOf } from "./caseChecks.ts";
import type { FeaturePage, PageDocument } from "./page.ts";

/** A block `filter` holds what the analyst typed; a block `trees` names those to show. */
const settings: ReadonlySet<string> = new Set(["filter", "trees"]);

/** All rows of the trees, each below its parent. */
export async function trees({ documents }: FeaturePage): Promise<string> {
  const said = (name: string) => documents.find(({ languageId }) => languageId === name)?.text.trim();
  const lines = await caseOf(documents.filter(({ languageId }) => !settings.has(languageId)));
  const whole: CaseSnapshot = { reading: lines.reading, view: lines.view, lines };
  const filter = treeFilter(said("filter") ?? "");
  if (filter.kind === "error") return filter.message;
  const snapshot =
    said("filter") === undefined ? whole : inOneGo(filteredCase(whole, filter.where, undefined));
  const wanted = said("trees")?.split(/\s+/) ?? treeNames;
  return treeNames
    .filter((tree) => wanted.includes(tree))
    .flatMap((tree) => [`${tree}:`, ...rowsBelow(snapshot, tree, undefined, "  ")])
    .join("\n");
}

function rowsBelow(
  snapshot: CaseSnapshot,
  tree: TreeName,
  parent: TreeRow | undefined,
  indent: string,
): readonly string[] {
  const params = { tree, ...(parent ? { parent: parent.id } : {}) };
  return treeChildren(snapshot, params, new Map()).flatMap((row) => [
    indent + rowText(snapshot, row),
    ...(row.children === "none" ? [] : rowsBelow(snapshot, tree, row, `${indent}  `)),
  ]);
}

function rowText({ lines }: CaseSnapshot, { icon, label, description, context, place }: TreeRow): string {
  const to = place ? ` > ${lines.nameOf(place)}` : "";
  return `(${icon}) ${label}${description === undefined ? "" : ` — ${description}`} [${context}]${to}`;
}

/** What may be typed next at the end of each filter of a block `filter`; `…` stands for the rest of a long list. */
export async function filters({ documents }: FeaturePage): Promise<string> {
  const texts =
    documents
      .find(({ languageId }) => languageId === "filter")
      ?.text.trimEnd()
      .split("\n") ?? [];
  const lines = await caseOf(documents.filter(({ languageId }) => !settings.has(languageId)));
  const snapshot: CaseSnapshot = { reading: lines.reading, view: lines.view, lines };
  return texts
    .map((line) => line.replace(/\|$/u, ""))
    .map((text) => {
      const suggestions = filterSuggestions(snapshot, text).slice(0, mostSuggestions);
      return [
        `“${text}”`,
        ...suggestions.map(
          ({ kind, label, description, text: all }) => `  ${kind} ${label} — ${description} → ${all}|`,
        ),
      ].join("\n");
    })
    .join("\n");
}

const mostSuggestions = 12;

/** What a pasted text becomes. */
export function pastes({ documents: [{ text }] }: FeaturePage): string {
  const sha256 = (parts: Iterable<string>) => {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part);
    return hash.digest("hex");
  };
  const found = recognizePaste(text, sha256);
  if (!found) return "not recognized";
  const { format, title, rows, issues, block } = found;
  return `${format}, ${title}: ${rows} rows, ${issues} issues\n${block.trimEnd()}`;
}

/** What can be looked up on each line. */
export function observables({ documents: [document] }: FeaturePage): string {
  return linesOf(document)
    .map(
      (line) =>
        observablesInText(line)
          .map(({ kind, value }) => `${kind} ${value}`)
          .join(", ") || "nothing",
    )
    .join("\n");
}

function linesOf({ text }: PageDocument): readonly string[] {
  return text.split("\n");
}
