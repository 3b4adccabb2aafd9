import type { CaptureIdentity } from "../../core/capture.ts";
import type { CaptureSummary } from "../../core/caseView.ts";
import { spanText } from "../../report/sections/reportTime.ts";
import { plural } from "../../report/sections/table.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import type { Fence } from "../../workspace/document/evidenceDocumentCaptures.ts";
import { hashIssue, type Sha256 } from "../../workspace/document/fenceIssues.ts";
import { placeInCase } from "../caseRow.ts";
import { onHost } from "./hoverProcess.ts";
import type { HoverLine, HoverPart } from "./hoverText.ts";

/** What a capture is, as a whole. */
export function capturePart(
  document: EvidenceDocument,
  lines: CaseLines,
  capture: CaptureIdentity,
): HoverPart {
  const title = document.formats.find(({ id }) => id === capture.format)?.title ?? capture.format;
  const summary = summaryOf(document, lines, capture);
  return { title: [title], lines: summary ? summaryLines(summary) : [["Not read as part of the case yet"]] };
}

function summaryOf(
  document: EvidenceDocument,
  lines: CaseLines,
  capture: CaptureIdentity,
): CaptureSummary | undefined {
  const at = placeInCase(document, lines, capture.firstLine);
  const id = at && lines.captureAt(at)?.id;
  return lines.view.captures.find((other) => other.id === id);
}

function summaryLines(summary: CaptureSummary): readonly HoverLine[] {
  const { rows, gaps, issues, first, last, host, facts, encoding, encodingAssumed, place } = summary;
  const zoneUnknown = first?.assumed.includes("zone") ?? false;
  const lines: (HoverLine | undefined)[] = [
    [
      `${plural(rows, "row")}, ${plural(issues, "line")} with issues`,
      ...(gaps === 0 ? [] : [`, ${plural(gaps, "gap")} where events were lost`]),
    ],
    first ? [spanText(first, last), ...(zoneUnknown ? [" by a clock of unknown zone"] : [])] : undefined,
    ["Taken", ...onHost(host)],
    ...clockLines(summary),
    facts.captured === undefined ? undefined : ["Collected at ", { code: facts.captured }],
    facts.command === undefined ? undefined : ["By ", { code: facts.command }],
    place === "file" ? [`Encoding ${encoding}${encodingAssumed ? ", assumed" : ""}`] : undefined,
  ];
  return lines.filter((line) => line !== undefined);
}

/** What is known of its clock; what is assumed of it, each row says. */
function clockLines({ facts }: CaptureSummary): readonly HoverLine[] {
  const { zone, year, skew } = facts;
  return [
    ...(zone === undefined ? [] : [["Its clock ran in ", { code: zone }] as const]),
    ...(year === undefined ? [] : [["Times without a year are of ", { code: year }] as const]),
    ...(skew === undefined
      ? []
      : [["Its clock was wrong by ", { code: skew }, ": times are told without that"] as const]),
  ];
}

/** Whether a block is what its fence says was hashed. */
export function hashLine(document: EvidenceDocument, fence: Fence, sha256: Sha256): HoverLine {
  const noted = fence.info.facts.sha256;
  if (noted === undefined)
    return ["No SHA-256 is noted on the fence: nothing shows whether the block was changed"];
  if (!/^[0-9a-f]{64}$/i.test(noted)) return ["What is noted as SHA-256 is none: ", { code: noted }];
  const issues = hashIssue(document, fence, sha256);
  return issues.length === 0
    ? ["Unchanged since it was hashed: SHA-256 ", { code: noted.toLowerCase() }]
    : ["Changed since it was hashed as ", { code: noted.toLowerCase() }];
}
