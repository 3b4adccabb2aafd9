import { type ClockCorrection, correctionOf } from "../../analysis/clocks/clockCorrection.ts";
import { agreement, type RefusedOffset } from "../../analysis/clocks/clockOffset.ts";
import type { Steps } from "../../core/steps.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { skewMicros } from "../reading/clockWords.ts";
import {
  type ClockComparison,
  compareClocks,
  type SameLines,
  type SolvedComparison,
} from "./clockComparison.ts";
import { TupleNumbers } from "./tupleRows.ts";

/** What would put one capture's clock right, as another one shows it. */
export interface ProposedClock {
  /** Whose clock is to be corrected, and by whose. Which of the two is right, rows do not tell. */
  readonly source: ScannedCapture;
  readonly reference: ScannedCapture;
  /** µs that the source is ahead. */
  readonly ahead: number;
  /** Facts to be said of the source. */
  readonly correction: ClockCorrection;
  readonly comparison: SolvedComparison;
  /** Lines of the source and of the reference. */
  readonly evidence: readonly SameLines[];
}

/** Two captures with events in common of which no offset is proposed, and why. */
export interface DoubtfulClocks {
  readonly one: ScannedCapture;
  readonly other: ScannedCapture;
  /** "zones": they are hours apart, and neither zone is known. */
  readonly why: RefusedOffset["why"] | "zones";
  readonly comparison: ClockComparison;
}

export interface ClockReport {
  readonly proposed: readonly ProposedClock[];
  readonly doubtful: readonly DoubtfulClocks[];
  /** Pairs of captures whose clocks agree. */
  readonly agreeing: readonly SolvedComparison[];
  /** Captures with times that were not compared, because there are so many. */
  readonly leftOut: number;
}

/** Each is compared with each. */
const mostCaptures = 48;

/** Captures whose rows tell when a connection was made, not that it was there. */
function hasEvents({ clock, family, columns }: ScannedCapture): boolean {
  return clock !== undefined && family !== "netstat" && 0 < columns.count;
}

/** Compares the clocks of all captures of a case that show the same connections. */
export function* clockReport(captures: readonly ScannedCapture[]): Steps<ClockReport> {
  const timed = captures.filter(hasEvents);
  const largest = [...timed].sort((a, b) => b.columns.count - a.columns.count).slice(0, mostCaptures);
  const compared = timed.filter((capture) => largest.includes(capture));
  const comparisons = yield* compareAll(compared);
  const solved = comparisons.filter(isSolved);
  const trust = trustIn(compared, solved);
  const proposed: ProposedClock[] = [];
  const doubtful: DoubtfulClocks[] = [];
  const agreeing: SolvedComparison[] = [];
  for (const comparison of comparisons) {
    const { one, other, offset } = comparison;
    if (!isSolved(comparison)) {
      if (offset.kind === "refused") doubtful.push({ one, other, why: offset.why, comparison });
      continue;
    }
    const proposal = proposalOf(comparison, trust);
    if (proposal === undefined) agreeing.push(comparison);
    else if (proposal === "zones") doubtful.push({ one, other, why: "zones", comparison });
    else proposed.push(proposal);
  }
  return { proposed: bestOfEach(proposed), doubtful, agreeing, leftOut: timed.length - compared.length };
}

function* compareAll(captures: readonly ScannedCapture[]): Steps<readonly ClockComparison[]> {
  if (captures.length < 2) return [];
  const numbers = new TupleNumbers();
  const rows = [];
  for (const capture of captures) {
    rows.push(numbers.rowsOf(capture));
    yield;
  }
  const comparisons: ClockComparison[] = [];
  for (const [i, one] of rows.entries())
    for (const other of rows.slice(i + 1)) {
      if (isOneClock(one.capture, other.capture)) continue;
      const comparison = compareClocks(one, other);
      if (comparison) comparisons.push(comparison);
      yield;
    }
  return comparisons;
}

/** What is said of a file is said of all in it; of blocks, each has a fence. */
function isOneClock(one: ScannedCapture, other: ScannedCapture): boolean {
  return one.uri === other.uri && (one.place === "file" || other.place === "file");
}

function isSolved(comparison: ClockComparison): comparison is SolvedComparison {
  return comparison.offset.kind === "solved";
}

/**
 * How much each clock is believed: by how many others agree with it, then by whether its zone is known, then by
 * whether the analyst spoke of it, then whether it is a host's own (which its domain keeps right).
 */
function trustIn(
  captures: readonly ScannedCapture[],
  solved: readonly SolvedComparison[],
): ReadonlyMap<ScannedCapture, number> {
  const friends = new Map<ScannedCapture, number>();
  for (const { one, other, offset, confidence } of solved) {
    if (agreement < Math.abs(offset.ahead) || confidence !== "high") continue;
    for (const capture of [one, other]) friends.set(capture, (friends.get(capture) ?? 0) + 1);
  }
  return new Map(
    captures.map((capture) => {
      const isZoneKnown = !capture.clock?.assumed.includes("zone");
      const trust =
        (friends.get(capture) ?? 0) * 8 +
        (isZoneKnown ? 4 : 0) +
        (capture.facts.skew === undefined ? 0 : 2) +
        (capture.family === "procmon" ? 1 : 0);
      return [capture, trust];
    }),
  );
}

function proposalOf(
  comparison: SolvedComparison,
  trust: ReadonlyMap<ScannedCapture, number>,
): ProposedClock | "zones" | undefined {
  const { one, other, offset } = comparison;
  const isTurned = trust.get(other)! < trust.get(one)!;
  const [source, reference] = isTurned ? [other, one] : [one, other];
  const ahead = isTurned ? -offset.ahead : offset.ahead;
  const correction = correctionOf(ahead, {
    assumed: source.clock?.assumed ?? [],
    otherAssumed: reference.clock?.assumed ?? [],
    skew: source.facts.skew === undefined ? 0 : (skewMicros(source.facts.skew) ?? 0),
    isFine: 3 <= Math.min(source.clock?.digits ?? 0, reference.clock?.digits ?? 0),
  });
  if (correction === undefined || correction === "zones") return correction;
  const evidence = isTurned
    ? comparison.evidence.map(({ left, right, difference }) => ({
        left: right,
        right: left,
        difference: -difference,
      }))
    : comparison.evidence;
  return { source, reference, ahead, correction, comparison, evidence };
}

/** One proposal for each source: the one that most connections bear out. */
function bestOfEach(proposed: readonly ProposedClock[]): readonly ProposedClock[] {
  const best = new Map<ScannedCapture, ProposedClock>();
  for (const proposal of proposed) {
    const known = best.get(proposal.source);
    if (!known || weightOf(known) < weightOf(proposal)) best.set(proposal.source, proposal);
  }
  return [...best.values()];
}

const confidenceWeights = { high: 2, medium: 1, low: 0 } as const;

function weightOf({ comparison: { confidence, offset } }: ProposedClock): number {
  return confidenceWeights[confidence] * 1e9 + offset.agreeing;
}
