import {
  type ClockOffset,
  fewestAgreeing,
  foldedToDay,
  type SolvedOffset,
  solveOffset,
} from "../../analysis/clocks/clockOffset.ts";
import type { LineReference } from "../../core/caseView.ts";
import type { Confidence } from "../../core/finding.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { type SameEvent, sameEvents } from "./sameEvents.ts";
import type { TupleRows } from "./tupleRows.ts";

/** Two lines that are taken to be the same event. */
export interface SameLines {
  readonly left: LineReference;
  readonly right: LineReference;
  /** µs by which the left one shows it later. */
  readonly difference: number;
}

/** What two captures' rows say of their clocks. */
export interface ClockComparison {
  readonly one: ScannedCapture;
  readonly other: ScannedCapture;
  readonly offset: ClockOffset;
  /** On what it rests: connections of their own; or rows of few connections, at uneven or at even steps. */
  readonly basis: "connections" | "uneven" | "even";
  readonly confidence: Confidence;
  /** Whether only times of day could be compared. */
  readonly isOfDay: boolean;
  /** The pairs nearest to the offset. */
  readonly evidence: readonly SameLines[];
}

/** A comparison that came to a result. */
export type SolvedComparison = ClockComparison & { readonly offset: SolvedOffset };

const mostEvidence = 3;

/** Undefined where the two have no event in common. */
export function compareClocks(one: TupleRows, other: TupleRows): ClockComparison | undefined {
  const { single, uneven, unmatched, even } = sameEvents(one, other);
  const isOfDay = [one, other].some(({ capture }) => capture.clock?.assumed.includes("date"));
  const bases = [
    { basis: "connections", confidence: "high", events: single, unmatched: 0 },
    { basis: "uneven", confidence: "medium", events: uneven, unmatched },
    { basis: "even", confidence: "low", events: even, unmatched: 0 },
  ] as const;
  const told = bases.find(({ events }) => fewestAgreeing <= events.length) ?? bases[0];
  const { basis, confidence } = told;
  const events = told.events.map((event) => (isOfDay ? folded(event) : event));
  if (events.length === 0) return undefined;
  const solved = solveOffset(Float64Array.from(events, ({ difference }) => difference));
  const offset = { ...solved, of: solved.of + told.unmatched };
  const captures = { one: one.capture, other: other.capture };
  const evidence = nearestOf(events, offset).map((event) => linesOf(event, captures));
  return { ...captures, offset, basis, confidence, isOfDay, evidence };
}

function folded(event: SameEvent): SameEvent {
  return { ...event, difference: foldedToDay(event.difference) };
}

function nearestOf(events: readonly SameEvent[], offset: ClockOffset): readonly SameEvent[] {
  if (offset.kind === "refused") return events.slice(0, mostEvidence);
  const distance = ({ difference }: SameEvent) => Math.abs(difference - offset.ahead);
  const nearest = [...events].sort((a, b) => distance(a) - distance(b) || a.row - b.row);
  return nearest.slice(0, mostEvidence).sort((a, b) => a.row - b.row);
}

function linesOf(
  { row, other: otherRow, difference }: SameEvent,
  { one, other }: { readonly one: ScannedCapture; readonly other: ScannedCapture },
): SameLines {
  return {
    left: { uri: one.uri, line: one.columns.line[row]! },
    right: { uri: other.uri, line: other.columns.line[otherRow]! },
    difference,
  };
}
