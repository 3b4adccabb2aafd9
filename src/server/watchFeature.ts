import { parseWhere } from "../workspace/query/where.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";

/** Beside the documents: whoever waits for a connection of a second does not wait for the case. */
export const watchFeature: Feature<DocumentSession> = {
  requests: [
    ofDocuments.ownRequest("lookAtSockets", null, async ({ host, book }, { where, note }) => {
      const parsed = parseWhere(where);
      if (parsed.kind === "error") return { kind: "failed", sentence: parsed.message };
      const { formats } = book;
      return (await host.lookAtSockets?.({ file: note, where: parsed.where, formats })) ?? null;
    }),
  ],
};
