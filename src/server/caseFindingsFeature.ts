import type { CancellationToken } from "vscode-languageserver-protocol";
import type { ExportFindingsParams, Place, TextResult } from "../protocol/messages.ts";
import { addSelection } from "../report/addSelection.ts";
import type { PreparedReport } from "../report/caseReport.ts";
import { type CitedLine, citations } from "../report/cite.ts";
import { indicatorsCsv } from "../report/exports/csv.ts";
import { stixBundle } from "../report/exports/stix.ts";
import { renderFindings } from "../report/findings.ts";
import { caseFolderOf, reportFor } from "./caseReports.ts";
import type { CaseSession } from "./caseSession.ts";
import { lineTextsOf } from "./caseTexts.ts";
import { type Feature, ofCase } from "./feature.ts";
import { folderOfUri, relativePath } from "./uriPaths.ts";

const nothing: TextResult = { text: "" };
/** More places of one request are left out. */
const mostPlaces = 5000;

/** Citations and findings. */
export const caseFindingsFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("citation", nothing, async (session, { places, from }) => ({
      text: citations(await citedLines(session, places, from)).join("\n"),
    })),
    ofCase.ownRequest("addSelection", nothing, async (session, { uri, existing, places }) => ({
      text: addSelection(existing, await citedLines(session, places, uri)),
    })),
    ofCase.ownRequest("generateFindings", nothing, async (session, { uri, existing }, token) => {
      const { view, context } = await reportFor(session, uri, token);
      return { text: renderFindings(view, context, existing) };
    }),
    ofCase.ownRequest("exportFindings", nothing, async (session, params, token) => ({
      text: await exported(session, params, token),
    })),
  ],
};

const writers: {
  readonly [Kind in ExportFindingsParams["kind"]]: (report: PreparedReport) => string | Promise<string>;
} = {
  html: ({ view, context }) => findingsPage(renderFindings(view, context, "")),
  csv: ({ view, context }) => indicatorsCsv(view, context),
  stix: ({ view, context }) => stixBundle(view, context),
};

async function exported(
  session: CaseSession,
  { uri, kind, markdown }: ExportFindingsParams,
  token: CancellationToken,
): Promise<string> {
  if (kind === "html" && markdown !== undefined) return findingsPage(markdown);
  return writers[kind](await reportFor(session, uri, token));
}

async function findingsPage(markdown: string): Promise<string> {
  const { standaloneHtml } = await import("../report/exports/html.ts");
  return standaloneHtml(markdown, "Findings");
}

/** Lines as they are cited from a document; from one that was never saved, by their path in the case. */
async function citedLines(
  session: CaseSession,
  places: readonly Place[],
  from: string,
): Promise<readonly CitedLine[]> {
  const some = places.slice(0, mostPlaces);
  const textOf = await lineTextsOf(session, some);
  return some.map(({ uri, line }) => {
    const folder = from.includes("/") ? folderOfUri(from) : caseFolderOf(session, uri);
    return { path: relativePath(folder, uri), line, text: textOf({ uri, line }) };
  });
}
