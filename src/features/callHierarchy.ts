import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  type Range,
  SymbolKind,
} from "vscode-languageserver-types";
import type { LineReference, ProcessInstance } from "../core/caseView.ts";
import type { CaseLines } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { type LineText, locationsOf } from "./caseLocations.ts";
import { placeInCase } from "./caseRow.ts";
import { type ProcessCall, startedBy, startersOf } from "./processes/processCalls.ts";
import { processOnLine } from "./processes/processOnLine.ts";

/** What calls are found with: the case, and where its lines can be looked at. */
export interface CallSource {
  readonly lines: CaseLines;
  readonly lineText: LineText;
  /** The place at which an editor shows a line of the case. */
  readonly shown: (place: LineReference) => LineReference;
}

/** The process of the line at the cursor, as the root of who started whom. */
export function preparedCalls(
  document: EvidenceDocument,
  source: CallSource,
  at: Position,
): readonly CallHierarchyItem[] {
  const place = placeInCase(document, source.lines, at.line);
  const process = place && processOnLine(source.lines, place)?.instance;
  return process ? [itemOf(source, process, process.evidence[0])] : [];
}

/** Who started it. */
export function incomingCalls(
  source: CallSource,
  item: CallHierarchyItem,
): readonly CallHierarchyIncomingCall[] {
  const process = processOf(source, item);
  const calls = process ? startersOf(source.lines, process) : [];
  return calls.map((call) => {
    const from = itemOfCall(source, call);
    return { from, fromRanges: rangesIn(source, from, call) };
  });
}

/** Whom it started. */
export function outgoingCalls(
  source: CallSource,
  item: CallHierarchyItem,
): readonly CallHierarchyOutgoingCall[] {
  const process = processOf(source, item);
  const calls = process ? startedBy(source.lines, process) : [];
  return calls.map((call) => ({
    to: itemOfCall(source, call),
    fromRanges: rangesIn(source, item, call),
  }));
}

function processOf({ lines }: CallSource, { data }: CallHierarchyItem): ProcessInstance | undefined {
  return lines.view.processes.find(({ id }) => id === data);
}

function itemOfCall(
  source: CallSource,
  { process, name = "A process", place }: ProcessCall,
): CallHierarchyItem {
  if (process) return itemOf(source, process, place);
  const { uri, range } = locationAt(source, place);
  return { name, detail: "started here", kind: SymbolKind.Object, uri, range, selectionRange: range };
}

function itemOf(source: CallSource, process: ProcessInstance, place: LineReference): CallHierarchyItem {
  const { id, pid, name, host } = process;
  const { uri, range } = locationAt(source, place);
  return {
    name: name ?? `PID ${pid}`,
    detail: [`PID ${pid}`, host.name].filter((part) => part !== undefined).join(" · "),
    kind: SymbolKind.Object,
    uri,
    range,
    selectionRange: range,
    data: id,
  };
}

/** The events that show a start, where they stand in the caller's document; else the caller's own line. */
function rangesIn(source: CallSource, { uri, range }: CallHierarchyItem, { shown }: ProcessCall): Range[] {
  const ranges = shown
    .map((place) => locationAt(source, place))
    .filter((location) => location.uri === uri)
    .map((location) => location.range);
  return ranges.length === 0 ? [range] : ranges;
}

function locationAt({ lineText, shown }: CallSource, place: LineReference) {
  return locationsOf([shown(place)], lineText)[0]!;
}
