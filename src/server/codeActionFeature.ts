import { CodeActionRequest } from "vscode-languageserver";
import { codeActionKinds, codeActions } from "../features/codeActions/codeActions.ts";
import { type Feature, request } from "./feature.ts";

export const codeActionFeature: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: [...codeActionKinds] } },
  requests: [
    request(CodeActionRequest.type, [], (session, { textDocument, range, context }) => {
      const open = session.opened(textDocument);
      return open ? [...codeActions(open.document, range, context, session.host.sha256)] : [];
    }),
  ],
};
