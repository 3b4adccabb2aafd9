import { addressScope, isOutside } from "../core/address.ts";
import type { Beacon } from "../core/caseView.ts";
import type { Citation, Confidence, Finding, FindingSeverity } from "../core/finding.ts";
import { techniques } from "./attack.ts";
import { listedScore } from "./beacon.ts";
import type { CaseFacts, Detector } from "./detector.ts";

export const beaconDetector: Detector = {
  id: "beacon",
  title: "Regular call home",
  question: "Does one host contact one remote endpoint at even intervals?",
  *examine(facts) {
    for (const beacon of facts.beacons) {
      if (beacon.score === undefined || beacon.score < listedScore || beacon.period === undefined) continue;
      yield findingOf(beacon, facts);
    }
  },
};

function findingOf(beacon: Beacon, facts: CaseFacts): Finding {
  const { source, destination, port, transport, count, period = 0, jitter = 0 } = beacon;
  const endpoint = `${destination}${port === undefined ? "" : ` port ${port}`}${transport === undefined ? "" : `/${transport}`}`;
  return {
    id: `beacon ${source} ${beacon.remote}`,
    rule: "beacon",
    severity: severityOf(beacon),
    confidence: confidenceOf(beacon),
    summary: `${source} contacted ${endpoint} ${count} times, about every ${seconds(period)} s (± ${seconds(jitter)} s)${processText(beacon, facts)}.`,
    reason: reasonOf(beacon),
    technique: port === 443 || port === 80 ? techniques.applicationLayer : techniques.nonStandardPort,
    unless:
      beacon.usual === undefined
        ? "The program that sends is known and meant to ask this often."
        : `It is ${beacon.usual}.`,
    evidence: evidenceOf(beacon, facts),
  };
}

/** Regular is not malicious: what is usual on a port, or stays inside, weighs less. */
function severityOf(beacon: Beacon): FindingSeverity {
  if (beacon.usual !== undefined) return "information";
  return isOutside(addressScope(beacon.destination)) ? "medium" : "low";
}

function confidenceOf({ chance }: Beacon): Confidence {
  if (chance === undefined) return "low";
  return chance < 0.001 ? "high" : chance < 0.05 ? "medium" : "low";
}

function reasonOf({ chance, pairsTested, usual }: Beacon): string {
  const odds = chance === undefined ? "not known" : chance < 1e-6 ? "below 0.000001" : chance.toPrecision(2);
  const known = usual === undefined ? "" : `; ${usual} is periodic by nature`;
  return `the chance that a random client looks this regular is ${odds}, ${pairsTested} pairs having been tested${known}`;
}

function processText(beacon: Beacon, facts: CaseFacts): string {
  const process = facts.processes.find(({ id }) => id === beacon.process);
  return process
    ? `; the sender is PID ${process.pid}${process.name === undefined ? "" : ` (${process.name})`}`
    : "";
}

/** The first and the last beat, then the lines that lead to the process. */
function evidenceOf(beacon: Beacon, facts: CaseFacts): readonly [Citation, ...Citation[]] {
  const joins = facts.joins.filter(({ process }) => process !== undefined && process === beacon.process);
  const leading = joins.slice(0, 3).map(({ right }) => right);
  return [beacon.first, beacon.last, ...leading];
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value * 10) / 10);
}
