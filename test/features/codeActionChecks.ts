import type { CodeAction, Range, TextEdit } from "vscode-languageserver-types";
import { codeActions } from "../../src/features/codeActions/codeActions.ts";
import { diagnosticsOf } from "../../src/features/diagnostics.ts";
import type { FeaturePage } from "./page.ts";
import { issuesOf, readDocument, sha256 } from "./structureChecks.ts";

/**
 * What is offered on the line of the cursor, and then what the menu of source actions has: kind and title, and below
 * what it does: `-` and `+` for the lines that an edit changes, else the command with its argument.
 */
export function offeredActions({ documents: [first], cursor }: FeaturePage): string {
  const document = readDocument(first);
  const at = { line: cursor?.line ?? 0, character: cursor?.character ?? 0 };
  const range: Range = { start: at, end: at };
  const all = diagnosticsOf(issuesOf(document), { uri: first.uri, documentation: undefined });
  const diagnostics = all.filter(({ range: marked }) => marked.start.line === at.line);
  const actions = [
    ...codeActions(document, range, { diagnostics }, sha256),
    ...codeActions(document, range, { diagnostics: [], only: ["source"] }, sha256),
  ];
  return actions.map((action) => actionText(action, first.text.split("\n"))).join("\n");
}

function actionText(action: CodeAction, lines: readonly string[]): string {
  const { kind, title, isPreferred, diagnostics = [], edit, command } = action;
  const mends = diagnostics.map(({ code }) => ` of ${code}`).join("");
  const head = `${kind}${mends}${isPreferred ? " (preferred)" : ""}: ${title}`;
  const edits = Object.values(edit?.changes ?? {}).flat();
  const effects = command
    ? [`${command.command} ${JSON.stringify(command.arguments?.[0])}`]
    : changedLines(edits, lines);
  return [head, ...effects.map((effect) => `    ${effect}`)].join("\n");
}

function changedLines(edits: readonly TextEdit[], lines: readonly string[]): readonly string[] {
  const numbers = [...new Set(edits.map(({ range }) => range.start.line))].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const before = lines[number] ?? "";
    const onLine = edits.filter(({ range }) => range.start.line === number);
    const behindFirst = [...onLine].sort((a, b) => b.range.start.character - a.range.start.character);
    const after = behindFirst.reduce(
      (text, { range, newText }) =>
        text.slice(0, range.start.character) + newText + text.slice(range.end.character),
      before,
    );
    return [`- ${before}`, `+ ${after}`];
  });
}
