import type { CaptureIdentity } from "../core/capture.ts";
import type { CaptureJudge, EvidenceRules } from "../core/evidenceRules.ts";
import type { Issue } from "../core/issue.ts";
import type { Observation } from "../core/observation.ts";
import { socketRules } from "./socketRules.ts";

/** Says what one observation shows by itself. A table of these is all that validation of rows is. */
export type RowRule = (observation: Observation) => Issue | undefined;

/** Makes the judge of one capture's rows against each other; undefined where the rule has nothing to say of it. */
export type CaptureRule = (capture: CaptureIdentity) => CaptureJudge | undefined;

const rowRules: readonly RowRule[] = [...socketRules];
const captureRules: readonly CaptureRule[] = [];

/** All rules of the evidence's meaning, as the editor and the command line apply them. */
export const evidenceRules: EvidenceRules = {
  row: (observation) => rowRules.flatMap((rule) => rule(observation) ?? []),
  capture: (capture) => {
    const judges = captureRules.flatMap((rule) => rule(capture) ?? []);
    return {
      see: (observation) => {
        for (const judge of judges) judge.see(observation);
      },
      issues: () => judges.flatMap((judge) => judge.issues()),
    };
  },
};
