import { answeredSteps } from "../features/answeredSteps.ts";
import { indexOf } from "../features/trees/caseIndex.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";

/** Longer texts belong into files. */
const mostPasted = 8_000_000;

/** What a pasted text answers of what the case leaves open. */
export const nextStepsFeature: Feature<CaseSession> = {
  requests: [
    ofCase.ownRequest("answeredSteps", [], async (session, { text }, token) => {
      if (mostPasted < text.length) return [];
      const { steps } = indexOf(await session.case.soon(token));
      return answeredSteps(text, steps, session.book.formats).map(({ short }) => short);
    }),
  ],
};
