import type { CancellationToken } from "vscode-languageserver-protocol";
import { eventLinks } from "../features/eventLinks.ts";
import type { EventsState } from "../protocol/events.ts";
import { openEvents } from "../workspace/events/openEvents.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";
import { ShownEvents } from "./shownEvents.ts";
import { turn } from "./turns.ts";
import { folderOfUri } from "./uriPaths.ts";

/** So long one request looks through a capture: the analyst is shown how far it has come, and can stop it. */
const advanceMs = 120;

const refused = { kind: "refused", sentence: "The capture could not be read. The log says why." } as const;

/** Captures of Process Monitor that are looked at, whatever their size: nothing of them is sent but what is asked for. */
export const eventsFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("openEvents", refused, async (session, { uri }) => {
      const source = await openEvents(session.files(folderOfUri(uri)), uri);
      if (typeof source === "string") return { kind: "refused", sentence: source };
      const id = session.shownEvents.add(new ShownEvents(source));
      return { kind: "opened", id, form: source.form, columns: source.columns };
    }),
    ofCase.ownRequest("closeEvents", null, async ({ shownEvents }, { id }) => {
      await shownEvents.close(id);
      return null;
    }),
    ofCase.ownRequest("advanceEvents", null, (session, { id }, token) => advanced(session, id, token)),
    ofCase.ownRequest("filterEvents", null, (session, { id, ...words }, token) => {
      session.shownEvents.get(id)?.filter(words);
      return advanced(session, id, token);
    }),
    ofCase.ownRequest("eventRows", null, async ({ shownEvents }, { id, from, count, columns }) => {
      return (await shownEvents.get(id)?.rows(from, count, columns)) ?? null;
    }),
    ofCase.ownRequest("chosenEvents", null, async ({ shownEvents }, { id, ...chosen }) => {
      return (await shownEvents.get(id)?.chosen(chosen)) ?? null;
    }),
    ofCase.ownRequest("eventDetail", null, async ({ shownEvents }, { id, event }) => {
      return (await shownEvents.get(id)?.source.detail(event)) ?? null;
    }),
    ofCase.ownRequest("findEvent", null, async ({ shownEvents }, { id, text, from, direction }, token) => {
      return (await shownEvents.get(id)?.find(text, from, direction, patience(token))) ?? null;
    }),
    ofCase.ownRequest("eventPosition", null, async ({ shownEvents }, { id, event, line }) => {
      const shown = shownEvents.get(id);
      const wanted = event ?? (await shown?.source.eventOnLine(line ?? 0));
      return (wanted === undefined ? undefined : shown?.position(wanted)) ?? null;
    }),
    ofCase.ownRequest("eventLinks", { joins: [] }, async (session, place, token) =>
      eventLinks(await session.case.ready(token), place),
    ),
  ],
};

async function advanced(
  { shownEvents }: CaseSession,
  id: number,
  token: CancellationToken,
): Promise<EventsState | null> {
  const shown = shownEvents.get(id);
  const goesOn = patience(token);
  while (shown && !shown.isDone) {
    await shown.advance();
    if (!(await goesOn())) break;
  }
  return shown?.state ?? null;
}

/** Lets others have their turn, and says whether there is time left of one request. */
function patience(token: CancellationToken): () => Promise<boolean> {
  const until = performance.now() + advanceMs;
  return async () => {
    await turn();
    return performance.now() < until && !token.isCancellationRequested;
  };
}
