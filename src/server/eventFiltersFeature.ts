import { base64Of, bytesOfBase64 } from "../core/base64.ts";
import { eventColumns } from "../core/eventFilter.ts";
import { newPmc, readPmc, writePmc } from "../formats/procmon/pmc/pmc.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofDocuments } from "./feature.ts";

/** Columns of a configuration that is made for its filter. */
const usualColumns = eventColumns.filter((name) =>
  ["Time of Day", "Process Name", "PID", "Operation", "Path", "Result", "Detail"].includes(name),
);

/** Filters of the editor of events as Process Monitor keeps them. */
export const eventFiltersFeature: Feature<DocumentSession> = {
  requests: [
    ofDocuments.ownRequest(
      "rulesOfPmc",
      { kind: "refused", sentence: "The configuration could not be read. The log says why." },
      (_session, { base64 }) => {
        const read = readPmc(bytesOfBase64(base64));
        return read.kind === "pmc" ? { kind: "rules", rules: read.filter } : read;
      },
    ),
    ofDocuments.ownRequest("pmcOfRules", { base64: "" }, (_session, { rules }) => {
      const pmc = newPmc({ filter: rules, columns: usualColumns, filtered: "kept" });
      return { base64: base64Of(writePmc(pmc)) };
    }),
  ],
};
