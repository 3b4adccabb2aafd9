import type { Range } from "vscode-languageserver-types";
import { isOfUnix } from "../../core/collectCommands.ts";
import type { TimeAssumption } from "../../core/instant.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseLines, RowPlace } from "../../workspace/case/caseLines.ts";
import type { ProcessOnLine } from "../../workspace/case/caseProcesses.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import { capturesOf } from "../caseRow.ts";
import { strongProposal } from "../clocks/clockChoices.ts";
import { isKernel, nextCommand } from "../nextCommand.ts";
import { outsideEnd } from "../rowEnds.ts";
import { notableRows, shownRows } from "./codeLensRows.ts";

/** What a lens says or offers; in this order they stand on a line. */
export type LensKind =
  | "capture"
  | "clock"
  | "align"
  | "part"
  | "command"
  | "monitor"
  | "hash"
  | "lookUp"
  | "findings";

/** Editors lay out every lens of a document, whether it is seen or not. */
const mostLenses = 1500;

/** Where a lens stands, and which. */
export interface PlacedLens {
  readonly line: number;
  readonly kind: LensKind;
  readonly range: Range;
}

/** Where lenses stand. */
export function codeLenses(document: EvidenceDocument, lines: CaseLines): readonly PlacedLens[] {
  const lenses = headings(document, lines)
    .slice(0, mostLenses)
    .flatMap(({ line, capture }) => headingKinds(capture, lines).map((kind) => lens(document, line, kind)));
  const seen = new Set<number>();
  for (const { line, kinds } of notableLines(document, lines)) {
    if (mostLenses < lenses.length + kinds.length) break;
    if (seen.has(line)) continue;
    seen.add(line);
    for (const kind of kinds) lenses.push(lens(document, line, kind));
  }
  return lenses.sort((a, b) => a.line - b.line);
}

interface Heading {
  readonly line: number;
  /** As the case has it; absent as long as it has not. */
  readonly capture: ScannedCapture | undefined;
}

/** Where it is said what a capture is: of a view, once for each that it has lines of. */
function headings(document: EvidenceDocument, lines: CaseLines): readonly Heading[] {
  if (document.origins)
    return Array.from(capturesOf(document, lines), ({ first, capture }) => ({ line: first, capture }));
  const known = lines.captures(document.uri);
  const isKnown = known.length === document.captures.length;
  return document.captures.map(({ firstLine }, i) => ({
    line: headingOf(document, firstLine),
    capture: isKnown ? known[i] : undefined,
  }));
}

/** What is not known of a clock can be said there. */
function headingKinds(capture: ScannedCapture | undefined, lines: CaseLines): readonly LensKind[] {
  if (!capture) return ["capture"];
  return [
    "capture",
    ...(0 < unknownOf(capture).length ? (["clock"] as const) : []),
    ...(strongProposal(capture, lines) ? (["align"] as const) : []),
  ];
}

/** What has to be assumed of all times of a capture, and can be said. */
export function unknownOf({ clock }: Pick<ScannedCapture, "clock">): readonly TimeAssumption[] {
  return clock?.assumed.filter((assumption) => assumption === "year" || assumption === "zone") ?? [];
}

/** The fence above a block's first capture, else the capture's own first line. */
function headingOf(document: EvidenceDocument, firstLine: number): number {
  const fence = document.fences.find(({ open, close }) => open < firstLine && firstLine < close);
  const isFirst =
    fence !== undefined &&
    !document.captures.some((other) => fence.open < other.firstLine && other.firstLine < firstLine);
  return isFirst ? fence.open : firstLine;
}

function lens(document: EvidenceDocument, line: number, kind: LensKind): PlacedLens {
  const end = { line, character: document.line(line).length };
  return { line, kind, range: { start: { line, character: 0 }, end } };
}

interface NotableLine {
  readonly line: number;
  readonly kinds: readonly LensKind[];
}

function* notableLines(document: EvidenceDocument, lines: CaseLines): Generator<NotableLine> {
  for (const { capture, lineOf } of capturesOf(document, lines)) {
    const asked = new Set<string>();
    for (const { line } of capture.processes) {
      const process = lines.processes.listedAt({ uri: capture.uri, line });
      const own = lineOf(line);
      if (own !== undefined && process && isTalking(lines, process.number))
        yield { line: own, kinds: ["part", ...hashKind([process]), "findings"] };
    }
    const { origins } = document;
    for (const row of origins ? shownRows(origins, capture) : notableRows(capture, lines, mostLenses)) {
      const own = lineOf(capture.columns.line[row.row]!);
      if (own !== undefined) yield { line: own, kinds: kindsOf(row, lines, asked) };
    }
  }
}

function isTalking({ view }: CaseLines, number: number): boolean {
  const process = view.processes[number];
  return process !== undefined && 0 < process.connections + process.remotes.length;
}

function kindsOf(row: RowPlace, lines: CaseLines, asked: Set<string>): readonly LensKind[] {
  const question = nextCommand(row, lines);
  const isNew = question !== undefined && !asked.has(question.about);
  if (question) asked.add(question.about);
  return [
    "part",
    ...(isNew ? (["command"] as const) : []),
    ...monitorKind(row, lines, asked),
    ...hashKind(lines.processes.ofRow(row)),
    ...(outsideEnd(row) === undefined ? [] : (["lookUp"] as const)),
    "findings",
  ];
}

/** What a process of Windows sends to the outside can be captured; asked once for each process. */
function monitorKind(row: RowPlace, lines: CaseLines, asked: Set<string>): readonly LensKind[] {
  const [process, other] = lines.processes.ofRow(row);
  if (!process || other || isKernel(process.instance.pid) || outsideEnd(row) === undefined) return [];
  const isUnix = process.sightings.some(({ capture }) => isOfUnix(capture.format));
  const isMonitored = process.sightings.some(({ capture }) => capture.activity !== undefined);
  const about = `monitor ${process.number}`;
  if (isUnix || isMonitored || asked.has(about)) return [];
  asked.add(about);
  return ["monitor"];
}

/** The program of one process can be found and hashed; the kernel has none. */
function hashKind([process, other]: readonly ProcessOnLine[]): readonly LensKind[] {
  return !process || other || isKernel(process.instance.pid) ? [] : ["hash"];
}
