import { pathOfId } from "../features/trees/treeRow.ts";
import { treeChildren } from "../features/trees/trees.ts";
import type { TreeRow } from "../protocol/messages.ts";
import { filteredSnapshot } from "./caseFilterFeature.ts";
import { hashNotes } from "./caseHashes.ts";
import { ledgerOf } from "./caseReports.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";

export const caseTreesFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("treeChildren", [], async (session, params, token) => {
      const whole = await session.case.soon(token);
      const filter = params.filter ?? "";
      const snapshot = filter.trim() === "" ? whole : await filteredSnapshot(session, whole, filter);
      if (!snapshot) return [];
      const path = pathOfId(params.parent) ?? [];
      const file = params.tree === "evidence" && path.length === 1 ? path[0] : undefined;
      const hashes = file === undefined ? new Map() : await hashNotes(session, snapshot, file);
      const [root] = session.folders;
      const isOfSteps = params.tree === "findings" && root !== undefined && path[0] === undefined;
      const ledger = isOfSteps ? (await ledgerOf(session, root)).entries : undefined;
      const rows = treeChildren(snapshot, params, hashes, ledger);
      return snapshot === whole ? rows : rows.map((row) => withFilter(row, filter));
    }),
  ],
};

/** The lines of a row of a filtered tree are those that the filter leaves; those of a file are all of them. */
function withFilter(row: TreeRow, filter: string): TreeRow {
  const selection = row.shows?.selection;
  if (!row.shows || selection?.kind !== "row" || selection.tree === "evidence") return row;
  return { ...row, shows: { ...row.shows, selection: { ...selection, filter } } };
}
