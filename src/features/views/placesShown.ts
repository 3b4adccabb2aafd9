import type { LineReference } from "../../core/caseView.ts";
import { isNativeCapture } from "../../protocol/events.ts";
import { largestColored, placeInWindow } from "../../protocol/views.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import type { FileEntry } from "../../workspace/reading/files.ts";

/**
 * An editor shows neither colors nor lenses of a large file, and nothing of what lies in an archive, or of a native
 * capture, whose lines are its events.
 */
export function isShownInView({ uri, size, archive }: Pick<FileEntry, "uri" | "size" | "archive">): boolean {
  return largestColored < size || archive !== undefined || isNativeCapture(uri);
}

/** Where lines can be looked at: in their files, or in views around them where these are too large for an editor. */
export function placesShown(lines: CaseLines, places: readonly LineReference[]): readonly LineReference[] {
  const isLarge = largeFiles(lines);
  return places.map((place) => (isLarge(place.uri) ? placeInWindow(place) : place));
}

/** Says which files are shown in views. */
export function largeFiles({ reading }: CaseLines): (uri: string) => boolean {
  const large = new Set<string>();
  for (const { entry } of reading.files) if (isShownInView(entry)) large.add(entry.uri);
  return (uri) => large.has(uri);
}
