import type { ProcessInstance } from "../core/caseView.ts";
import { processOnLine } from "../features/processes/processOnLine.ts";
import { timelineMarkdown } from "../features/processes/timelineMarkdown.ts";
import { indexOf } from "../features/trees/caseIndex.ts";
import { processOfId } from "../features/trees/processSteps.ts";
import type { TimelineParams } from "../protocol/capture.ts";
import type { CaseSnapshot } from "../workspace/case/caseStore.ts";
import { caseFolderOf } from "./caseReports.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";
import { folderOfUri, relativePath } from "./uriPaths.ts";

/** What one process did. */
export const timelineFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("processTimeline", null, async (session, params, token) => {
      const snapshot = await session.case.ready(token);
      const process = processOf(snapshot, params);
      if (!process) return null;
      const { from } = params;
      return timelineMarkdown(snapshot, process, (uri) =>
        relativePath(from.includes("/") ? folderOfUri(from) : caseFolderOf(session, uri), uri),
      );
    }),
  ],
};

function processOf(snapshot: CaseSnapshot, { row, place }: TimelineParams): ProcessInstance | undefined {
  if (row !== undefined) return indexOf(snapshot).process(processOfId(row) ?? "");
  return place && processOnLine(snapshot.lines, place)?.instance;
}
