import { bytesOfBase64 } from "../core/base64.ts";
import { capturePlan } from "../features/capture/capturePlan.ts";
import { readPmc } from "../formats/procmon/pmc/pmc.ts";
import { pmcWords } from "../formats/procmon/pmc/pmcWords.ts";
import type { CaseSession } from "./caseSession.ts";
import type { DocumentSession } from "./documentSession.ts";
import { type Feature, ofCase, ofDocuments } from "./feature.ts";

/** What to run to answer an open question. */
export const capturePlanFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("capturePlan", null, async (session, params, token) =>
      capturePlan(await session.case.ready(token), params),
    ),
  ],
};

/** Configurations of Process Monitor, which need no case. */
export const pmcFeature: Feature<DocumentSession> = {
  requests: [
    ofDocuments.ownRequest(
      "pmcWords",
      { kind: "refused", lines: ["It could not be read."] },
      (_session, { base64 }) => {
        const read = readPmc(bytesOfBase64(base64));
        return read.kind === "pmc"
          ? { kind: "pmc", lines: pmcWords(read) }
          : { kind: "refused", lines: [read.sentence] };
      },
    ),
  ],
};
