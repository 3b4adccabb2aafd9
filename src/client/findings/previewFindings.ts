import { randomBytes } from "node:crypto";
import { Disposable, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { revealId } from "../trees/treeCommands.ts";
import { findingsOrSay, findingsText } from "./findingsCommands.ts";
import { openedLine } from "./openedLine.ts";
import { withOpenedLinks } from "./previewLinks.ts";

const pauseMs = 300;
let open: { readonly panel: WebviewPanel; readonly uri: string } | undefined;

export const previewFindings: Command = {
  id: "incidentNotes.previewFindings",
  needs: "nothing",
  run: async (client) => {
    const uri = findingsOrSay();
    if (!uri) return;
    if (open?.uri === uri.toString()) return open.panel.reveal();
    const markdown = await findingsText(client, uri);
    await show(openPanel(client, uri), uri, markdown);
  },
};

/** No script runs in it; the one command that its links may run opens a line of the case. */
function openPanel(client: Client, uri: Uri): WebviewPanel {
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel("incidentNotes.findings", "Findings", column, {
    enableScripts: false,
    enableForms: false,
    enableCommandUris: [revealId],
    localResourceRoots: [],
  });
  open?.panel.dispose();
  open = { panel, uri: uri.toString() };
  const listener = whenFindingsChange(uri, async () => show(panel, uri, await findingsText(client, uri)));
  panel.onDidDispose(() => {
    listener.dispose();
    if (open?.panel === panel) open = undefined;
  });
  return panel;
}

function whenFindingsChange(uri: Uri, refresh: () => Promise<void>): Disposable {
  let pause: NodeJS.Timeout | undefined;
  const listener = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() !== uri.toString()) return;
    clearTimeout(pause);
    // What was shown stays, where the server cannot answer now.
    pause = setTimeout(() => refresh().catch(() => undefined), pauseMs);
  });
  return Disposable.from(listener, new Disposable(() => clearTimeout(pause)));
}

async function show(panel: WebviewPanel, uri: Uri, markdown: string): Promise<void> {
  const { webviewHtml } = await import("../../report/exports/html.ts");
  if (open?.panel !== panel) return;
  const html = webviewHtml(markdown, { title: "Findings", nonce: randomBytes(16).toString("base64url") });
  const folder = Uri.joinPath(uri, "..");
  panel.webview.html = withOpenedLinks(html, (linked) => openedLine(folder, linked));
}
