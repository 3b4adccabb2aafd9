import {
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  SelectionRangeRequest,
} from "vscode-languageserver-protocol";
import { documentHighlights } from "../features/documentHighlights.ts";
import { documentSymbols } from "../features/documentSymbols.ts";
import { foldingRanges } from "../features/foldingRanges.ts";
import { selectionRanges } from "../features/selectionRanges.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";

/** What VS Code shows at the most; other editors say what they want. */
const mostFolds = 5000;

/** Features that look at one open document and at nothing else. */
export const structureFeatures: readonly Feature<DocumentSession>[] = [
  {
    capabilities: { foldingRangeProvider: true },
    requests: [
      ofDocuments.request(FoldingRangeRequest.type, [], (session, { textDocument }) => {
        const most = session.client.textDocument?.foldingRange?.rangeLimit ?? mostFolds;
        const open = session.opened(textDocument);
        return open ? [...foldingRanges(open.document, most)] : [];
      }),
    ],
  },
  {
    capabilities: { documentSymbolProvider: { label: "Evidence" } },
    requests: [
      ofDocuments.request(DocumentSymbolRequest.type, [], (session, { textDocument }) => {
        const open = session.opened(textDocument);
        return open ? [...documentSymbols(open.document)] : [];
      }),
    ],
  },
  {
    capabilities: { selectionRangeProvider: true },
    requests: [
      ofDocuments.request(SelectionRangeRequest.type, [], (session, { textDocument, positions }) => {
        const open = session.opened(textDocument);
        return open ? [...selectionRanges(open.document, positions)] : [];
      }),
    ],
  },
  {
    capabilities: { documentHighlightProvider: true },
    requests: [
      ofDocuments.request(DocumentHighlightRequest.type, [], (session, { textDocument, position }) => {
        const open = session.opened(textDocument);
        return open ? [...documentHighlights(open.document, position)] : [];
      }),
    ],
  },
];
