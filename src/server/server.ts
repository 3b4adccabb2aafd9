import { type _Connection, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { followDocuments } from "./documentSync.ts";
import { features } from "./features.ts";
import type { ServerHost } from "./host.ts";
import { Session } from "./session.ts";
import { followWorkspace } from "./workspaceSync.ts";

/** The language server, on any connection and any host. */
export function startServer(connection: _Connection, host: ServerHost): void {
  const session = new Session(connection, host);
  connection.onInitialize((params) => {
    session.initialize(params);
    return initializeResult();
  });
  followDocuments(session);
  followWorkspace(session);
  for (const { requests } of features) for (const bind of requests) bind(connection, session);
  connection.listen();
}

function initializeResult(): InitializeResult {
  const capabilities: InitializeResult["capabilities"] = {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return {
    capabilities: Object.assign(capabilities, ...features.map((feature) => feature.capabilities ?? {})),
    serverInfo: { name: "Incident Notes" },
  };
}
