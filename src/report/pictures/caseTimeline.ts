import type { CaptureSummary } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import type { Finding } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import type { Steps } from "../../core/steps.ts";
import type { FindingMark, TimelineCapture, TimelineLane } from "../../pictures/timeline.ts";
import type { TimeSpan } from "../../pictures/timeScale.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import type { ViewedCase } from "../../workspace/case/loadCase.ts";
import { findingMarks } from "./findingMarks.ts";
import { binned, extentOf, type LaneRows, visitRows } from "./laneRows.ts";
import { laneWords } from "./laneWords.ts";
import { type PlacedCapture, timelineCaptures } from "./timelineCaptures.ts";
import {
  type CapturePlaces,
  type LaneKind,
  type LaneSource,
  processSources,
  remoteSources,
} from "./timelineSources.ts";

/** A case with the lines of which it speaks: a snapshot of the server, or what the command line has read. */
export interface LinedCase extends ViewedCase {
  readonly lines: CaseLines;
}

/** A part of a span in columns. */
export interface ColumnSpan extends TimeSpan {
  readonly columns: number;
}

/** Minutes are added to either side of a case that is a single moment. */
const leastSpan = 60_000_000;

/** All captures of a case on one axis. Made once per snapshot; its lanes are drawn a few at a time. */
export class CaseTimeline {
  readonly captures: readonly PlacedCapture[];
  readonly marks: readonly FindingMark[];
  /** From the first to the last time; undefined where nothing has one. */
  readonly span: TimeSpan | undefined;
  readonly #case: LinedCase;
  readonly #places: CapturePlaces;
  readonly #sources = new Map<LaneKind, readonly LaneSource[]>();
  #deeds: ReadonlyMap<string, readonly Deed[]> | undefined;

  constructor(of: LinedCase) {
    const summaries: readonly CaptureSummary[] = of.view.captures;
    this.#case = of;
    this.captures = timelineCaptures(of.reading, summaries, (uri) => of.lines.pathOf(uri));
    this.#places = new Map(
      this.captures.map((placed, place) => [placed.capture.id, { place, placed }] as const),
    );
    this.marks = findingMarks(of.view.findings, of.lines, this.#places);
    this.span = wholeSpan(this.captures.map(({ drawn }) => drawn));
  }

  get findings(): readonly Finding[] {
    return this.#case.view.findings;
  }

  /** How many lanes there are of a kind; they are put in order the first time. */
  *laneCount(kind: LaneKind): Steps<number> {
    return (yield* this.#sourcesOf(kind)).length;
  }

  /** Some lanes, with their beats in the columns of a span. */
  *lanes(
    kind: LaneKind,
    { first, count }: { readonly first: number; readonly count: number },
    span: ColumnSpan,
  ): Steps<readonly TimelineLane[]> {
    const sources = yield* this.#sourcesOf(kind);
    const lanes: TimelineLane[] = [];
    for (const source of sources.slice(first, first + count)) {
      lanes.push(this.#lane(kind, source, span));
      yield;
    }
    return lanes;
  }

  /** Rows and deeds of a lane; none where there is no such lane. */
  *laneOf(
    kind: LaneKind,
    id: string,
  ): Steps<{ readonly parts: readonly LaneRows[]; readonly deeds: readonly Deed[] }> {
    const sources = yield* this.#sourcesOf(kind);
    const source = sources.find(({ place }) => this.#idOf(kind, place) === id);
    return { parts: source?.parts() ?? [], deeds: kind === "process" ? this.deedsOf(id) : [] };
  }

  /** Where a lane stands among those of its kind; -1 where there is none. */
  *placeOfLane(kind: LaneKind, id: string): Steps<number> {
    return (yield* this.#sourcesOf(kind)).findIndex(({ place }) => this.#idOf(kind, place) === id);
  }

  /** All rows of the case in columns. */
  overview({ from, to, columns }: ColumnSpan) {
    const parts = this.captures.flatMap(({ capture, shift }, place): readonly LaneRows[] => {
      const { time, count, isInOrder } = capture.columns;
      if (count === 0 || !capture.clock) return [];
      const rows = allRows(count);
      return [{ capture: place, time, shift, isInOrder, rows, start: 0, end: count, stride: 1 }];
    });
    return binned((visit) => visitRows(parts, { from, to }, visit), { from, to }, columns);
  }

  deedsOf(process: string): readonly Deed[] {
    this.#deeds ??= grouped(
      this.#case.view.deeds.filter(({ time }) => time !== undefined),
      (deed) => deed.process,
    );
    return this.#deeds.get(process) ?? [];
  }

  /** Microseconds that a deed's time is moved by. */
  shiftOf({ place }: Deed): number {
    const capture = this.#case.lines.captureAt(place);
    return (capture && this.#places.get(capture.id)?.placed.shift) ?? 0;
  }

  *#sourcesOf(kind: LaneKind): Steps<readonly LaneSource[]> {
    const known = this.#sources.get(kind);
    if (known) return known;
    const cited = new Set(this.marks.flatMap(({ lanes }) => lanes));
    const make = kind === "remote" ? remoteSources : processSources;
    const sources = yield* make(this.#case, this.#places, cited);
    this.#sources.set(kind, sources);
    return sources;
  }

  #idOf(kind: LaneKind, place: number): string {
    const { remotes, processes } = this.#case.view;
    return (kind === "remote" ? remotes : processes)[place]?.id ?? "";
  }

  #lane(kind: LaneKind, { place, parts }: LaneSource, span: ColumnSpan): TimelineLane {
    const own = parts();
    const { rows, from, to } = extentOf(own);
    const id = this.#idOf(kind, place);
    const deeds = kind === "process" ? this.deedsOf(id) : [];
    const captures = [...new Set(own.map(({ capture }) => capture))];
    const drawn = captures.map((capture) => this.captures[capture]!.drawn);
    return {
      id,
      ...laneWords(this.#case.view, kind, place, { rows, captures: drawn }),
      rows,
      first: Number.isNaN(from) ? 0 : from,
      last: Number.isNaN(to) ? 0 : to,
      beats: binned((visit) => visitRows(own, span, visit), span, span.columns),
      ...(deeds.length === 0 ? {} : { deeds: this.#deedBins(deeds, span) }),
      captures,
      assumed: [...new Set(drawn.flatMap(({ assumed }) => assumed))],
    };
  }

  #deedBins(deeds: readonly Deed[], span: ColumnSpan) {
    return binned(
      (visit) => {
        for (const deed of deeds) {
          const micros = deed.time!.micros + this.shiftOf(deed);
          if (span.from <= micros && micros < span.to) visit(micros);
        }
      },
      span,
      span.columns,
    );
  }
}

function wholeSpan(captures: readonly TimelineCapture[]): TimeSpan | undefined {
  if (captures.length === 0) return undefined;
  const from = captures.reduce((first, capture) => Math.min(first, capture.from), Number.POSITIVE_INFINITY);
  const to = captures.reduce((last, capture) => Math.max(last, capture.to), Number.NEGATIVE_INFINITY);
  const room = Math.max(0, leastSpan - (to - from)) / 2;
  // The end is no part of a span, but the last row is.
  return { from: from - room, to: to + Math.max(1, room) };
}

let numbers = new Uint32Array(0);

/** 0, 1, 2 … */
function allRows(count: number): Uint32Array {
  if (numbers.length < count) numbers = Uint32Array.from({ length: count }, (_, i) => i);
  return numbers;
}
