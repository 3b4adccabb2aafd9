import type { CaseView } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";

/** What detectors look at: the case without the findings that they are to make. */
export type CaseFacts = Omit<CaseView, "findings">;

/** A named question put to the case. */
export interface Detector {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly examine: (facts: CaseFacts) => Iterable<Finding>;
}
