import { callHierarchyFeature } from "./callHierarchyFeature.ts";
import { capturePlanFeature, pmcFeature } from "./captureFeature.ts";
import { caseEvidenceFeature } from "./caseEvidenceFeature.ts";
import { caseFilterFeature } from "./caseFilterFeature.ts";
import { caseFindingsFeature } from "./caseFindingsFeature.ts";
import { caseLineFeatures } from "./caseLineFeatures.ts";
import { casePicturesFeature } from "./casePicturesFeature.ts";
import type { CaseSession } from "./caseSession.ts";
import { caseTreesFeature } from "./caseTreesFeature.ts";
import { caseViewsFeature } from "./caseViewsFeature.ts";
import { codeActionFeature } from "./codeActionFeature.ts";
import { diagnosticsFeature } from "./diagnosticsFeature.ts";
import type { DocumentSession } from "./documentSession.ts";
import { eventFiltersFeature } from "./eventFiltersFeature.ts";
import { eventsFeature } from "./eventsFeature.ts";
import type { Feature } from "./feature.ts";
import { formatFeature } from "./formatFeature.ts";
import { nextStepsFeature } from "./nextStepsFeature.ts";
import { pasteFeature } from "./pasteFeature.ts";
import { semanticTokensFeature } from "./semanticTokensFeature.ts";
import { structureFeatures } from "./structureFeatures.ts";
import { timelineFeature } from "./timelineFeature.ts";
import { watchFeature } from "./watchFeature.ts";

/**
 * Everything the server can do, and where: beside the documents what a document alone answers, so that it never
 * waits; in the case's thread what needs the case. Adding a feature is adding a line.
 */
export const features: {
  readonly documents: readonly Feature<DocumentSession>[];
  readonly case: readonly Feature<CaseSession>[];
} = {
  documents: [
    diagnosticsFeature,
    codeActionFeature,
    semanticTokensFeature,
    formatFeature,
    pasteFeature,
    watchFeature,
    eventFiltersFeature,
    pmcFeature,
    ...structureFeatures,
  ],
  case: [
    caseTreesFeature,
    caseFilterFeature,
    caseFindingsFeature,
    caseEvidenceFeature,
    caseViewsFeature,
    casePicturesFeature,
    capturePlanFeature,
    nextStepsFeature,
    callHierarchyFeature,
    timelineFeature,
    eventsFeature,
    ...caseLineFeatures,
  ],
};
