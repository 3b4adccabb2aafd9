import type { CaptureSummary } from "../../core/caseView.ts";
import { fileLink } from "../cite.ts";
import { markdownCell, markdownIndicator, markdownSentence } from "../escape.ts";
import type { ReportInput } from "../reportInput.ts";
import { ordered } from "./order.ts";
import { instantOfIso, spanText, timeText } from "./reportTime.ts";
import { counted, plural, tableLines } from "./table.ts";

const mostCaptures = 80;

/** Every capture the report rests on, with its hash and whether that is the hash it always had. */
export function evidenceSection(input: ReportInput): readonly string[] {
  if (input.captures.length === 0) return ["## Evidence", "", "The case holds no evidence yet."];
  return [
    "## Evidence",
    "",
    ...tableLines({
      head: ["Capture", "Format", "Host", "Rows", "When (UTC)", "SHA-256"],
      values: input.captures,
      cellsOf: (capture) => cells(input, capture),
      most: mostCaptures,
      rest: "see the *Evidence* view.",
    }),
    ...ledgerLine(input),
  ];
}

function cells(input: ReportInput, capture: CaptureSummary): readonly string[] {
  const place = { uri: capture.uri, line: capture.firstLine };
  const gaps = capture.gaps === 0 ? "" : ` (${plural(capture.gaps, "gap")})`;
  return [
    capture.place === "file" && capture.firstLine === 0
      ? fileLink(input.path(capture.uri))
      : input.link(place),
    markdownSentence(capture.title),
    capture.host.name === undefined ? "unknown" : markdownIndicator(capture.host.name),
    counted(capture.rows) + gaps,
    spanText(capture.first, capture.last),
    hashText(input, capture),
  ];
}

function hashText(input: ReportInput, capture: CaptureSummary): string {
  const { sha256, facts } = capture;
  const noted = facts.sha256;
  if (sha256 === undefined)
    return noted === undefined ? "not hashed" : `${markdownCell(noted)} (noted, not checked)`;
  const hash = markdownCell(sha256);
  if (capture.place === "block") {
    if (noted === undefined) return `${hash} (not noted on the fence)`;
    return isSameHash(noted, sha256)
      ? `${hash} ✓ as noted`
      : `${hash} **is not the hash noted: ${markdownCell(noted)}**`;
  }
  const { archive, uri } = capture;
  const of = archive === undefined ? "" : ` of ${fileLink(input.path(archive))}`;
  return hash + of + recordedText(input, archive ?? uri, sha256);
}

/** What the ledger says of the file's earlier hashes; the oldest entry is the one to keep to. */
function recordedText(input: ReportInput, uri: string, sha256: string): string {
  const file = input.context.casePath(uri);
  const entries = input.context.ledger.filter((entry) => entry.kind === "evidence" && entry.file === file);
  const oldest = ordered(entries, ({ at }) => [instantOfIso(at)?.micros ?? Number.MAX_VALUE, at])[0];
  if (oldest?.kind !== "evidence") return "";
  const when = timeText(instantOfIso(oldest.at));
  return isSameHash(oldest.sha256, sha256)
    ? ` ✓ as recorded ${when}`
    : ` **is not the hash recorded ${when}: ${markdownCell(oldest.sha256)}**`;
}

function ledgerLine(input: ReportInput): readonly string[] {
  const { ledger, ledgerUri } = input.context;
  if (ledger.length === 0 || ledgerUri === undefined) return [];
  const link = fileLink(input.path(ledgerUri));
  return ["", `Hashes and verdicts are recorded in ${link} (${plural(ledger.length, "entry", "entries")}).`];
}

function isSameHash(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
