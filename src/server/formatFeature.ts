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
  if (!capture) return {};
  const { format, firstLine, lastLine } = capture;
  const title = document.formats.find(({ id }) => id === format)?.title ?? format;
  const rows = document.observedBetween(firstLine, lastLine);
  return { current: { id: format, title, rows, chosen: isChosen ? "hand" : "shape" } };
}
