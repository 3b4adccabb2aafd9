import {
  type CancellationToken,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver";
import { diagnosticSource } from "../features/diagnostics.ts";
import { type Feature, request } from "./feature.ts";
import type { Session } from "./session.ts";

const none: DocumentDiagnosticReport = { kind: "full", items: [] };

export const diagnosticsFeature: Feature = {
  capabilities: {
    diagnosticProvider: {
      identifier: diagnosticSource,
      interFileDependencies: false,
      workspaceDiagnostics: true,
    },
  },
  requests: [
    request(DocumentDiagnosticRequest.type, none, async (session, { textDocument, previousResultId }) => {
      const open = session.opened(textDocument);
      return open ? ((await session.reports.report(open, previousResultId)) ?? edited()) : none;
    }),
    request(WorkspaceDiagnosticRequest.type, { items: [] }, async (session, { previousResultIds }, token) => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      return workspaceReport(session, previous, token);
    }),
  ],
};

/** What is open is told as it is edited, the other files of the case as they are stored. */
async function workspaceReport(
  session: Session,
  previous: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const items: WorkspaceDiagnosticReport["items"] = [];
  for (const [uri, open] of [...session.documents]) {
    const report = await session.reports.report(open, previous.get(uri));
    if (report) items.push({ ...report, uri, version: open.version });
  }
  return { items: [...items, ...(await session.reports.closedFiles.reports(previous, token))] };
}

function edited(): ResponseError<never> {
  const data = { retriggerRequest: true };
  const error = new ResponseError(LSPErrorCodes.ServerCancelled, "The document was edited meanwhile.", data);
  return error as ResponseError<never>;
}
