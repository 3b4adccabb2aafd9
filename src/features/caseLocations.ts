import { type Location, type LocationLink, type Range, uinteger } from "vscode-languageserver-types";
import type { LineReference } from "../core/caseView.ts";

/** The text of a line where an open document has it: other files are not read to say where in a line a word is. */
export type LineText = (place: LineReference) => string | undefined;

/** Lines of the case that the cursor leads to. */
export interface Destination {
  /** What under the cursor leads there. */
  readonly origin: Range;
  readonly places: readonly LineReference[];
}

export function locationsOf(
  places: readonly LineReference[],
  lineText: LineText,
  word?: string,
): readonly Location[] {
  return places.map((place) => ({ uri: place.uri, range: rangeIn(place, lineText(place), word) }));
}

export function locationLinksOf(
  { origin, places }: Destination,
  lineText: LineText,
): readonly LocationLink[] {
  return places.map((place) => {
    const range = rangeIn(place, lineText(place), undefined);
    return {
      originSelectionRange: origin,
      targetUri: place.uri,
      targetRange: range,
      targetSelectionRange: range,
    };
  });
}

/** The word where the line has it, else the line without the blanks around it. */
function rangeIn({ line }: LineReference, text: string | undefined, word: string | undefined): Range {
  if (text === undefined)
    return { start: { line, character: 0 }, end: { line, character: uinteger.MAX_VALUE } };
  const at = word === undefined ? -1 : wordAt(text, word);
  const start = at < 0 ? text.length - text.trimStart().length : at;
  const end = at < 0 || word === undefined ? text.trimEnd().length : at + word.length;
  return { start: { line, character: start }, end: { line, character: Math.max(start, end) } };
}

/** Where a word stands by itself: not `10.0.0.1` in `10.0.0.12`. */
function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); 0 <= at; at = text.indexOf(word, at + 1)) {
    const isCutBefore = /[\w.]/.test(text[at - 1] ?? "");
    const isCutBehind = /\w/.test(text[at + word.length] ?? "");
    if (!isCutBefore && !isCutBehind) return at;
  }
  return -1;
}

/** Each line once, in the order given. */
export function distinct(places: Iterable<LineReference>, most: number): readonly LineReference[] {
  const seen = new Map<string, LineReference>();
  for (const place of places) {
    if (most <= seen.size) break;
    const key = `${place.uri}#${place.line}`;
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()];
}
