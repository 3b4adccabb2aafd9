import {
  type CancellationToken,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol";
import { diagnosticSource } from "../features/diagnostics.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";
import { type ClosedDiagnostics, threadMethods } from "./threadMessages.ts";

const none: DocumentDiagnosticReport = { kind: "full", items: [] };

export const diagnosticsFeature: Feature<DocumentSession> = {
  capabilities: {
    diagnosticProvider: {
      identifier: diagnosticSource,
      interFileDependencies: false,
      workspaceDiagnostics: true,
    },
  },
  requests: [
    ofDocuments.request(
      DocumentDiagnosticRequest.type,
      none,
      async (session, { textDocument, previousResultId }) => {
        const open = session.opened(textDocument);
        return open ? ((await session.reports.report(open, previousResultId)) ?? edited()) : none;
      },
    ),
    ofDocuments.request(
      WorkspaceDiagnosticRequest.type,
      { items: [] },
      async (session, { previousResultIds }, token) => {
        const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        return workspaceReport(session, previous, token);
      },
    ),
  ],
};

const closedDiagnostics = { method: threadMethods.closedDiagnostics, empty: [] };

/** What is open is told as it is edited, the other files of the case as they are stored. */
async function workspaceReport(
  session: DocumentSession,
  previous: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport | ResponseError<never>> {
  const items: WorkspaceDiagnosticReport["items"] = [];
  for (const [uri, open] of [...session.documents]) {
    const report = await session.reports.report(open, previous.get(uri));
    if (report) items.push({ ...report, uri, version: open.version });
  }
  const params = { previous: [...previous].filter(([uri]) => !session.documents.has(uri)) };
  const closed = await session.case.ask<ClosedDiagnostics>(closedDiagnostics, params, token);
  return closed instanceof ResponseError ? closed : { items: [...items, ...closed] };
}

function edited(): ResponseError<never> {
  const data = { retriggerRequest: true };
  const error = new ResponseError(LSPErrorCodes.ServerCancelled, "The document was edited meanwhile.", data);
  return error as ResponseError<never>;
}
