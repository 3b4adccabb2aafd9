import { capturePlans } from "./captureChecks.ts";
import * as inCase from "./caseChecks.ts";
import { offeredActions } from "./codeActionChecks.ts";
import { extracted } from "./indicatorChecks.ts";
import { openSteps } from "./nextStepChecks.ts";
import type { FeaturePage } from "./page.ts";
import { calls, timelines } from "./processChecks.ts";
import { snapshots } from "./snapshotChecks.ts";
import * as structure from "./structureChecks.ts";
import * as treeChecks from "./treeChecks.ts";
import { viewed } from "./viewChecks.ts";

/** Gives what a feature answers on a page, as text. */
export type Check = (page: FeaturePage) => string | Promise<string>;

/** One check for each folder of pages. Adding a feature is adding a line. */
export const checks: { readonly [feature: string]: Check } = {
  codeActions: offeredActions,
  diagnostics: structure.diagnostics,
  documentHighlights: structure.highlights,
  documentSymbols: structure.symbols,
  codeLenses: inCase.lenses,
  definitions: inCase.destinations,
  hover: inCase.hovers,
  inlayHints: inCase.hints,
  references: inCase.referenced,
  workspaceSymbols: inCase.caseSymbols,
  foldingRanges: structure.folds,
  selectionRanges: structure.selections,
  semanticTokens: structure.tokens,
  observables: treeChecks.observables,
  pastes: treeChecks.pastes,
  trees: treeChecks.trees,
  filters: treeChecks.filters,
  views: viewed,
  snapshots,
  capturePlans,
  nextSteps: openSteps,
  extracted,
  calls,
  timelines,
};
