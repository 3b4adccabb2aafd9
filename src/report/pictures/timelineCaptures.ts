import type { CaptureSummary } from "../../core/caseView.ts";
import { microsPerDay, wallText } from "../../core/instant.ts";
import type { TimelineCapture } from "../../pictures/timeline.ts";
import type { TimeSpan } from "../../pictures/timeScale.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import { timeSpan } from "../../workspace/captures/timeSpan.ts";
import type { CaseReading } from "../../workspace/case/caseReading.ts";
import { capturedMicros } from "../../workspace/reading/capturedTime.ts";
import { plural } from "../sections/table.ts";

/** A capture on the timeline, and by how much its times are moved to stand there. */
export interface PlacedCapture {
  readonly capture: ScannedCapture;
  readonly drawn: TimelineCapture;
  /** Microseconds: whole days where the capture prints no date, else 0. */
  readonly shift: number;
}

/** Files whose path is asked for by their uri. */
type PathOf = (uri: string) => string;

/** The captures with times, in order of their first one. Those that print no date stand on the last day of the others. */
export function timelineCaptures(
  { captures }: CaseReading,
  summaries: readonly CaptureSummary[],
  pathOf: PathOf,
): readonly PlacedCapture[] {
  const summaryOf = new Map(summaries.map((summary) => [summary.id, summary]));
  const spans = captures.flatMap((capture) => {
    const span = spanOf(capture);
    return span ? [{ capture, span }] : [];
  });
  const dated = spans.filter(({ capture }) => !isUndated(capture));
  const latest = dated.reduce((last, { span }) => Math.max(last, span.to), 0);
  return spans
    .map(({ capture, span }) => {
      const day = (micros: number) => Math.floor(micros / microsPerDay) * microsPerDay;
      const shift = isUndated(capture) && 0 < dated.length ? day(latest) - day(span.from) : 0;
      const moved = { from: span.from + shift, to: span.to + shift };
      return {
        capture,
        shift,
        drawn: drawnCapture(capture, summaryOf.get(capture.id), { moved, shift, pathOf }),
      };
    })
    .sort((a, b) => a.drawn.from - b.drawn.from || (a.capture.id < b.capture.id ? -1 : 1));
}

/** The capture itself, where only some of its rows are asked for. */
export function wholeOf(capture: ScannedCapture): ScannedCapture {
  return capture.narrowedFrom?.capture ?? capture;
}

function isUndated({ clock }: ScannedCapture): boolean {
  return clock?.assumed.includes("date") === true;
}

/** Of its rows; of a table without times the moment at which it was collected. */
function spanOf(capture: ScannedCapture): TimeSpan | undefined {
  const { first, last } = timeSpan(wholeOf(capture));
  if (first && last) return { from: first.micros, to: last.micros };
  const { captured } = capture.facts;
  const at = captured === undefined ? undefined : capturedMicros(captured);
  return at === undefined ? undefined : { from: at, to: at };
}

function drawnCapture(
  capture: ScannedCapture,
  summary: CaptureSummary | undefined,
  { moved, shift, pathOf }: { readonly moved: TimeSpan; readonly shift: number; readonly pathOf: PathOf },
): TimelineCapture {
  const { gaps, clock, facts, columns, activity, firstLine, place, uri } = wholeOf(capture);
  const assumed = clock?.assumed ?? [];
  const lost = gaps
    .filter(({ micros }) => !Number.isNaN(micros))
    .map(({ micros, lost: count }) => ({
      micros: micros + shift,
      ...(count === undefined ? {} : { count }),
    }));
  const rows = activity ? activity.events.count : columns.count;
  const host = summary?.host.name;
  return {
    ...moved,
    label: place === "block" ? `${pathOf(uri)}:${firstLine + 1}` : pathOf(uri),
    rows,
    lost,
    assumed,
    facts: [
      ...(host === undefined ? [] : [host]),
      plural(rows, "row"),
      ...(lost.length === 0 ? [] : [plural(lost.length, "gap")]),
      ...assumedFacts(assumed, shift === 0 ? undefined : moved.from),
      ...(facts.skew === undefined ? [] : [`clock put right by ${facts.skew}`]),
    ],
  };
}

/** What was assumed of times, in words. */
export function assumedFacts(
  assumed: TimelineCapture["assumed"],
  shownOn: number | undefined,
): readonly string[] {
  const day = shownOn === undefined ? "" : `: shown on ${wallText(shownOn, 0).slice(0, 10)}`;
  return assumed.map((part) => {
    if (part === "zone") return "zone unknown";
    return part === "date" ? `no date printed${day}` : `${part} assumed`;
  });
}
