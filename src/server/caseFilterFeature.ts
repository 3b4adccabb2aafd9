import type { CancellationToken } from "vscode-languageserver-protocol";
import { filterSuggestions } from "../features/filter/filterSuggestions.ts";
import { filteredCase, treeFilter } from "../features/trees/filteredCase.ts";
import type { FilterAnswer } from "../protocol/filter.ts";
import { rowCount } from "../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../workspace/case/caseStore.ts";
import { matchingEntries, matchingRows } from "../workspace/query/matchingRows.ts";
import { wallTimesSentence } from "../workspace/query/wallTimes.ts";
import type { Where } from "../workspace/query/where.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";
import { pacer } from "./turns.ts";

export const caseFilterFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("filter", { suggestions: [] }, async (session, { text }, token) => {
      const snapshot = await session.case.soon(token);
      const filter = treeFilter(text);
      const suggestions = filterSuggestions(snapshot, text);
      if (filter.kind === "error") return { error: { ...filter.span, message: filter.message }, suggestions };
      return { ...(await countsOf(session, snapshot, filter.where, token)), suggestions };
    }),
  ],
};

async function countsOf(
  { settings }: CaseSession,
  { reading }: CaseSnapshot,
  where: Where,
  token: CancellationToken,
): Promise<Omit<FilterAnswer, "suggestions">> {
  const { zone } = settings;
  const context = { reading, ...(zone ? { zone } : {}) };
  const pause = pacer();
  let [matching, rows] = [0, 0];
  for (const capture of reading.captures) {
    rows += rowCount(capture);
    matching += matchingEntries(where, capture, context).length;
    const steps = matchingRows(where, capture, context);
    for (let step = steps.next(); !token.isCancellationRequested; step = steps.next()) {
      if (step.done) {
        matching += step.value.length;
        break;
      }
      await pause();
    }
  }
  const times = wallTimesSentence(where, settings.zoneName);
  return { matching, rows, ...(times === undefined ? {} : { times }) };
}

/** A filtered case, and the run that makes it. Trees ask for the same one several times. */
interface Filtered {
  readonly whole: CaseSnapshot;
  readonly text: string;
  readonly snapshot: Promise<CaseSnapshot | undefined>;
}

/** The last ones of each session: a filter that was typed over is not asked for again, but views may have another. */
const lastFiltered = new WeakMap<CaseSession, readonly Filtered[]>();
const mostFiltered = 3;

/** The case as the trees show it under a filter; undefined where the filter is not understood or is another now. */
export function filteredSnapshot(
  session: CaseSession,
  whole: CaseSnapshot,
  text: string,
): Promise<CaseSnapshot | undefined> {
  const last = (lastFiltered.get(session) ?? []).filter((filtered) => filtered.whole === whole);
  const known = last.find((filtered) => filtered.text === text);
  if (known) return known.snapshot;
  const filter = treeFilter(text);
  if (filter.kind === "error") return Promise.resolve(undefined);
  const isWanted = () => lastFiltered.get(session)?.some((one) => one.snapshot === snapshot) === true;
  const snapshot: Promise<CaseSnapshot | undefined> = Promise.resolve().then(() =>
    runFilter(session, whole, filter.where, isWanted),
  );
  lastFiltered.set(session, [{ whole, text, snapshot }, ...last].slice(0, mostFiltered));
  return snapshot;
}

async function runFilter(
  { settings }: CaseSession,
  whole: CaseSnapshot,
  where: Where,
  isWanted: () => boolean,
): Promise<CaseSnapshot | undefined> {
  const pause = pacer();
  for (const steps = filteredCase(whole, where, settings.zone); isWanted(); ) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
  return undefined;
}
