import type { CaptureIdentity } from "../../core/capture.ts";
import type { Issue } from "../../core/issue.ts";

/** A heading without a row: nothing was listening or running then, or the rows were not copied. */
export function emptyTable({ firstLine }: CaptureIdentity): Issue {
  return {
    code: "EV026",
    place: { line: firstLine, start: 0, end: 0 },
    message: "Below this heading stands no connection and no process.",
  };
}
