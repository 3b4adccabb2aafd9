import { allFormats } from "../formats/all.ts";
import type { CaseStoreOptions } from "../workspace/case/caseStore.ts";
import { documentKindOf } from "../workspace/reading/fileReading.ts";
import { globMatcher } from "../workspace/reading/glob.ts";
import type { CaseSession } from "./caseSession.ts";
import { paced, pacer } from "./turns.ts";

/** How the case is read by a session's settings. Notes are always read, unless they are excluded. */
export function caseOptions({ settings, chosenFormats }: CaseSession): CaseStoreOptions {
  const { zone, include, exclude } = settings;
  const included = include.map(globMatcher);
  const excluded = exclude.map(globMatcher);
  return {
    formats: allFormats,
    ...(zone ? { zone } : {}),
    wanted: (path) =>
      !excluded.some((fits) => fits(path)) &&
      (included.length === 0 || documentKindOf(path) === "note" || included.some((fits) => fits(path))),
    chosen: (uri) => chosenFormats.get(uri),
    paced,
    pause: pacer(),
  };
}
