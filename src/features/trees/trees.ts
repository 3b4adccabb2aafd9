import type { LedgerEntry } from "../../core/ledger.ts";
import type { TreeChildrenParams, TreeName, TreeRow } from "../../protocol/messages.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { withShownLines } from "../views/shownLines.ts";
import { type CaseIndex, indexOf } from "./caseIndex.ts";
import { evidenceTree, type HashNote } from "./evidenceTree.ts";
import { findingTree } from "./findingTree.ts";
import { processTree } from "./processTree.ts";
import { remoteTree } from "./remoteTree.ts";
import { pathOfId, type TreePath } from "./treeRow.ts";

type Tree = (index: CaseIndex, path: TreePath, hashes: ReadonlyMap<string, HashNote>) => readonly TreeRow[];

const trees: { readonly [Name in TreeName]: Tree } = {
  processes: processTree,
  remotes: remoteTree,
  evidence: evidenceTree,
  findings: findingTree,
};

/** The rows below a row of a tree, of the case as it is in a snapshot; of a filtered one, as `filteredCase` makes it. */
export function treeChildren(
  snapshot: CaseSnapshot,
  { tree, parent }: TreeChildrenParams,
  hashes: ReadonlyMap<string, HashNote>,
  ledger?: readonly LedgerEntry[],
): readonly TreeRow[] {
  const path = pathOfId(parent);
  const index = indexOf(snapshot);
  if (ledger) index.ledger = ledger;
  const rows = path ? trees[tree](index, path, hashes) : [];
  return withShownLines(snapshot, tree, rows);
}
