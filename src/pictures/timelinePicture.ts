import { boldShare, fittedText } from "./fittedText.ts";
import { beatShapes, captureShapes, lostShapes, markShapes, noEvidence } from "./laneShapes.ts";
import { type Picture, placed, type Shape, shape } from "./shape.ts";
import { axisHeight, timeAxis } from "./timeAxis.ts";
import type { Timeline, TimelineCapture, TimelineLane } from "./timeline.ts";
import { type TimeScale, timeScale } from "./timeScale.ts";
import { zoneWords } from "./zoneWords.ts";

const width = 1000;
const labels = 290;
const margin = 16;
const headHeight = 34;
const laneHeight = 34;
const captureHeight = 18;
const legendHeight = 44;

export interface TimelineWords extends Pick<Picture, "title" | "description"> {
  /** Captures that get a bar of their own. */
  readonly mostCaptures: number;
}

/** A timeline as a picture of its own, with what it assumes said beside each lane. */
export function timelinePicture(
  timeline: Timeline,
  { title, description, mostCaptures }: TimelineWords,
): Picture {
  const { lanes, laneCount } = timeline;
  const captures = timeline.captures.slice(0, mostCaptures);
  const scale = timeScale(timeline, width - labels - 2 * margin);
  const evidenceHeight = captures.length * captureHeight + 8;
  const body = evidenceHeight + lanes.length * laneHeight;
  const top = headHeight + axisHeight;
  const more = laneCount - lanes.length;
  return {
    title,
    description,
    width,
    height: top + body + legendHeight + (0 < more ? 18 : 0),
    shapes: [
      shape("text", { class: "heading", x: margin, y: 22 }, fittedText(title, width)),
      moved(margin + labels, headHeight, ...timeAxis(scale, body)),
      ...captures.map((capture, i) => captureRow(capture, top + i * captureHeight, scale)),
      ...lanes.map((lane, i) =>
        laneRow(timeline, lane, top + evidenceHeight + i * laneHeight, { scale, isOdd: i % 2 === 1 }),
      ),
      ...(0 < more
        ? [shape("text", { class: "small quiet", x: margin, y: top + body + 16 }, `… and ${more} more lanes`)]
        : []),
      legend(top + body + (0 < more ? 18 : 0) + 26, zoneWords(timeline.captures)),
    ],
  };
}

function captureRow(capture: TimelineCapture, y: number, scale: TimeScale): Shape {
  return moved(
    margin,
    y,
    shape(
      "text",
      { class: "small quiet", x: 0, y: 13 },
      shape("title", {}, [capture.label, ...capture.facts].join("\n")),
      fittedText([capture.label, ...capture.facts.slice(0, 1)].join(" · "), labels),
    ),
    moved(labels, 2, ...captureShapes(capture, scale, captureHeight - 4)),
  );
}

function laneRow(
  { captures, columns, marks }: Timeline,
  lane: TimelineLane,
  y: number,
  { scale, isOdd }: { readonly scale: TimeScale; readonly isOdd: boolean },
): Shape {
  const own = lane.captures.flatMap((place) => captures[place] ?? []);
  const room = { columns, width: scale.width, height: laneHeight - 6 };
  return moved(
    margin,
    y,
    ...(isOdd
      ? [shape("rect", { class: "band", x: -margin / 2, width: width - margin, height: laneHeight })]
      : []),
    shape(
      "text",
      { class: "strong", x: 0, y: 14 },
      shape("title", {}, [lane.label, ...lane.facts].join("\n")),
      fittedText(lane.label, (labels - 8) / boldShare),
    ),
    shape("text", { class: "small quiet", x: 0, y: 28 }, fittedText(lane.facts.join(" · "), labels - 8)),
    moved(
      labels,
      3,
      ...noEvidence(own, scale, room.height),
      ...beatShapes(lane.beats, "beats", room),
      ...(lane.deeds ? beatShapes(lane.deeds, "deeds", room) : []),
      ...own.flatMap(({ lost }) => lostShapes(lost, scale, room.height)),
      ...markShapes(
        marks.filter(({ lanes }) => lanes.includes(lane.id)),
        scale,
        room.height,
      ),
    ),
  );
}

/** Signs of a legend, each with how wide it and its words are. */
const signs: readonly { readonly words: string; readonly room: number; readonly sign: readonly Shape[] }[] = [
  {
    words: "rows (taller: more of them)",
    room: 210,
    sign: [
      shape("path", { class: "beats few", d: "M0 4h2v8h-2z" }),
      shape("path", { class: "beats many", d: "M6 1h2v14h-2z" }),
    ],
  },
  {
    words: "cited by a finding",
    room: 150,
    sign: [shape("path", { class: "finding", d: "M6 3l5 5l-5 5l-5 -5z" })],
  },
  {
    words: "no evidence here",
    room: 150,
    sign: [shape("path", { class: "none", d: "M0 14L12 2M0 8L6 2M6 14L12 8" })],
  },
  {
    words: "evidence was lost",
    room: 150,
    sign: [shape("path", { class: "lost", d: "M4 1l4 3.5l-4 3.5l4 3.5l-4 3.5" })],
  },
];

function legend(y: number, zone: string): Shape {
  let x = margin;
  const parts = signs.flatMap(({ words, room, sign }) => {
    const at = x;
    x += room;
    return [moved(at, y - 12, ...sign), shape("text", { class: "small quiet", x: at + 18, y }, words)];
  });
  const utc = shape(
    "text",
    { class: "small quiet end", x: width - margin, y },
    `Times ${zone.replace(/^UTC/u, "in UTC")}`,
  );
  return shape("g", {}, ...parts, utc);
}

/** Shapes at a place of the picture. */
export function moved(x: number, y: number, ...shapes: readonly Shape[]): Shape {
  return shape("g", { transform: `translate(${placed(x)} ${placed(y)})` }, ...shapes);
}
