import type { TimeAssumption } from "../core/instant.ts";
import type { TimeSpan } from "./timeScale.ts";

/** Beats of a lane in columns of equal width: the columns that have any, and how many. */
export interface BeatBins {
  readonly at: readonly number[];
  readonly count: readonly number[];
}

/** What one far end, or one process, did over time. Texts have nothing hidden in them. */
export interface TimelineLane {
  /** Of the remote endpoint or the process. */
  readonly id: string;
  readonly label: string;
  readonly facts: readonly string[];
  /** Rows with a time, over the whole case. */
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  readonly beats: BeatBins;
  /** What a process did besides: files, registry, modules, children. */
  readonly deeds?: BeatBins;
  /** Places of the captures that it is seen in, among those of the timeline. */
  readonly captures: readonly number[];
  /** What was assumed of the times, in any of them. */
  readonly assumed: readonly TimeAssumption[];
  readonly isRegular: boolean;
}

/** A capture with times: where it has evidence, and where some was lost. */
export interface TimelineCapture extends TimeSpan {
  readonly label: string;
  readonly facts: readonly string[];
  readonly rows: number;
  readonly lost: readonly LostEvidence[];
  readonly assumed: readonly TimeAssumption[];
  /** Microseconds that its clock was ahead, by the analyst's word; its times are told without them. */
  readonly skew?: number;
}

/** A place at which a capture says that it lacks something. */
export interface LostEvidence {
  readonly micros: number;
  /** How many, where it says. */
  readonly count?: number;
}

/** A line that a finding cites. */
export interface FindingMark {
  readonly finding: string;
  readonly severity: string;
  readonly summary: string;
  readonly micros: number;
  /** Ids of the lanes that the line belongs to. */
  readonly lanes: readonly string[];
}

/** A part of a timeline, as it is drawn. */
export interface Timeline extends TimeSpan {
  /** Columns that the beats are counted in. */
  readonly columns: number;
  readonly captures: readonly TimelineCapture[];
  readonly lanes: readonly TimelineLane[];
  /** Of how many these are the first. */
  readonly laneCount: number;
  readonly marks: readonly FindingMark[];
}
