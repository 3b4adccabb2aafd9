import type { Beacon } from "../../core/caseView.ts";
import type { Steps } from "../../core/steps.ts";
import type { PictureChoice, SubjectPicture } from "../../protocol/timeline.ts";
import {
  beaconPicture,
  type DrawnPicture,
  graphPicture,
  timelinePartPicture,
  treePicture,
} from "../../report/pictures/casePicture.ts";
import { AskedLines } from "../../report/pictures/findingMarks.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { processOnLine } from "../processes/processOnLine.ts";
import { indexOf } from "../trees/caseIndex.ts";
import { processOfId } from "../trees/processSteps.ts";
import { pathOfId } from "../trees/treeRow.ts";
import { timelineOf } from "./snapshotTimeline.ts";

type Subject = Pick<Extract<PictureChoice, { readonly kind: SubjectPicture }>, "row" | "place">;

/** The picture that is asked for; undefined where what it is to show is not in the case. */
export function* chosenPicture(
  snapshot: CaseSnapshot,
  choice: PictureChoice,
): Steps<DrawnPicture | undefined> {
  if (choice.kind === "timeline") return yield* timelinePartPicture(timelineOf(snapshot), choice);
  return subjects[choice.kind](snapshot, choice);
}

const subjects: {
  readonly [Kind in SubjectPicture]: (snapshot: CaseSnapshot, subject: Subject) => DrawnPicture | undefined;
} = {
  intervals: (snapshot, subject) => {
    const beacon = beaconOf(snapshot, subject);
    return beacon && beaconPicture(snapshot, beacon);
  },
  processTree: (snapshot, { row, place }) => {
    const process =
      row === undefined
        ? place && processOnLine(snapshot.lines, place)?.instance
        : indexOf(snapshot).process(processOfId(row) ?? "");
    return process && treePicture(snapshot, process);
  },
  finding: (snapshot, { row }) => {
    const [id] = pathOfId(row) ?? [];
    const finding = snapshot.view.findings.find((one) => one.id === id);
    return finding && graphPicture(snapshot, finding);
  },
};

/**
 * The most regular series of an address, an endpoint, a series itself (`beacon 2`), a finding, or of the endpoint that
 * a line is about.
 */
function beaconOf(snapshot: CaseSnapshot, { row, place }: Subject): Beacon | undefined {
  const index = indexOf(snapshot);
  const remoteOnLine = place && new AskedLines(snapshot.lines).at(place)?.lanes[0];
  const path = pathOfId(row) ?? [];
  const named = [remoteOnLine, ...path].flatMap((step) => index.remote(step ?? "") ?? []);
  const remotes = 0 < named.length ? named : (index.byAddress.get(path[0] ?? "") ?? []);
  const beacons = remotes.flatMap((remote) => index.beaconsOf(remote));
  const number = /^beacon (\d+)$/u.exec(path.at(-1) ?? "")?.[1];
  if (number !== undefined) return beacons[Number(number)];
  const best = [...beacons].sort((a, b) => (b.score ?? 0) - (a.score ?? 0))[0];
  return best ?? snapshot.view.beacons.find(({ source, remote }) => path[0] === `beacon ${source} ${remote}`);
}
