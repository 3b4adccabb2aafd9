import { randomBytes } from "node:crypto";
import { Disposable, type Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { exportedText, findingsOrSay } from "./findingsCommands.ts";
import { previewPage } from "./previewPage.ts";

const pauseMs = 300;
let open: { readonly panel: WebviewPanel; readonly uri: string } | undefined;

export const previewFindings: Command = {
  id: "incidentNotes.previewFindings",
  needs: "nothing",
  run: async (client) => {
    const uri = findingsOrSay();
    if (!uri) return;
    if (open?.uri === uri.toString()) return open.panel.reveal();
    await show(client, openPanel(client, uri), uri);
  },
};

function openPanel(client: Client, uri: Uri): WebviewPanel {
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel("incidentNotes.findings", "Findings", column, {
    enableScripts: false,
    enableCommandUris: false,
    enableForms: false,
    localResourceRoots: [],
  });
  open?.panel.dispose();
  open = { panel, uri: uri.toString() };
  const listener = refreshWithFindings(uri, () => show(client, panel, uri));
  panel.onDidDispose(() => {
    listener.dispose();
    if (open?.panel === panel) open = undefined;
  });
  return panel;
}

function refreshWithFindings(uri: Uri, refresh: () => Promise<void>): Disposable {
  let pause: NodeJS.Timeout | undefined;
  const listener = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() !== uri.toString()) return;
    clearTimeout(pause);
    // What was shown stays, where the server cannot answer now.
    pause = setTimeout(() => refresh().catch(() => undefined), pauseMs);
  });
  return Disposable.from(listener, new Disposable(() => clearTimeout(pause)));
}

async function show(client: Client, panel: WebviewPanel, uri: Uri): Promise<void> {
  const html = await exportedText(client, uri, "html");
  if (open?.panel === panel) panel.webview.html = previewPage(html, randomBytes(16).toString("base64url"));
}
