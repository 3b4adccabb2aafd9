import {
  type SemanticTokens,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver-protocol";
import { semanticTokensLegend } from "../features/semanticTokens.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";

const none: SemanticTokens = { data: [] };

export const semanticTokensFeature: Feature<DocumentSession> = {
  capabilities: {
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
  },
  requests: [
    ofDocuments.request(
      SemanticTokensRequest.type,
      none,
      (session, { textDocument }) => session.opened(textDocument)?.tokens.full(session.known) ?? none,
    ),
    ofDocuments.request(
      SemanticTokensDeltaRequest.type,
      none,
      (session, { textDocument, previousResultId }) =>
        session.opened(textDocument)?.tokens.delta(previousResultId, session.known) ?? none,
    ),
    ofDocuments.request(
      SemanticTokensRangeRequest.type,
      none,
      (session, { textDocument, range }) =>
        session.opened(textDocument)?.tokens.range(range.start.line, range.end.line, session.known) ?? none,
    ),
  ],
};
