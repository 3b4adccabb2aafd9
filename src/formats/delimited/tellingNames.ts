import type { Format } from "../../core/format.ts";
import { foldedName } from "./foldedName.ts";

/**
 * By which words lines are told that have to name all of one list: its longest name, or one of the `marks` of other
 * lines. Without marks for these, none tells them.
 */
export function tellingNames(
  lists: readonly (readonly string[])[],
  marks: readonly string[] | undefined,
): Pick<Format, "marks" | "names"> {
  const names = lists.map((list) => longest(list.map(foldedName)));
  return marks === undefined || names.includes("") ? {} : { marks, names: [...new Set(names)] };
}

function longest(words: readonly string[]): string {
  return words.reduce((best, word) => (best.length < word.length ? word : best), "");
}
