import { extractIndicators } from "../features/extractIndicators.ts";
import { recognizePaste } from "../features/recognizePaste.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";

/** Longer pastes belong into a file. */
const mostPasted = 8_000_000;

/** Characters: some seconds of work. */
const mostExtracted = 32_000_000;

export const pasteFeature: Feature<DocumentSession> = {
  requests: [
    ofDocuments.ownRequest("recognizePaste", null, (session, { text }) =>
      mostPasted < text.length ? null : recognizePaste(text, session.host.sha256, session.book.formats),
    ),
    ofDocuments.ownRequest("extractIndicators", null, (_session, { text, as }) =>
      mostExtracted < text.length ? null : extractIndicators(text, as),
    ),
  ],
};
