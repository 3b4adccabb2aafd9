import { beatShapes, lostShapes, markShapes, noEvidence } from "../../pictures/laneShapes.ts";
import { shape } from "../../pictures/shape.ts";
import type { FindingMark, TimelineCapture, TimelineLane } from "../../pictures/timeline.ts";
import type { TimeScale, TimeSpan } from "../../pictures/timeScale.ts";
import { laneHeight } from "./laneList.ts";
import { drawing } from "./svgElement.ts";

/** What the beats of a lane were counted for. */
export interface CountedSpan extends TimeSpan {
  readonly columns: number;
}

/** What lanes are drawn with. */
export interface StripContext {
  readonly scale: TimeScale;
  readonly counted: CountedSpan;
  readonly captures: readonly TimelineCapture[];
  readonly marksOf: (lane: string) => readonly FindingMark[];
}

const height = laneHeight - 8;

/**
 * Draws a lane. Where its beats were counted for another span, they are stretched to where they belong until they
 * have been counted anew: zooming never waits.
 */
export function drawStrip(
  strip: HTMLElement,
  lane: TimelineLane,
  { scale, counted, captures, marksOf }: StripContext,
): void {
  const own = lane.captures.flatMap((place) => captures[place] ?? []);
  const left = scale.x(counted.from);
  const room = { columns: counted.columns, width: scale.x(counted.to) - left, height };
  const beats = shape(
    "g",
    { transform: `translate(${left} 0)` },
    ...beatShapes(lane.beats, "beats", room),
    ...(lane.deeds ? beatShapes(lane.deeds, "deeds", room) : []),
  );
  strip.replaceChildren(
    drawing(
      { width: scale.width, height },
      ...noEvidence(own, scale, height),
      beats,
      ...own.flatMap(({ lost }) => lostShapes(lost, scale, height)),
      ...markShapes(marksOf(lane.id), scale, height),
    ),
  );
}

/** The middles of the columns of a lane that have beats, in microseconds. */
export function beatPlaces(lane: TimelineLane, { from, to, columns }: CountedSpan): readonly number[] {
  const step = (to - from) / columns;
  const all = [...new Set([...lane.beats.at, ...(lane.deeds?.at ?? [])])].sort((a, b) => a - b);
  return all.map((column) => from + (column + 0.5) * step);
}
