import type { Beacon, LineReference, ProcessInstance } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import { wallText } from "../../core/instant.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import type { Steps } from "../../core/steps.ts";
import { findingPicture } from "../../pictures/findingPicture.ts";
import { intervalPicture } from "../../pictures/intervalPicture.ts";
import { processTreePicture } from "../../pictures/processTreePicture.ts";
import { type Picture, retold } from "../../pictures/shape.ts";
import { svgText } from "../../pictures/svgText.ts";
import { timelinePicture } from "../../pictures/timelinePicture.ts";
import type { TimeSpan } from "../../pictures/timeScale.ts";
import { zoneWords } from "../../pictures/zoneWords.ts";
import { defang } from "../defang.ts";
import { visibleText } from "../escape.ts";
import { sha1 } from "../exports/sha1.ts";
import { plural } from "../sections/table.ts";
import { beaconIntervals } from "./beaconIntervals.ts";
import type { CaseTimeline, LinedCase } from "./caseTimeline.ts";
import { findingGraph } from "./findingGraph.ts";
import { labelOf, processTree } from "./processTree.ts";
import type { LaneKind } from "./timelineSources.ts";

/** A picture with the lines that it was drawn from. */
export interface DrawnPicture {
  /** The same for the same subject. */
  readonly name: string;
  readonly picture: Picture;
  readonly cites: readonly LineReference[];
}

const mostCited = 10;

export function beaconPicture(of: LinedCase, beacon: Beacon): DrawnPicture | undefined {
  const intervals = beaconIntervals(of, beacon);
  if (!intervals) return undefined;
  const name = nameOf("intervals", `${beacon.source} ${beacon.remote}`);
  return { name, picture: intervalPicture(intervals), cites: [beacon.first, beacon.last] };
}

export function treePicture({ view }: LinedCase, process: ProcessInstance): DrawnPicture {
  const title = `Process tree of ${labelOf(process)}`;
  const host = process.host.name === undefined ? "an unknown host" : visibleText(process.host.name);
  const description = `Who started ${labelOf(process)} on ${host}, and what it started.`;
  return {
    name: nameOf("processes", process.id),
    picture: processTreePicture(processTree(view, process), title, description),
    cites: process.evidence.slice(0, mostCited),
  };
}

export function graphPicture(of: LinedCase, finding: Finding): DrawnPicture | undefined {
  const graph = findingGraph(of, finding);
  if (!graph) return undefined;
  const summary = visibleText(finding.summary);
  return {
    name: nameOf("finding", finding.id),
    picture: findingPicture(graph, summary, `Hosts, processes and far ends of this finding: ${summary}`),
    cites: finding.evidence.slice(0, mostCited),
  };
}

/** Which part of a timeline. */
export interface TimelinePart extends TimeSpan {
  readonly lanes: LaneKind;
  readonly first: number;
  readonly count: number;
}

const pictureColumns = 340;
const mostDrawn = 40;
const mostCaptures = 12;

export function* timelinePartPicture(timeline: CaseTimeline, part: TimelinePart): Steps<DrawnPicture> {
  const { lanes: kind, first, from, to } = part;
  const span = { from, to, columns: pictureColumns };
  const count = Math.min(mostDrawn, part.count);
  const lanes = yield* timeline.lanes(kind, { first, count }, span);
  const laneCount = yield* timeline.laneCount(kind);
  const zone = zoneWords(timeline.captures.map(({ drawn }) => drawn));
  const between = `${timeWords(from)} to ${timeWords(to)} (${zone})`;
  const description = `${plural(lanes.length, "lane")} of ${kind === "remote" ? "remote endpoints" : "processes"} and ${plural(timeline.captures.length, "capture")} from ${between}.`;
  const marks = timeline.marks.filter(({ lanes: of }) => lanes.some(({ id }) => of.includes(id)));
  const captures = timeline.captures.map(({ drawn }) => drawn);
  const drawn = {
    ...span,
    // Lanes name captures by their places, so all are handed on; those that are drawn are the first.
    captures,
    lanes,
    laneCount: Math.max(0, laneCount - first),
    marks,
  };
  const title = `Timeline by ${kind === "remote" ? "remote endpoint" : "process"}`;
  return {
    name: nameOf("timeline", `${kind} ${wallText(from, 0)} ${wallText(to, 0)} ${first} ${count}`),
    picture: timelinePicture(drawn, { title, description, mostCaptures }),
    cites: citedBy(
      timeline,
      marks.map(({ finding }) => finding),
    ),
  };
}

function citedBy(timeline: CaseTimeline, findings: readonly string[]): readonly LineReference[] {
  const asked = new Set(findings);
  return timeline.findings
    .flatMap(({ id, evidence }) => (asked.has(id) ? evidence.slice(0, 1) : []))
    .slice(0, mostCited);
}

function timeWords(micros: number): string {
  return wallText(micros, 0).replace("T", " ");
}

/** A picture as a file beside findings: like all of them, it names nothing that a click could lead to. */
export function pictureFile({ picture }: DrawnPicture): string {
  return svgText(retold(picture, defang));
}

const longestSlug = 60;

/** `intervals-192-0-2-1-203-0-113-77-443-tcp-1f0c2a9b.svg`: readable, and of one subject only. */
function nameOf(kind: string, subject: string): string {
  const slug = subject
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, longestSlug)
    .replace(/^-|-$/gu, "");
  return `${kind}-${slug}-${sha1Hex(subject).slice(0, 8)}.svg`;
}

function sha1Hex(text: string): string {
  const bytes = new LineBytes();
  bytes.set(text);
  const digest = sha1(bytes.bytes.slice(0, bytes.length));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
