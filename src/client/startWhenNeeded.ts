import { Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from "vscode";
import type { CaseServer } from "./caseServer.ts";
import { isEvidence, isNote } from "./evidence/evidenceLanguages.ts";
import { mayHoldEvidence } from "./evidence/evidenceShape.ts";

/** Starts the server with the first document that is evidence or holds some. A note of anything else costs nothing. */
export function startWhenNeeded(server: CaseServer): Disposable {
  const watch: Disposable[] = [];
  const start = () => {
    for (const listener of watch) listener.dispose();
    // Whoever asks for something is told why there is no server.
    if (!server.isStarted) server.start().catch(() => undefined);
  };
  if (workspace.textDocuments.some(needsServer)) start();
  else
    watch.push(
      workspace.onDidOpenTextDocument((document) => needsServer(document) && start()),
      workspace.onDidChangeTextDocument((change) => bringsEvidence(change) && start()),
    );
  return Disposable.from(...watch);
}

function needsServer(document: TextDocument): boolean {
  return isEvidence(document) || (isNote(document) && mayHoldEvidence(document.getText()));
}

/** Looks at the changed lines only: it runs with every key. */
function bringsEvidence({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  if (!isNote(document)) return false;
  return contentChanges.some(({ range, text }) => {
    const { text: line } = document.lineAt(Math.min(range.start.line, document.lineCount - 1));
    return mayHoldEvidence(line) || mayHoldEvidence(text);
  });
}
