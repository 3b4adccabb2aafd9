import type { Uri } from "vscode";
import { shortened, visibleText } from "../report/escape.ts";

const longest = 500;

/**
 * Text of evidence or of a service, for a label, a tooltip or a message. Beside what would hide, reorder or end the
 * line, VS Code's own notation in labels and messages is broken up: `[link](command:…)` and `$(icon)`.
 */
export function shownText(text: string): string {
  return visibleText(shortened(text, longest)).replaceAll("](", "] (").replaceAll("$(", "$ (");
}

/** The name of a file, without its folder, for the same places. */
export function shownName({ path }: Uri): string {
  return shownText(path.slice(path.lastIndexOf("/") + 1));
}
