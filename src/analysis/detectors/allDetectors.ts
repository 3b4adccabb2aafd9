import type { Finding } from "../../core/finding.ts";
import { autostartDetector } from "./autostartDetector.ts";
import { beaconDetector } from "./beaconDetector.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { droppedDetector } from "./droppedDetector.ts";
import { explorerDetector } from "./explorerDetector.ts";
import { gapDetector } from "./gapDetector.ts";
import { graver } from "./gravity.ts";
import { listedDetector } from "./listedDetector.ts";
import { masqueradeDetector } from "./masqueradeDetector.ts";
import { moduleDetector } from "./moduleDetector.ts";
import { parentDetector } from "./parentDetector.ts";
import { plantedDetector } from "./plantedDetector.ts";
import { quietDetector } from "./quietDetector.ts";
import { senderDetector } from "./senderDetector.ts";
import { threadDetector } from "./threadDetector.ts";

export const allDetectors: readonly Detector[] = [
  listedDetector,
  beaconDetector,
  explorerDetector,
  quietDetector,
  senderDetector,
  moduleDetector,
  plantedDetector,
  threadDetector,
  masqueradeDetector,
  parentDetector,
  autostartDetector,
  droppedDetector,
  gapDetector,
];

/** What the detectors find, the gravest first; of equals, in the order of their ids. */
export function findingsOf(facts: CaseFacts): readonly Finding[] {
  const findings = allDetectors.flatMap((detector) => [...detector.examine(facts)]);
  return findings.sort((a, b) => graver(a, b) || (a.id < b.id ? -1 : 1));
}
