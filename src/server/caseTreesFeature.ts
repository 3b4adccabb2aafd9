import { pathOfId } from "../features/trees/treeRow.ts";
import { treeChildren } from "../features/trees/trees.ts";
import { hashNotes } from "./caseHashes.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";

export const caseTreesFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("treeChildren", [], async (session, params, token) => {
      const snapshot = await session.case.soon(token);
      const path = pathOfId(params.parent) ?? [];
      const file = params.tree === "evidence" && path.length === 1 ? path[0] : undefined;
      const hashes = file === undefined ? new Map() : await hashNotes(session, snapshot, file);
      return treeChildren(snapshot, params, hashes);
    }),
  ],
};
