import { InitializeRequest } from "vscode-languageserver-protocol";
import type { ChooseFormatParams } from "../protocol/messages.ts";
import { CaseSession } from "./caseSession.ts";
import type { Connection } from "./connection.ts";
import { followDocuments } from "./documentSync.ts";
import { bound } from "./feature.ts";
import { features } from "./features.ts";
import type { ServerHost } from "./host.ts";
import { OpenDocument } from "./openDocument.ts";
import { followViews, isView } from "./shownViews.ts";
import {
  type ClosedDiagnostics,
  type ClosedDiagnosticsParams,
  type LeaveOutParams,
  threadMethods,
} from "./threadMessages.ts";
import { followStops } from "./workProgress.ts";
import { followWorkspace } from "./workspaceSync.ts";

/** The case's side of the language server. Its client is the documents' side, which passes on what it hears. */
export function startCaseServer(connection: Connection, host: ServerHost): void {
  const session = new CaseSession(connection, host);
  connection.onRequest(InitializeRequest.type, (params) => {
    session.initialize(params);
    return { capabilities: {} };
  });
  followDocuments(session, {
    open: (text) => new OpenDocument(text, session),
    changed: ({ document: { uri } }, how) => {
      if (how !== "dated" && !isView(uri)) session.case.documentChanged(uri, how);
    },
    closed: (uri) => {
      if (!isView(uri)) session.case.documentChanged(uri, "closed");
    },
  });
  followViews(session, () => session.refresh("codeLens", "inlayHint"));
  followWorkspace(session, {
    initialized: () => session.case.caseChanged(),
    settingsChanged: () => session.case.caseChanged(),
    foldersChanged: () => session.case.caseChanged(),
    filesChanged: (uris) => session.case.filesChanged(uris),
    bookChanged: (before) => session.case.bookChanged(before),
  });
  hearDocumentsSide(session);
  followStops(session);
  for (const { requests } of features.case) for (const { bind } of requests) bind(connection, session);
  closedDiagnostics.bind(connection, session);
  connection.listen();
}

function hearDocumentsSide(session: CaseSession): void {
  session.hear<ChooseFormatParams>(threadMethods.formatChosen, ({ uri, format }) => {
    session.choose(uri, format);
    session.opened({ uri })?.readAgain();
    session.case.documentChanged(uri, "reread");
  });
  session.hear<LeaveOutParams>(threadMethods.leaveOut, ({ uris }) => {
    session.leftOut = new Set(uris);
  });
}

const closedDiagnostics = bound<CaseSession, ClosedDiagnosticsParams, ClosedDiagnostics>(
  threadMethods.closedDiagnostics,
  [],
  (session, { previous }, token) => session.closedFiles.reports(new Map(previous), token),
);
