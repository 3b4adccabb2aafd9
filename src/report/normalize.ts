import type { LineKind } from "../core/row.ts";

/** A line of evidence with what reading it told, for a normalized copy. */
export interface LineToNormalize {
  readonly text: string;
  readonly kind: LineKind | "fence" | "prose";
  /** UTF-16 offset of the content, behind the marks of a quotation and the indent of a paste. */
  readonly contentStart: number;
  /** Whether it is the rest of the line above, wrapped by whatever it came through. */
  readonly wraps: "no" | "at-blank" | "within-word";
}

/**
 * A copy of evidence as its program would have printed it: without quotation marks, with plain blanks, wrapped
 * rows whole. The evidence itself is never edited. Every line ends with LF.
 */
export function normalizedCopy(lines: readonly LineToNormalize[]): string {
  const whole: string[] = [];
  for (const line of lines) {
    if (line.kind === "fence") continue;
    const content = plainBlanks(line.text.slice(line.contentStart)).trimEnd();
    if (line.wraps === "no" || whole.length === 0) whole.push(content);
    else whole.push(joined(whole.pop()!, content, line.wraps));
  }
  return whole.map((line) => `${line}\n`).join("");
}

function joined(row: string, rest: string, wraps: "at-blank" | "within-word"): string {
  return row + (wraps === "at-blank" ? " " : "") + rest.trimStart();
}

/** The look-alikes of a blank that reading repairs: no-break, typographic and zero-width blanks. */
function plainBlanks(text: string): string {
  return text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/gu, " ").replace(/[\u200b-\u200f\ufeff]/gu, "");
}
