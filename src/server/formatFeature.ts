import { allFormats, formatById, titleOfFormat } from "../formats/all.ts";
import type { FormatAt } from "../protocol/messages.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";
import type { OpenDocument } from "./openDocument.ts";
import { threadMethods } from "./threadMessages.ts";

const choices = allFormats.map(({ id, title, family }) => ({ id, title, family }));

/** Which format evidence is read in, and the analyst's own choice of another. */
export const formatFeature: Feature<DocumentSession> = {
  requests: [
    ofDocuments.ownRequest("formatAt", { choices }, (session, place) => {
      const open = session.opened(place);
      return open ? formatAt(open, place.line) : { choices };
    }),
    ofDocuments.ownRequest("chooseFormat", null, (session, { uri, format }) => {
      const chosen = format === undefined ? undefined : formatById(format);
      if (chosen) session.chosenFormats.set(uri, chosen);
      else session.chosenFormats.delete(uri);
      const open = session.opened({ uri });
      open?.choose(chosen);
      if (open) session.reports.changed(open);
      session.reports.refresh();
      session.refresh("semanticTokens", "inlayHint");
      session.case.notify(threadMethods.formatChosen, { uri, ...(format === undefined ? {} : { format }) });
      return null;
    }),
  ],
};

function formatAt({ document, chosenFormat }: OpenDocument, line: number): FormatAt {
  const capture = document.captureAt(line) ?? (document.kind === "file" ? document.captures[0] : undefined);
  if (!capture) return { choices };
  const { format, firstLine, lastLine } = capture;
  const rows = document.observedBetween(firstLine, lastLine);
  const chosen = chosenFormat === undefined ? "shape" : "hand";
  return { current: { id: format, title: titleOfFormat(format), rows, chosen }, choices };
}
