import type { Steps } from "../../core/steps.ts";
import type { BeatBins } from "../../pictures/timeline.ts";
import {
  type CaseTimelineParams,
  overviewColumns,
  type TimelineLanesParams,
  type TimelineOutline,
} from "../../protocol/timeline.ts";
import { CaseTimeline } from "../../report/pictures/caseTimeline.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";

const known = new WeakMap<CaseSnapshot, CaseTimeline>();

/** The timeline of a snapshot, made when it is asked for first. */
export function timelineOf(snapshot: CaseSnapshot): CaseTimeline {
  const timeline = known.get(snapshot) ?? new CaseTimeline(snapshot);
  known.set(snapshot, timeline);
  return timeline;
}

const nothing: BeatBins = { at: [], count: [] };

/** What a page of the timeline needs once. */
export function* timelineOutline(
  snapshot: CaseSnapshot,
  { lanes, lane }: CaseTimelineParams,
): Steps<TimelineOutline> {
  const timeline = timelineOf(snapshot);
  const { span, marks } = timeline;
  const place = lane === undefined ? -1 : yield* timeline.placeOfLane(lanes, lane);
  return {
    ...(span ? { span } : {}),
    captures: timeline.captures.map(({ drawn }) => drawn),
    marks,
    laneCount: yield* timeline.laneCount(lanes),
    ...(place < 0 ? {} : { lane: place }),
    overview: span ? timeline.overview({ ...span, columns: overviewColumns }) : nothing,
  };
}

/** Lanes with their beats in the columns of a span. */
export function timelineLanes(
  snapshot: CaseSnapshot,
  { lanes, from, to, columns, first, count }: TimelineLanesParams,
) {
  return timelineOf(snapshot).lanes(lanes, { first, count }, { from, to, columns });
}
