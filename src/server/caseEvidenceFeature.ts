import { alignedClocks } from "../features/clocks/clockChoices.ts";
import { normalizedLines } from "../features/normalizedCopy.ts";
import { observablesAt, processAt } from "../features/observables.ts";
import { snapshotChoices, snapshotTexts } from "../features/snapshots/snapshotTexts.ts";
import type { NormalizedCopyParams } from "../protocol/messages.ts";
import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { documentKindOf } from "../workspace/reading/fileReading.ts";
import type { CaseSession } from "./caseSession.ts";
import { filesOfCase, lineTextsOf } from "./caseTexts.ts";
import { type Feature, ofCase } from "./feature.ts";

/** Lines of a file that is not open are read into a copy up to this many. */
const mostCopied = 200_000;

/** Requests about single texts and lines of evidence. */
export const caseEvidenceFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("observablesAt", { observables: [] }, async (session, place, token) => {
      const snapshot = await session.case.ready(token);
      const open = session.opened(place);
      const line = open ? open.document.line(place.line) : (await lineTextsOf(session, [place]))(place);
      return observablesAt(line ?? "", processAt(snapshot, place));
    }),
    ofCase.ownRequest("alignedClocks", { choices: [] }, async (session, params, token) =>
      alignedClocks(await session.case.ready(token), params),
    ),
    ofCase.ownRequest("compareSnapshots", null, async (session, { earlier, later }, token) => {
      const snapshot = await session.case.ready(token);
      return snapshotTexts(snapshot, earlier, later) ?? null;
    }),
    ofCase.ownRequest("snapshots", [], async (session, params, token) =>
      snapshotChoices(await session.case.ready(token), params.with),
    ),
    ofCase.ownRequest("normalizedCopy", { text: "" }, async (session, params) => ({
      text: await normalizedText(session, params),
    })),
  ],
};

async function normalizedText(session: CaseSession, params: NormalizedCopyParams): Promise<string> {
  const { uri, firstLine, lastLine } = params;
  const open = session.opened(params);
  if (open) return normalizedLines(open.document, firstLine, lastLine);
  const last = Math.min(lastLine, firstLine + mostCopied);
  const places = Array.from({ length: Math.max(0, last - firstLine + 1) }, (_, i) => ({
    uri,
    line: firstLine + i,
  }));
  if (places.length === 0 || !(await filesOfCase(session).stat(uri))) return "";
  const textOf = await lineTextsOf(session, places);
  const lines = places.map((place) => textOf(place)).filter((text) => text !== undefined);
  const document = new EvidenceDocument(lines.join("\n"), {
    uri,
    kind: documentKindOf(uri),
    formats: session.wayOf(uri).formats,
    latest: Date.now() * 1000,
    zone: session.settings.zone,
  });
  return normalizedLines(document, 0, document.lineCount - 1);
}
