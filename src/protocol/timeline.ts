import type { Picture } from "../pictures/shape.ts";
import type { BeatBins, FindingMark, TimelineCapture, TimelineLane } from "../pictures/timeline.ts";
import type { Place } from "./messages.ts";

/** What the lanes of a timeline stand for. */
export const laneKinds = ["remote", "process"] as const;
export type LaneKind = (typeof laneKinds)[number];

/** Columns that beats are counted in, at the most; and lanes of one answer. */
export const mostColumns = 4000;
export const mostLanes = 200;
export const mostBeatLines = 200;

/** A case on one axis; with a filter, what it leaves. */
export interface CaseTimelineParams {
  readonly lanes: LaneKind;
  readonly filter?: string;
  /** A lane whose place is wanted. */
  readonly lane?: string;
}

/** What stays the same however one zooms. Times are microseconds since 1970. */
export interface TimelineOutline {
  /** From the first to the last time; absent where nothing has one. */
  readonly span?: { readonly from: number; readonly to: number };
  readonly captures: readonly TimelineCapture[];
  readonly marks: readonly FindingMark[];
  readonly laneCount: number;
  /** Place of the lane that was asked for. */
  readonly lane?: number;
  /** All rows over the whole span, in `overviewColumns`. */
  readonly overview: BeatBins;
}

export const overviewColumns = 400;

export interface TimelineLanesParams extends CaseTimelineParams {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly first: number;
  readonly count: number;
}

export interface BeatLinesParams {
  readonly lanes: LaneKind;
  readonly filter?: string;
  /** Id of the lane. */
  readonly lane: string;
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

/** Lines of a lane within a span, the earliest first. */
export interface BeatLines {
  readonly count: number;
  readonly lines: readonly BeatLine[];
}

export interface BeatLine {
  readonly place: Place;
  readonly micros: number;
  /** In UTC, or by the clock of unknown zone. */
  readonly time: string;
  /** `fw.log:118` */
  readonly name: string;
  /** What the line says, in short; and whose it is. */
  readonly what: string;
  readonly process?: string;
  /** The line as it stands, where it could be read. */
  readonly text?: string;
}

/** Which picture of the case. */
export type PictureChoice =
  | ({ readonly kind: "timeline" } & TimelineLanesParams)
  /** Of a row of a tree, or of the row of evidence on a line. */
  | { readonly kind: SubjectPicture; readonly row?: string; readonly place?: Place };

export const subjectPictures = ["intervals", "processTree", "finding"] as const;
export type SubjectPicture = (typeof subjectPictures)[number];

/** A picture to be shown, and to be kept beside findings. */
export interface CasePicture {
  readonly picture: Picture;
  /** The same as a file; addresses and names are defanged in it as in all findings. */
  readonly svg: string;
  /** Name of that file: the same for the same subject. */
  readonly name: string;
  readonly cites: readonly Place[];
}

export interface AddPictureParams {
  readonly choice: PictureChoice;
  /** Where the findings stand. */
  readonly uri: string;
  /** The file's present text; empty where there is none yet. */
  readonly existing: string;
}

export interface AddedPicture {
  /** Beside the findings: `pictures/…svg`. */
  readonly path: string;
  readonly svg: string;
  /** The findings' new text. */
  readonly text: string;
}

/** What the page of a timeline says. */
export type TimelinePageMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "outline"; readonly lanes: LaneKind; readonly generation: number }
  | {
      readonly kind: "lanes";
      readonly generation: number;
      readonly lanes: LaneKind;
      readonly from: number;
      readonly to: number;
      readonly columns: number;
      readonly first: number;
      readonly count: number;
    }
  | {
      readonly kind: "beats";
      readonly question: number;
      readonly lanes: LaneKind;
      readonly lane: string;
      readonly from: number;
      readonly to: number;
      readonly most: number;
    }
  | { readonly kind: "open"; readonly place: Place }
  | { readonly kind: "brush"; readonly from: number; readonly to: number }
  | { readonly kind: "unbrush" }
  | {
      readonly kind: "keep";
      readonly lanes: LaneKind;
      readonly from: number;
      readonly to: number;
      readonly first: number;
      readonly count: number;
    };

/** What the client says to that page. */
export type TimelineClientMessage =
  | {
      readonly kind: "outline";
      readonly generation: number;
      readonly lanes: LaneKind;
      readonly outline: TimelineOutline;
      /** The trees' filter without the span brushed here; empty for none. */
      readonly filter: string;
    }
  | {
      readonly kind: "lanes";
      readonly generation: number;
      readonly first: number;
      readonly lanes: readonly TimelineLane[];
    }
  | { readonly kind: "beats"; readonly question: number; readonly beats: BeatLines }
  /** The case or the filter is another one now. */
  | { readonly kind: "stale" }
  | { readonly kind: "brushed"; readonly span?: { readonly from: number; readonly to: number } }
  /** What is to be looked at: lanes of one kind, one of them in view. */
  | { readonly kind: "go"; readonly lanes: LaneKind; readonly lane?: string }
  | { readonly kind: "refused"; readonly sentence: string }
  /** A picture in place of a timeline. */
  | { readonly kind: "picture"; readonly picture: Picture };
