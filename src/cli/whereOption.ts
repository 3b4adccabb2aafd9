import { visibleText } from "../report/escape.ts";
import { linesNeeded } from "../workspace/query/matchingRows.ts";
import { parseWhere, type Where, type WhereError } from "../workspace/query/where.ts";
import type { Terminal } from "./terminal.ts";

/** The rows that a call is limited to. */
export interface WhereOption {
  readonly text: string;
  readonly where: Where;
}

/** Undefined after saying what is wrong with the text. */
export function readWhere(text: string, terminal: Terminal): WhereOption | undefined {
  const parsed = parseWhere(text);
  if (parsed.kind === "where") return { text, where: parsed.where };
  terminal.say(errorText(parsed));
  return undefined;
}

/** The same for commands that see rows without their lines. */
export function readWhereOfRows(text: string, terminal: Terminal): WhereOption | undefined {
  const option = readWhere(text, terminal);
  const [key] = option ? linesNeeded(option.where) : [];
  if (key === undefined) return option;
  terminal.say(
    `incident-notes: ${key} stands in lines only, which triage does not keep: ask for it with "parse --where".`,
  );
  return undefined;
}

/**
 * The text, and a caret under what is wrong with it:
 *
 *     destination.port = 99999
 *                        ^^^^^
 */
function errorText({ text, span: { start, end }, message }: WhereError): string {
  const before = visibleText(text.slice(0, start));
  const wrong = visibleText(text.slice(start, end));
  const caret = " ".repeat(before.length) + "^".repeat(Math.max(1, wrong.length));
  return `incident-notes: --where: ${message}\n\n  ${visibleText(text)}\n  ${caret}`;
}
