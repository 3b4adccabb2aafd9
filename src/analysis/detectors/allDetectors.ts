import type { Finding, FindingSeverity } from "../../core/finding.ts";
import { beaconDetector } from "./beaconDetector.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { explorerDetector } from "./explorerDetector.ts";
import { gapDetector } from "./gapDetector.ts";

export const allDetectors: readonly Detector[] = [beaconDetector, explorerDetector, gapDetector];

/** From the gravest to the mildest. */
export const severityOrder: readonly FindingSeverity[] = ["critical", "high", "medium", "low", "information"];

/** What the detectors find, the gravest first; of equals, in the order of their ids. */
export function findingsOf(facts: CaseFacts): readonly Finding[] {
  const findings = allDetectors.flatMap((detector) => [...detector.examine(facts)]);
  const rank = ({ severity }: Finding) => severityOrder.indexOf(severity);
  return findings.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}
