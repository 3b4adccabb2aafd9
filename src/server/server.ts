import {
  DidChangeWatchedFilesNotification,
  InitializeRequest,
  type InitializeResult,
  RegistrationRequest,
  TextDocumentSyncKind,
  WorkDoneProgressCancelNotification,
  type WorkDoneProgressCancelParams,
} from "vscode-languageserver-protocol";
import type { Connection } from "./connection.ts";
import { DocumentSession } from "./documentSession.ts";
import { followDocuments } from "./documentSync.ts";
import { features } from "./features.ts";
import type { ServerHost, Thread } from "./host.ts";
import { followViews } from "./shownViews.ts";
import { StudiedDocument } from "./studiedDocument.ts";
import { followWorkspace } from "./workspaceSync.ts";

/**
 * The language server, on any connection and any host: it answers for the documents, and asks the thread that the
 * case lives in for the rest.
 */
export function startServer(connection: Connection, host: ServerHost, startThread: () => Thread): void {
  const session = new DocumentSession(connection, host, startThread);
  connection.onRequest(InitializeRequest.type, (params) => {
    session.initialize(params);
    session.case.start();
    if (params.processId !== null) host.endWith(params.processId);
    return initializeResult();
  });
  openDocuments(session);
  openWorkspace(session);
  // Progress is the case's alone.
  session.hear<WorkDoneProgressCancelParams>(WorkDoneProgressCancelNotification.method, () => {});
  for (const { requests } of features.documents) for (const { bind } of requests) bind(connection, session);
  for (const { requests } of features.case)
    for (const { method, empty } of requests)
      connection.onRequest(method, (params, token) => session.case.ask({ method, empty }, params, token));
  connection.listen();
}

function openDocuments(session: DocumentSession): void {
  followDocuments(session, {
    open: (text) => new StudiedDocument(text, session, session.host.sha256),
    changed: (open) => session.reports.changed(open),
    closed: (uri) => session.reports.closed(uri),
  });
  followViews(session, (open) => {
    session.reports.changed(open);
    session.refresh("semanticTokens");
  });
}

function openWorkspace(session: DocumentSession): void {
  followWorkspace(session, {
    initialized: () => {
      session.isInitialized = true;
      watchFiles(session).catch((error) => session.log("Changes of files will not be noticed", error));
    },
    settingsChanged: (settings) => {
      session.givenSettings = settings;
      session.case.tryAgain();
      for (const open of session.documents.values()) session.reports.changed(open);
      session.reports.refresh();
      session.refresh("inlayHint");
    },
    foldersChanged: () => {},
    filesChanged: () => {},
    bookRead: ({ problems, documents }) => session.bookReports.told(problems, documents),
    bookChanged: (_before, reread) => {
      for (const open of reread) session.reports.changed(open);
      session.reports.refresh();
      session.refresh("semanticTokens", "inlayHint");
    },
  });
}

async function watchFiles({ connection, client }: DocumentSession): Promise<void> {
  if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: "**/*" }];
  const { method } = DidChangeWatchedFilesNotification;
  const registration = { id: crypto.randomUUID(), method, registerOptions: { watchers } };
  await connection.sendRequest(RegistrationRequest.type, { registrations: [registration] });
}

function initializeResult(): InitializeResult {
  const capabilities: InitializeResult["capabilities"] = {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  const declared = [...features.documents, ...features.case].map((feature) => feature.capabilities ?? {});
  return { capabilities: Object.assign(capabilities, ...declared), serverInfo: { name: "Incident Notes" } };
}
