import type { CaseView } from "../../core/caseView.ts";
import type { Finding, FindingSeverity } from "../../core/finding.ts";
import { inOneGo } from "../../core/steps.ts";
import {
  beaconPicture,
  type DrawnPicture,
  graphPicture,
  timelinePartPicture,
  treePicture,
} from "./casePicture.ts";
import { CaseTimeline, type LinedCase } from "./caseTimeline.ts";

const mostFindings = 12;
const mostTrees = 6;
const timelineLanes = 25;
const severities: readonly FindingSeverity[] = ["critical", "high", "medium", "low"];

/** What a report shows: the whole case on one axis, then of each grave finding what ties it together, and its rhythm. */
export function* reportPictures(of: LinedCase): Generator<DrawnPicture> {
  const { view } = of;
  const timeline = new CaseTimeline(of);
  if (timeline.span)
    yield inOneGo(
      timelinePartPicture(timeline, { ...timeline.span, lanes: "remote", first: 0, count: timelineLanes }),
    );
  const grave = gravest(view);
  for (const finding of grave) {
    const graph = graphPicture(of, finding);
    if (graph) yield graph;
    const beacon = view.beacons.find(({ source, remote }) => finding.id === `beacon ${source} ${remote}`);
    const intervals = beacon && beaconPicture(of, beacon);
    if (intervals) yield intervals;
  }
  const cited = new Set(grave.flatMap(({ evidence }) => evidence.map(({ uri, line }) => `${uri}#${line}`)));
  const named = view.processes.filter(
    ({ parent, evidence }) =>
      parent !== undefined && evidence.some(({ uri, line }) => cited.has(`${uri}#${line}`)),
  );
  for (const process of named.slice(0, mostTrees)) yield treePicture(of, process);
}

function gravest({ findings }: CaseView): readonly Finding[] {
  return severities
    .flatMap((severity) => findings.filter((finding) => finding.severity === severity))
    .slice(0, mostFindings);
}
