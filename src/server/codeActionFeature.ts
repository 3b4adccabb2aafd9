import { CodeActionRequest } from "vscode-languageserver-protocol";
import { codeActionKinds, codeActions } from "../features/codeActions/codeActions.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";

export const codeActionFeature: Feature<DocumentSession> = {
  capabilities: { codeActionProvider: { codeActionKinds: [...codeActionKinds] } },
  requests: [
    ofDocuments.request(CodeActionRequest.type, [], (session, { textDocument, range, context }) => {
      const open = session.opened(textDocument);
      return open ? [...codeActions(open.document, range, context, session.host.sha256)] : [];
    }),
  ],
};
