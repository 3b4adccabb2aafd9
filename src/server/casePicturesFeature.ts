import type { CancellationToken } from "vscode-languageserver-protocol";
import { isNativeFormat } from "../core/format.ts";
import type { Steps } from "../core/steps.ts";
import { beatLines } from "../features/timeline/beatLines.ts";
import { chosenPicture } from "../features/timeline/chosenPicture.ts";
import { timelineLanes, timelineOutline } from "../features/timeline/snapshotTimeline.ts";
import type { AddedPicture, AddPictureParams, BeatLines, PictureChoice } from "../protocol/timeline.ts";
import { pictureFile } from "../report/pictures/casePicture.ts";
import { addPictures, picturesFolder } from "../report/pictures/pictureEntry.ts";
import type { CaseSnapshot } from "../workspace/case/caseStore.ts";
import { filteredSnapshot } from "./caseFilterFeature.ts";
import type { CaseSession } from "./caseSession.ts";
import { readShownLines } from "./caseViewsFeature.ts";
import { type Feature, ofCase } from "./feature.ts";
import { pacer } from "./turns.ts";
import { folderOfUri, relativePath } from "./uriPaths.ts";

const noBeats: BeatLines = { count: 0, lines: [] };

/** Timelines, and the pictures of single things. */
export const casePicturesFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("timelineOutline", null, async (session, params, token) => {
      const snapshot = await snapshotFor(session, params.filter, token);
      return (snapshot && (await outcome(timelineOutline(snapshot, params), token))) ?? null;
    }),
    ofCase.ownRequest("timelineLanes", [], async (session, params, token) => {
      const snapshot = await snapshotFor(session, params.filter, token);
      return (snapshot && (await outcome(timelineLanes(snapshot, params), token))) ?? [];
    }),
    ofCase.ownRequest("beatLines", noBeats, async (session, params, token) => {
      const snapshot = await snapshotFor(session, params.filter, token);
      const beats = snapshot && (await outcome(beatLines(snapshot, params), token));
      return beats ? withTexts(session, beats, token) : noBeats;
    }),
    ofCase.ownRequest("casePicture", null, async (session, choice, token) => {
      const drawn = await drawnPicture(session, choice, token);
      if (!drawn) return null;
      const { picture, name, cites } = drawn;
      return { picture, name, cites, svg: pictureFile(drawn) };
    }),
    ofCase.ownRequest("addPicture", null, addedPicture),
  ],
};

async function snapshotFor(
  session: CaseSession,
  filter: string | undefined,
  token: CancellationToken,
): Promise<CaseSnapshot | undefined> {
  const whole = await session.case.soon(token);
  return filter === undefined || filter.trim() === "" ? whole : filteredSnapshot(session, whole, filter);
}

/** The result of some steps, between which waiting messages are let in; undefined where it is not wanted any more. */
async function outcome<Result>(steps: Steps<Result>, token: CancellationToken): Promise<Result | undefined> {
  const pause = pacer();
  for (let step = steps.next(); !token.isCancellationRequested; step = steps.next()) {
    if (step.done) return step.value;
    await pause();
  }
  return undefined;
}

async function withTexts(
  session: CaseSession,
  beats: BeatLines,
  token: CancellationToken,
): Promise<BeatLines> {
  const textOf = await readShownLines(
    session,
    beats.lines.map(({ place }) => place),
    token,
  );
  const lines = beats.lines.map((line) => {
    const text = textOf(line.place);
    return text === undefined ? line : { ...line, text };
  });
  return { ...beats, lines };
}

async function drawnPicture(session: CaseSession, choice: PictureChoice, token: CancellationToken) {
  const filter = choice.kind === "timeline" ? choice.filter : undefined;
  const snapshot = await snapshotFor(session, filter, token);
  return snapshot && outcome(chosenPicture(snapshot, choice), token);
}

async function addedPicture(
  session: CaseSession,
  { choice, uri, existing }: AddPictureParams,
  token: CancellationToken,
): Promise<AddedPicture | null> {
  const drawn = await drawnPicture(session, choice, token);
  if (!drawn) return null;
  const { captures } = session.case.snapshot().view;
  const native = new Set(captures.flatMap(({ uri: of, format }) => (isNativeFormat(format) ? [of] : [])));
  const folder = folderOfUri(uri);
  const links = {
    relativePath: (to: string) => relativePath(folder, to),
    isEvent: (of: string) => native.has(of),
  };
  return {
    path: `${picturesFolder}/${drawn.name}`,
    svg: pictureFile(drawn),
    text: addPictures(existing, [drawn], picturesFolder, links),
  };
}
