import type { CaptureIdentity } from "./capture.ts";
import type { Issue } from "./issue.ts";
import type { Observation } from "./observation.ts";

/** Judges the rows of one capture against each other, one after the other. */
export interface CaptureJudge {
  see(observation: Observation): void;
  /** Asked for once, behind the last row. */
  issues(): readonly Issue[];
}

/** The rules that say what is wrong with evidence beyond its reading. */
export interface EvidenceRules {
  /** What one row shows by itself; known at once after an edit. */
  readonly row: (observation: Observation) => readonly Issue[];
  /** What rows show together; known when the editor is idle. */
  readonly capture: (capture: CaptureIdentity) => CaptureJudge;
}
