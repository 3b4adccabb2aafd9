import type { Finding } from "../../core/finding.ts";
import { autostartDetector } from "./autostartDetector.ts";
import { beaconDetector } from "./beaconDetector.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { droppedDetector } from "./droppedDetector.ts";
import { emptyFileDetector } from "./emptyFileDetector.ts";
import { explorerDetector } from "./explorerDetector.ts";
import { gapDetector } from "./gapDetector.ts";
import { graverAndSurer } from "./gravity.ts";
import { listedDetector } from "./listedDetector.ts";
import { masqueradeDetector } from "./masqueradeDetector.ts";
import { moduleDetector } from "./moduleDetector.ts";
import { parentDetector } from "./parentDetector.ts";
import { placeDetector } from "./placeDetector.ts";
import { plantedDetector } from "./plantedDetector.ts";
import { portDetector } from "./portDetector.ts";
import { quietDetector } from "./quietDetector.ts";
import { senderDetector } from "./senderDetector.ts";
import { sideloadDetector } from "./sideloadDetector.ts";
import { threadDetector } from "./threadDetector.ts";
import { twinDetector } from "./twinDetector.ts";

/** In the order in which they answer what is asked first: who sends, how it came there, what else is odd. */
export const allDetectors: readonly Detector[] = [
  listedDetector,
  explorerDetector,
  senderDetector,
  plantedDetector,
  threadDetector,
  sideloadDetector,
  moduleDetector,
  masqueradeDetector,
  parentDetector,
  twinDetector,
  quietDetector,
  placeDetector,
  droppedDetector,
  autostartDetector,
  beaconDetector,
  portDetector,
  emptyFileDetector,
  gapDetector,
];

/** What the detectors find, the gravest first; of equals, the surest, then in the order of the detectors. */
export function findingsOf(facts: CaseFacts): readonly Finding[] {
  return allDetectors.flatMap((detector) => [...detector.examine(facts)]).sort(graverAndSurer);
}
