import type { CancellationToken } from "vscode-languageserver-protocol";
import type { LineReference } from "../core/caseView.ts";
import { grouped } from "../core/grouped.ts";
import { type ViewSource, viewLimits, viewLines } from "../features/views/viewLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { Files } from "../workspace/reading/files.ts";
import type { LineTaker } from "../workspace/views/lineSource.ts";
import { filteredSnapshot } from "./caseFilterFeature.ts";
import type { CaseSession } from "./caseSession.ts";
import { filesOfCase } from "./caseTexts.ts";
import { type Feature, ofCase } from "./feature.ts";
import { folderOfUri } from "./uriPaths.ts";

/** The lines of a selection, as a document can show them. */
export const caseViewsFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("viewLines", null, async (session, params, token) => {
      const { selection } = params;
      const whole = selection.kind === "lines" ? session.case.snapshot() : await session.case.ready(token);
      const filter = selection.kind === "row" ? selection.filter : undefined;
      const snapshot = filter === undefined ? whole : await filteredSnapshot(session, whole, filter);
      if (token.isCancellationRequested || !snapshot) return null;
      return viewLines(snapshot, params, sourceOf(session, token), token);
    }),
  ],
};

/** Lines of open documents as the editor has them, of all others as they lie on the disk. */
function sourceOf(session: CaseSession, token: CancellationToken): ViewSource {
  const { zone } = session.settings;
  return {
    limits: viewLimits,
    ...(zone ? { zone } : {}),
    formatsOf: (uri) => session.wayOf(uri).formats,
    read: async (uri, wanted, taker) => {
      const document = session.opened({ uri })?.document;
      if (document) takeLines(document, wanted, taker);
      else await session.lineSource.read(filesWithParts(session, uri), uri, wanted, taker, token);
    },
  };
}

function takeLines(document: EvidenceDocument, wanted: Uint32Array, taker: LineTaker): void {
  for (const line of wanted)
    if (document.lineCount <= line || taker(line, document.line(line)) === "enough") return;
}

/** Files of the case; those of this machine can be read from any place. */
function filesWithParts(session: CaseSession, uri: string): Files {
  const { open } = session.files(folderOfUri(uri));
  return { ...filesOfCase(session), ...(open && uri.startsWith("file:") ? { open } : {}) };
}

/** The texts of some lines, by seeking; of a line that cannot be read there is none. */
export async function readShownLines(
  session: CaseSession,
  places: readonly LineReference[],
  token: CancellationToken,
): Promise<(place: LineReference) => string | undefined> {
  const source = sourceOf(session, token);
  const texts = new Map<string, string>();
  for (const [uri, own] of grouped(places, (place) => place.uri)) {
    const lines = Uint32Array.from(new Set(own.map(({ line }) => line))).sort();
    await source.read(uri, lines, (line, text) => {
      texts.set(`${uri}#${line}`, text.slice(0, longestShown));
      return "more";
    });
  }
  return ({ uri, line }) => texts.get(`${uri}#${line}`);
}

const longestShown = 1000;
