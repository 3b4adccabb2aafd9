import {
  type SemanticTokens,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver";
import { semanticTokensLegend } from "../features/semanticTokens.ts";
import { type Feature, request } from "./feature.ts";

const none: SemanticTokens = { data: [] };

export const semanticTokensFeature: Feature = {
  capabilities: {
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
  },
  requests: [
    request(
      SemanticTokensRequest.type,
      none,
      (session, { textDocument }) => session.opened(textDocument)?.tokens.full(session.known) ?? none,
    ),
    request(
      SemanticTokensDeltaRequest.type,
      none,
      (session, { textDocument, previousResultId }) =>
        session.opened(textDocument)?.tokens.delta(previousResultId, session.known) ?? none,
    ),
    request(
      SemanticTokensRangeRequest.type,
      none,
      (session, { textDocument, range }) =>
        session.opened(textDocument)?.tokens.range(range.start.line, range.end.line, session.known) ?? none,
    ),
  ],
};
