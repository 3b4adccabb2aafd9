import { Tally } from "../analysis/rules/tally.ts";
import type { CaptureIdentity } from "../core/capture.ts";
import type { Issue, IssueCode } from "../core/issue.ts";
import type { LineSpan } from "../core/span.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";

/** What is said of single lines, and holds of all of a capture or of none of it. */
const saidOnce: ReadonlySet<IssueCode> = new Set(["EV016", "EV018", "FW006", "NET009"]);

/** The issues, in the order of their lines, with what would drown a capture said once, at its first such line. */
export function foldedIssues(document: EvidenceDocument, issues: readonly Issue[]): readonly Issue[] {
  const tallies = new Map<Issue, Tally<Issue>>();
  let capture: CaptureIdentity | undefined;
  let open = new Map<IssueCode, Tally<Issue>>();
  const shown = issues.filter((issue) => {
    if (!saidOnce.has(issue.code)) return true;
    if (!capture || capture.lastLine < issue.place.line) {
      capture = document.captureAt(issue.place.line);
      open = new Map();
    }
    const before = open.get(issue.code);
    before?.add(placeOf, issue);
    if (before) return false;
    const tally = new Tally(issue);
    open.set(issue.code, tally);
    tallies.set(issue, tally);
    return true;
  });
  return shown.map((issue) => withOthers(issue, tallies.get(issue)));
}

function withOthers(issue: Issue, tally: Tally<Issue> | undefined): Issue {
  if (!tally || tally.count === 1) return issue;
  const message = issue.message.replace(/\.$/, `${tally.more}.`);
  return { ...issue, message, related: tally.related("here too") };
}

function placeOf({ place }: Issue): LineSpan {
  return place;
}
