import type { Issue } from "../../core/issue.ts";
import type { FileReadingEnd } from "./fileReading.ts";

/** Says of a file's first line that its encoding was taken for the likeliest; undefined where the bytes prove it. */
export function encodingIssue(end: FileReadingEnd): Issue | undefined {
  if (end.kind !== "read" || end.encoding.how === "proved") return undefined;
  const { name } = end.encoding;
  const message = `These bytes do not say how they are encoded: they were read as ${name}, the likeliest. Letters beyond ASCII may be others.`;
  return { code: "EV005", place: { line: 0, start: 0, end: 0 }, message };
}
