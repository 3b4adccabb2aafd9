import type { CaptureFacts } from "../../core/capture.ts";
import { fenceInfoText } from "./fence.ts";

/** The lines between fences that no run of backticks within can close; ended by a line break. */
export function fencedBlock(lines: readonly string[], word: string, facts: CaptureFacts): string {
  let longest = 2;
  for (const line of lines)
    for (const run of line.match(/`+/gu) ?? []) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return [`${fence}${fenceInfoText(word, facts)}`, ...lines, fence, ""].join("\n");
}

/** The lines of a text without their breaks; what follows the last break is a line only if it holds something. */
export function linesOfText(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/u);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
