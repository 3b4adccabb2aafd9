export type * from "../core/caseView.ts";
