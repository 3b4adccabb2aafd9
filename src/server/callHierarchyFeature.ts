import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  type CancellationToken,
} from "vscode-languageserver-protocol";
import { type CallSource, incomingCalls, outgoingCalls, preparedCalls } from "../features/callHierarchy.ts";
import { largeFiles } from "../features/views/placesShown.ts";
import { placeInWindow } from "../protocol/views.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";

/** Who started whom, as far as the evidence says. */
export const callHierarchyFeature: Feature<CaseSession> = {
  capabilities: { callHierarchyProvider: true },
  requests: [
    ofCase.request(CallHierarchyPrepareRequest.type, null, async (session, params, token) => {
      const open = session.opened(params.textDocument);
      if (!open) return null;
      const items = preparedCalls(open.document, await sourceOf(session, token), params.position);
      return items.length === 0 ? null : [...items];
    }),
    ofCase.request(CallHierarchyIncomingCallsRequest.type, null, async (session, { item }, token) => [
      ...incomingCalls(await sourceOf(session, token), item),
    ]),
    ofCase.request(CallHierarchyOutgoingCallsRequest.type, null, async (session, { item }, token) => [
      ...outgoingCalls(await sourceOf(session, token), item),
    ]),
  ],
};

async function sourceOf(session: CaseSession, token: CancellationToken): Promise<CallSource> {
  const { lines } = await session.case.ready(token);
  const isLarge = session.settings.views ? largeFiles(lines) : () => false;
  return {
    lines,
    lineText: ({ uri, line }) => session.documents.get(uri)?.document.line(line),
    shown: (place) => (isLarge(place.uri) ? placeInWindow(place) : place),
  };
}
