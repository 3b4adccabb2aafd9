import type { Range } from "vscode-languageserver-types";

export interface Note {
  readonly range: Range;
  readonly text: string;
}

/**
 * The lines that have notes, each with its notes below:
 *
 *       UDP    10.0.0.5:70000         *:*
 *                       ^^^^^ error EV014 There is no port 70000.
 */
export function annotated(text: string, notes: readonly Note[]): string {
  const lines = text.split("\n");
  const lineOf = ({ range }: Note) => range.start.line;
  const sorted = [...notes].sort(
    (a, b) => lineOf(a) - lineOf(b) || a.range.start.character - b.range.start.character,
  );
  const shown: string[] = [];
  for (const [i, note] of sorted.entries()) {
    const line = lineOf(note);
    if (i === 0 || lineOf(sorted[i - 1]!) !== line) shown.push(lines[line] ?? "");
    shown.push(below(lines[line] ?? "", note));
  }
  return shown.join("\n");
}

function below(line: string, { range, text }: Note): string {
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const width = Math.max(1, end - range.start.character);
  const indent = line.slice(0, range.start.character).replace(/[^\t]/g, " ");
  return `${indent}${"^".repeat(width)} ${text}`.trimEnd();
}
