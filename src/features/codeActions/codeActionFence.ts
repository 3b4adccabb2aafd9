import { type CodeAction, CodeActionKind, type TextEdit } from "vscode-languageserver-types";
import type { CaptureFacts, CaptureIdentity } from "../../core/capture.ts";
import { commandOf } from "../../protocol/commands.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import type { Fence } from "../../workspace/document/evidenceDocumentCaptures.ts";
import { blockHash } from "../../workspace/document/fenceIssues.ts";
import { factPlace, wordPlace } from "../../workspace/document/fencePlaces.ts";
import { fenceInfoText } from "../../workspace/reading/fence.ts";
import { rangeOf } from "../lspRanges.ts";
import type { CodeActionAt, Fixes } from "./codeActionAt.ts";

/** Says that it is to be filled in: as long as it stands, EV021 asks for a time. */
const capturedTemplate = "YYYY-MM-DDThh:mm:ss+00:00";
const mostZones = 3;

/** The zone that other fences of the note name, or one to choose. */
export const fixZone: Fixes = ({ document }, { range }) => {
  const { line } = range.start;
  const fence = fenceAround(document, line);
  const choose: CodeAction = {
    title: "Choose the time zone of this clock…",
    kind: CodeActionKind.QuickFix,
    command: commandOf("setZone", "Choose the time zone of this clock…", { uri: document.uri, line }),
    isPreferred: true,
  };
  if (!fence) return [choose];
  const known = zonesOf(document).filter((zone) => zone !== fence.info.facts.zone);
  return [
    ...known.map((zone) => factFix(document, fence, { zone }, `Write zone=${zone}, as on another fence`)),
    choose,
  ];
};

/** Years that are left out and clocks that are wrong are the analyst's to know. */
export const fixClock: Fixes = ({ document }, { range }) => {
  const title = "Say what is known of this clock…";
  const command = commandOf("setClock", title, { uri: document.uri, line: range.start.line });
  return [{ title, kind: CodeActionKind.QuickFix, command }];
};

/** The evidence stays as it is: only what the analyst wrote about it is written anew. */
export const fixHash: Fixes = ({ document, sha256 }, { range }) => {
  const fence = fenceAround(document, range.start.line);
  if (!fence) return [];
  const title = "Accept the block as it is now: write its SHA-256";
  return [factFix(document, fence, { sha256: blockHash(document, fence, sha256) }, title)];
};

export const fixWord: Fixes = ({ document }, { range }) => {
  const { line } = range.start;
  const fence = fenceAround(document, line);
  if (!fence) return [];
  const capture = onlyCapture(document, fence);
  if (capture) return [wordFix(document, fence, capture)];
  const title = "Choose the format of this block…";
  const command = commandOf("chooseFormat", title, { uri: document.uri, line });
  return [{ title, kind: CodeActionKind.QuickFix, command }];
};

/** A fact that cannot be read, by the place that is marked. */
export const fixFact: Fixes = (at, diagnostic) => {
  const { document } = at;
  const fence = fenceAround(document, diagnostic.range.start.line);
  if (!fence) return [];
  const marks = (name: keyof CaptureFacts) =>
    fence.info.facts[name] !== undefined &&
    factPlace(document, fence, name).start === diagnostic.range.start.character;
  if (marks("zone")) return fixZone(at, diagnostic);
  if (marks("year") || marks("skew")) return fixClock(at, diagnostic);
  if (marks("sha256")) return fixHash(at, diagnostic);
  return marks("captured") ? [capturedFix(document, fence)] : [];
};

/** A template of what a fence does not say yet. */
export function fenceAdditions({ document, range }: CodeActionAt): readonly CodeAction[] {
  const fence = document.fences.find(({ open }) => open === range.start.line);
  if (!fence || fence.info.facts.captured !== undefined || !onlyCapture(document, fence)) return [];
  return [{ ...capturedFix(document, fence), kind: CodeActionKind.RefactorRewrite }];
}

function capturedFix(document: EvidenceDocument, fence: Fence): CodeAction {
  return factFix(document, fence, { captured: capturedTemplate }, "Write when this was captured: captured=…");
}

function fenceAround(document: EvidenceDocument, line: number): Fence | undefined {
  return document.fences.find(({ open, close }) => open <= line && line < close);
}

/** The capture of a fence that holds evidence of one format. */
function onlyCapture(document: EvidenceDocument, { open, close }: Fence): CaptureIdentity | undefined {
  const held = document.captures.filter(({ firstLine }) => open < firstLine && firstLine < close);
  const [first] = held;
  return first && held.every(({ format }) => format === first.format) ? first : undefined;
}

function zonesOf(document: EvidenceDocument): readonly string[] {
  const zones = document.fences.flatMap(({ info }) => info.facts.zone ?? []);
  return [...new Set(zones)].slice(0, mostZones);
}

function factFix(document: EvidenceDocument, fence: Fence, facts: CaptureFacts, title: string): CodeAction {
  const edits = factEdits(document, fence, facts);
  return { title, kind: CodeActionKind.QuickFix, edit: { changes: { [document.uri]: edits } } };
}

/** Each fact in the place of the former one, or behind the others. */
function factEdits(document: EvidenceDocument, fence: Fence, facts: CaptureFacts): TextEdit[] {
  return (Object.keys(facts) as (keyof CaptureFacts)[]).map((name) => {
    const fact = fenceInfoText("", { [name]: facts[name] }).trim();
    if (fence.info.facts[name] !== undefined)
      return {
        range: rangeOf(factPlace(document, fence, name)),
        newText: fact.slice(name.length + 1),
      };
    const end = document.line(fence.open).trimEnd().length;
    return { range: rangeOf({ line: fence.open, start: end, end }), newText: ` ${fact}` };
  });
}

function wordFix(
  document: EvidenceDocument,
  fence: Fence,
  { format: id, family }: CaptureIdentity,
): CodeAction {
  const format = document.formats.find((each) => each.id === id);
  const { vendor } = fence.info.facts;
  const strange = vendor !== undefined && format !== undefined && format.vendor !== vendor.toLowerCase();
  const edits = [
    ...(fence.info.word === "" ? [] : [{ range: rangeOf(wordPlace(document, fence)), newText: family }]),
    ...(strange ? factEdits(document, fence, { vendor: format.vendor }) : []),
  ];
  return {
    title: `Let the fence say ${family}${strange ? ` vendor=${format.vendor}` : ""}`,
    kind: CodeActionKind.QuickFix,
    edit: { changes: { [document.uri]: edits } },
    isPreferred: true,
  };
}
