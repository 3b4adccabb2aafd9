import { caseFeatures } from "./caseFeatures.ts";
import { caseFindingsFeature } from "./caseFindingsFeature.ts";
import { caseTreesFeature } from "./caseTreesFeature.ts";
import { codeActionFeature } from "./codeActionFeature.ts";
import { diagnosticsFeature } from "./diagnosticsFeature.ts";
import { evidenceFeature } from "./evidenceFeature.ts";
import type { Feature } from "./feature.ts";
import { formatFeature } from "./formatFeature.ts";
import { semanticTokensFeature } from "./semanticTokensFeature.ts";
import { structureFeatures } from "./structureFeatures.ts";

/** Everything the server can do. Adding a feature is adding a line. */
export const features: readonly Feature[] = [
  diagnosticsFeature,
  codeActionFeature,
  semanticTokensFeature,
  formatFeature,
  evidenceFeature,
  caseTreesFeature,
  caseFindingsFeature,
  ...structureFeatures,
  ...caseFeatures,
];
