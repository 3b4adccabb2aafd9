import type { CaseStoreOptions } from "../workspace/case/caseStore.ts";
import { documentKindOf } from "../workspace/reading/fileReading.ts";
import { globMatcher } from "../workspace/reading/glob.ts";
import type { CaseSession } from "./caseSession.ts";
import { paced, pacer } from "./turns.ts";

/** How the case is read by a session's settings. Notes are always read, unless they are excluded. */
export function caseOptions(session: CaseSession): CaseStoreOptions {
  const { settings, book, scanStorage } = session;
  const { zone, zoneName, include, exclude } = settings;
  const isIncluded = anyAbove(include);
  const isExcluded = anyAbove(exclude);
  return {
    formats: book.formats,
    ...(zone ? { zone } : {}),
    ...(zoneName === undefined ? {} : { zoneName }),
    ...(scanStorage ? { storage: scanStorage } : {}),
    wanted: (path) =>
      !isExcluded(path) && (include.length === 0 || documentKindOf(path) === "note" || isIncluded(path)),
    way: (uri) => session.wayOf(uri),
    paced,
    pause: pacer(),
  };
}

/** Whether a glob fits a path, or a folder or an archive that it leads through: `*.zip` is for all that lies in one. */
function anyAbove(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(globMatcher);
  return (path) => {
    const parts = path.split("/");
    return parts.some((_, i) => matchers.some((fits) => fits(parts.slice(0, i + 1).join("/"))));
  };
}
