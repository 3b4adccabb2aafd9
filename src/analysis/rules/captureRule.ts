import type { CaptureIdentity } from "../../core/capture.ts";
import type { CaptureJudge } from "../../core/evidenceRules.ts";

/** Makes the judge of one capture's rows against each other; undefined where the rule has nothing to say of it. */
export type CaptureRule = (capture: CaptureIdentity) => CaptureJudge | undefined;

/** Rows that a judge remembers, to find them again: what is further apart is not compared. */
export const mostRemembered = 100_000;

/** Issues of one code that a judge gives for one capture. */
export const mostOfOneCode = 200;
