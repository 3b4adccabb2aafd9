import { evidenceRules } from "../analysis/rules/evidenceRules.ts";
import type { CaptureFacts, CaptureIdentity } from "../core/capture.ts";
import type { Format } from "../core/format.ts";
import { severityOf } from "../core/issue.ts";
import { allFormats } from "../formats/all.ts";
import type { RecognizedPaste } from "../protocol/messages.ts";
import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../workspace/document/evidenceDocumentIssues.ts";
import type { Sha256 } from "../workspace/document/fenceIssues.ts";
import { fencedBlock, linesOfText } from "../workspace/reading/fencedBlock.ts";
import { isIsoTime, promptIn } from "./consoleLines.ts";

/** Lines of prose in front of the evidence that may say how it was taken. */
const mostLinesBefore = 50;

/**
 * What a pasted text is, and the block it would become. Null where it is no evidence, or already stands in a
 * fence. Nothing is made up: host, time and command are told only where the text itself tells them.
 */
export function recognizePaste(
  text: string,
  sha256: Sha256,
  formats: readonly Format[] = allFormats,
): RecognizedPaste | null {
  const lines = linesOfText(text);
  if (lines.some((line) => /^[ \t>]*(?:`{3}|~{3})/u.test(line))) return null;
  const bare = documentOf(lines.join("\n"), formats);
  const main = largest(bare);
  if (!main || !isMostlyEvidence(bare)) return null;
  const format = formats.find(({ id }) => id === main.format)!;
  const facts = {
    ...factsIn(lines.slice(Math.max(0, main.firstLine - mostLinesBefore), main.firstLine + 1)),
    sha256: sha256(lines.map((line) => `${line}\n`)),
    ...vendorOf(format),
  };
  const block = fencedBlock(lines, wordOf(format), facts);
  return { format: format.id, title: format.title, ...counted(block, sha256, formats), block };
}

/** Read as a note: text that no format knows is prose there. */
function documentOf(text: string, formats: readonly Format[]): EvidenceDocument {
  return new EvidenceDocument(text, {
    uri: "paste:",
    kind: "note",
    formats,
    latest: 0,
    zone: undefined,
  });
}

/** The capture with the most rows. */
function largest(document: EvidenceDocument): CaptureIdentity | undefined {
  const rowsOf = ({ firstLine, lastLine }: CaptureIdentity) => document.observedBetween(firstLine, lastLine);
  let best: CaptureIdentity | undefined;
  for (const capture of document.captures)
    if (0 < rowsOf(capture) && (!best || rowsOf(best) < rowsOf(capture))) best = capture;
  return best;
}

/** A letter that quotes one row of a log is a letter. */
function isMostlyEvidence(document: EvidenceDocument): boolean {
  let evidence = 0;
  let other = 0;
  for (let line = 0; line < document.lineCount; line++) {
    const role = document.roleOf(line);
    if (role !== "prose" && role !== "unknown") evidence++;
    else if (!isConsoleTalk(document.line(line))) other++;
  }
  return other <= evidence;
}

function isConsoleTalk(line: string): boolean {
  return line.trim() === "" || isIsoTime(line.trim()) || promptIn(line) !== undefined;
}

/** What the prompt and the lines above the evidence say of it; the last word counts. */
function factsIn(lines: readonly string[]): CaptureFacts {
  const facts: { -readonly [K in keyof CaptureFacts]: string } = {};
  for (const line of lines) {
    const prompt = promptIn(line);
    if (prompt?.host !== undefined) facts.host = prompt.host;
    if (prompt?.command !== undefined) facts.command = prompt.command;
    if (isIsoTime(line.trim())) facts.captured = line.trim();
  }
  return facts;
}

/** The user's own format is named by its id: others of its family may claim its lines, too. */
function wordOf({ id, family, definition }: Format): string {
  return definition === undefined ? family : id;
}

/** Said where others write evidence of the same family. */
function vendorOf({ family, vendor, definition }: Format): Pick<CaptureFacts, "vendor"> {
  if (definition !== undefined) return {};
  const isNarrower = allFormats.some((other) => other.family === family && other.vendor !== vendor);
  return isNarrower ? { vendor } : {};
}

/** Rows of the block, and what is wrong with it: errors and warnings, as the editor will mark them. */
function counted(
  block: string,
  sha256: Sha256,
  formats: readonly Format[],
): Pick<RecognizedPaste, "rows" | "issues"> {
  const document = documentOf(block, formats);
  const issues = new EvidenceDocumentIssues(document, evidenceRules, sha256);
  for (const study = issues.study(); !study.next().done; );
  const grave = issues.known().filter((issue) => {
    const severity = severityOf(issue.code);
    return severity === "error" || severity === "warning";
  });
  return { rows: document.observedBetween(0, document.lineCount - 1), issues: grave.length };
}
