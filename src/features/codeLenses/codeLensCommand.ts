import type { Command } from "vscode-languageserver-types";
import { commandOf } from "../../protocol/commands.ts";
import { shortened, visibleText } from "../../report/escape.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import { caseRow, placeInCase, placeOfLine } from "../caseRow.ts";
import { proposalTitle, strongProposal } from "../clocks/clockChoices.ts";
import { nextCommand } from "../nextCommand.ts";
import { outsideEnd } from "../rowEnds.ts";
import { captureTitle } from "./codeLensCapture.ts";
import { type LensKind, type PlacedLens, unknownOf } from "./codeLenses.ts";
import { type Part, partOfListed, partOfRow } from "./codeLensPart.ts";

const longestTitle = 240;

/** What a lens says and does. Undefined where its line has changed since it was placed. */
export function lensCommand(
  document: EvidenceDocument,
  lines: CaseLines,
  { line, kind }: PlacedLens,
): Command | undefined {
  return commandsByKind[kind](document, lines, line);
}

type Answer = (document: EvidenceDocument, lines: CaseLines, line: number) => Command | undefined;

const commandsByKind: { readonly [K in LensKind]: Answer } = {
  capture: (document, lines, line) => {
    const capture = captureBelow(document, lines, line);
    if (!capture) return undefined;
    const title = captureTitle(capture, lines);
    return said(document.origins ? `${lines.pathOf(capture.uri)}: ${title}` : title);
  },
  clock: (document, lines, line) => {
    const capture = captureBelow(document, lines, line);
    const place = placeOfLine(document, line);
    const unknown = capture ? unknownOf(capture) : [];
    return place && 0 < unknown.length
      ? commandOf("setClock", `${unknown.join(" and ")} not known: set`, place)
      : undefined;
  },
  align: (document, lines, line) => {
    const capture = captureBelow(document, lines, line);
    const proposal = capture && strongProposal(capture, lines);
    if (!proposal) return undefined;
    const at = { uri: capture.uri, line: capture.firstLine };
    return commandOf("alignClocks", shown(proposalTitle(proposal, lines)), at);
  },
  part: (document, lines, line) => {
    const part = partAt(document, lines, line);
    if (!part) return undefined;
    const { title, places } = part;
    const at = { uri: document.uri, line };
    return places.length === 0 ? said(title) : commandOf("revealLines", shown(title), { at, places });
  },
  command: (document, lines, line) => {
    const row = rowAt(document, lines, line);
    const next = row && nextCommand(row, lines);
    return next && commandOf("copyText", shown(`${next.open}: copy ${next.command}`), { text: next.command });
  },
  monitor: (document, _lines, line) => {
    const place = placeOfLine(document, line);
    return place && commandOf("captureEvents", "Capture…", place);
  },
  hash: (document, _lines, line) => {
    const place = placeOfLine(document, line);
    return place && commandOf("hashFile", "Hash", place);
  },
  lookUp: (document, lines, line) => {
    const row = rowAt(document, lines, line);
    const value = row && outsideEnd(row);
    return value === undefined ? undefined : commandOf("lookUp", "Look up", { kind: "address", value });
  },
  findings: (document, _lines, line) => {
    const place = placeOfLine(document, line);
    return place && commandOf("addToFindings", "Add to findings", { cites: [place] });
  },
};

/** A lens that says something and does nothing. */
function said(title: string): Command {
  return { title: shown(title), command: "" };
}

/** Editors draw `$(name)` in a title as an icon. */
function shown(title: string): string {
  return visibleText(shortened(title, longestTitle)).replaceAll("$(", "$ (");
}

function rowAt(document: EvidenceDocument, lines: CaseLines, line: number) {
  const observation = document.observationAt(line);
  return observation?.kind === "connection" && observation.line === line
    ? caseRow(document, lines, observation)
    : undefined;
}

function partAt(document: EvidenceDocument, lines: CaseLines, line: number): Part | undefined {
  const row = rowAt(document, lines, line);
  if (row) return partOfRow(row, lines);
  const at = placeInCase(document, lines, line);
  const process = at && lines.processes.listedAt(at);
  return process && partOfListed(process, lines, at);
}

/** The capture that a heading or the fence above it stands for, as the case has it. */
function captureBelow(document: EvidenceDocument, lines: CaseLines, line: number) {
  const origin = document.origins?.of(line);
  if (origin) return lines.captureAt(origin);
  const index = document.captures.findIndex(({ lastLine }) => line <= lastLine);
  const known = lines.captures(document.uri);
  return known.length === document.captures.length ? known[index] : undefined;
}
