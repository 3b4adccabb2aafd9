import type { FormatAt } from "../protocol/messages.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";
import type { OpenDocument } from "./openDocument.ts";
import { threadMethods } from "./threadMessages.ts";

/** Which format evidence is read in, and the analyst's own choice of another. */
export const formatFeature: Feature<DocumentSession> = {
  requests: [
    ofDocuments.ownRequest("formatAt", { choices: [] }, (session, place) => {
      const open = session.opened(place);
      const choices = session.book.formats.map(({ id, title, family }) => ({ id, title, family }));
      return { ...(open ? formatAt(open, place.line) : {}), choices };
    }),
    ofDocuments.ownRequest("chooseFormat", null, (session, { uri, format }) => {
      session.choose(uri, format);
      const open = session.opened({ uri });
      if (open?.readAgain()) session.reports.changed(open);
      session.reports.refresh();
      session.refresh("semanticTokens", "inlayHint");
      session.case.notify(threadMethods.formatChosen, { uri, ...(format === undefined ? {} : { format }) });
      return null;
    }),
  ],
};

function formatAt({ document, isChosen }: OpenDocument, line: number): Pick<FormatAt, "current"> {
  const capture = document.captureAt(line) ?? (document.kind === "file" ? document.captures[0] : undefined);
  // Where nothing can be read in the chosen format, the choice can still be seen and changed.
  const id = capture?.format ?? (isChosen ? document.formats[0]?.id : undefined);
  if (id === undefined) return {};
  const title = document.formats.find((format) => format.id === id)?.title ?? id;
  const rows = capture ? document.observedBetween(capture.firstLine, capture.lastLine) : 0;
  const fence = document.fences.find(({ open, close }) => open <= line && line <= close);
  const chosen = isChosen ? "hand" : fence?.info.word === id ? "fence" : "shape";
  return { current: { id, title, rows, chosen } };
}
