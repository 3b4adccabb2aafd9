import { type ClockCorrection, correctionOf } from "../../analysis/clocks/clockCorrection.ts";
import { inOneGo } from "../../core/steps.ts";
import type { AlignedClocks, AlignedClocksParams, ClockChoice, Place } from "../../protocol/messages.ts";
import { rowCount, type ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import type { CaseReading } from "../../workspace/case/caseReading.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { type ClockReport, clockReport, type ProposedClock } from "../../workspace/clocks/caseClocks.ts";
import {
  correctionWords,
  doubtText,
  durationText,
  proposalReason,
} from "../../workspace/clocks/clockTexts.ts";
import { skewMicros } from "../../workspace/reading/clockWords.ts";

/** Readings do not change; lenses ask again and again. */
const known = new WeakMap<CaseReading, ClockReport>();

export function clocksOf(reading: CaseReading): ClockReport {
  const report = known.get(reading) ?? inOneGo(clockReport(reading.captures));
  known.set(reading, report);
  return report;
}

/** Of more rows, nobody is told unasked: a lens must not take long. */
const mostRowsUnasked = 100_000;

/** What the rows say of a capture's clock, where they leave no doubt. */
export function strongProposal(capture: ScannedCapture, { reading }: CaseLines): ProposedClock | undefined {
  const rows = reading.captures.reduce((sum, { columns }) => sum + columns.count, 0);
  if (mostRowsUnasked < rows) return undefined;
  return clocksOf(reading).proposed.find(
    ({ source, comparison }) => source === capture && comparison.confidence !== "low",
  );
}

/** `clock 7 min 2 s ahead of proc.csv: align` */
export function proposalTitle({ ahead, reference }: ProposedClock, lines: CaseLines): string {
  const way = 0 < ahead ? "ahead of" : "behind";
  return `clock ${durationText(Math.abs(ahead))} ${way} ${lines.pathOf(reference.uri)}: align`;
}

/** What may be said of clocks: by two lines that are one event, or by what rows of the case have in common. */
export function alignedClocks({ lines, reading }: CaseSnapshot, params: AlignedClocksParams): AlignedClocks {
  if (params.same) return bySameEvent(params.same, lines);
  const { proposed, doubtful, agreeing } = clocksOf(reading);
  const own = proposed.filter(({ source }) => params.of === undefined || isAt(source, params.of));
  if (own.length !== 0) return { choices: own.flatMap((one) => choicesOf(one, lines)) };
  const doubt = doubtful[0];
  const why = doubt
    ? ` ${lines.pathOf(doubt.one.uri)} and ${lines.pathOf(doubt.other.uri)}: ${doubtText(doubt)}.`
    : "";
  const known =
    agreeing.length === 0
      ? "No two captures show enough of the same connections."
      : "Clocks that can be compared agree.";
  return {
    choices: [],
    sentence: `${known}${why} Put a cursor on each of two lines that are the same event, and run this again.`,
  };
}

function isAt(capture: ScannedCapture, { uri, line }: Place): boolean {
  return capture.uri === uri && capture.firstLine <= line && line <= capture.lastLine;
}

/** The clock that is more likely wrong first; which of the two is, rows do not tell. */
function choicesOf(proposal: ProposedClock, lines: CaseLines): readonly ClockChoice[] {
  const { source, reference, ahead, evidence } = proposal;
  const reason = `${proposalReason(proposal)}.`;
  const places = evidence.flatMap(({ left, right }) => [left, right]);
  const first = choiceOf(
    source,
    proposal.correction,
    lines,
    `${reason} By ${lines.pathOf(reference.uri)}.`,
    places,
  );
  const turned = correctionBetween(reference, source, -ahead);
  if (turned === undefined || turned === "zones") return [first];
  return [first, choiceOf(reference, turned, lines, `If ${lines.pathOf(source.uri)} is right.`, places)];
}

function choiceOf(
  capture: ScannedCapture,
  correction: ClockCorrection,
  lines: CaseLines,
  detail: string,
  evidence: readonly Place[],
): ClockChoice {
  return {
    title: `${lines.pathOf(capture.uri)}: ${correctionWords(correction)}`,
    detail,
    place: { uri: capture.uri, line: capture.firstLine },
    isBlock: capture.place === "block",
    facts: correction,
    evidence,
  };
}

function correctionBetween(source: ScannedCapture, reference: ScannedCapture, ahead: number) {
  return correctionOf(ahead, {
    assumed: source.clock?.assumed ?? [],
    otherAssumed: reference.clock?.assumed ?? [],
    skew: source.facts.skew === undefined ? 0 : (skewMicros(source.facts.skew) ?? 0),
    isFine: 3 <= Math.min(source.clock?.digits ?? 0, reference.clock?.digits ?? 0),
  });
}

/** By the analyst's word that two lines are the same event. */
function bySameEvent([one, other]: readonly [Place, Place], lines: CaseLines): AlignedClocks {
  const [left, right] = [timedAt(one, lines), timedAt(other, lines)];
  if (!left || !right) return refused("Both lines have to be rows of evidence with a time.");
  if (left.capture === right.capture) return refused("Both lines are of one capture, which has one clock.");
  const ahead = left.time - right.time;
  const words = `${lines.nameOf(one)} is ${durationText(Math.abs(ahead))} ${0 < ahead ? "ahead of" : "behind"} ${lines.nameOf(other)}`;
  const ways = [
    { capture: left.capture, correction: correctionBetween(left.capture, right.capture, ahead) },
    { capture: right.capture, correction: correctionBetween(right.capture, left.capture, -ahead) },
  ];
  const choices = ways.flatMap(({ capture, correction }) =>
    correction === undefined || correction === "zones"
      ? []
      : [choiceOf(capture, correction, lines, `${words}, by these two lines.`, [one, other])],
  );
  if (0 < choices.length) return { choices };
  return refused(
    ways.some(({ correction }) => correction === "zones")
      ? `${words}, and the zone of neither clock is known: name the zone of one of them first.`
      : `${words}: the two clocks agree.`,
  );
}

function refused(sentence: string): AlignedClocks {
  return { choices: [], sentence };
}

function timedAt(place: Place, lines: CaseLines) {
  const capture = lines.captureAt(place);
  if (!capture?.clock || rowCount(capture) === 0) return undefined;
  const { line, time, count } = capture.activity?.events ?? capture.columns;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line[middle]! < place.line) low = middle + 1;
    else high = middle;
  }
  return low < count && line[low] === place.line && !Number.isNaN(time[low])
    ? { capture, time: time[low]! }
    : undefined;
}
