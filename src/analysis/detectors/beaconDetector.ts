import { addressScope, isOutside } from "../../core/address.ts";
import type { Beacon, LineReference, ProcessInstance } from "../../core/caseView.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { listedScore } from "../beacons/beacon.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { CaseFacts, Detector } from "./detector.ts";

export const beaconDetector: Detector = {
  id: "beacon",
  title: "Regular call home",
  question: "Does one host contact one remote endpoint at even intervals?",
  *examine(facts) {
    const listed = facts.beacons.filter(
      ({ score = 0, period }) => listedScore <= score && period !== undefined,
    );
    const processes = new Map(facts.processes.map((process) => [process.id, process]));
    for (const [id, seen] of grouped(listed, ({ source, remote }) => `beacon ${source} ${remote}`)) {
      const senders = new Set(seen.map(({ process }) => process && processes.get(process)));
      senders.delete(undefined);
      yield findingOf(id, seen as [Beacon, ...Beacon[]], [...senders] as ProcessInstance[], facts);
    }
  },
};

/** One finding for one rhythm, however many captures show it: the most telling of them speaks. */
function findingOf(
  id: string,
  seen: readonly [Beacon, ...Beacon[]],
  senders: readonly ProcessInstance[],
  facts: CaseFacts,
): Finding {
  const beacon = seen.reduce((best, other) => ((other.chance ?? 1) < (best.chance ?? 1) ? other : best));
  const { source, destination, port, transport, count, period = 0, jitter = 0, usual } = beacon;
  const endpoint = `${destination}${port === undefined ? "" : ` port ${port}`}${transport === undefined ? "" : `/${transport}`}`;
  const [sender] = senders;
  const host =
    sender?.host.name === undefined || sender.host.name === source
      ? source
      : `${sender.host.name} (${source})`;
  const name = sender?.name === undefined ? "" : ` (${sender.name})`;
  return {
    id,
    rule: "beacon",
    severity: severityOf(beacon),
    confidence: confidenceOf(beacon),
    summary: `${host} contacted ${endpoint} ${count} times, about every ${seconds(period)} s (± ${seconds(jitter)} s)${sender ? `; the sender is PID ${sender.pid}${name}` : ""}.`,
    reason: reasonOf(beacon, seen.length),
    ...(usual === undefined ? { technique: techniqueOf(port) } : {}),
    unless:
      usual === undefined
        ? "The program that sends is known and meant to ask this often."
        : `It is ${usual}.`,
    evidence: evidenceOf(seen, senders, facts),
  };
}

function techniqueOf(port: number | undefined) {
  return port === 443 || port === 80 ? techniques.applicationLayer : techniques.nonStandardPort;
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

function reasonOf({ chance, pairsTested, usual }: Beacon, captures: number): string {
  const odds = chance === undefined ? "not known" : chance < 1e-6 ? "below 0.000001" : chance.toPrecision(2);
  const tested =
    pairsTested === 1 ? "one pair having been tested" : `${pairsTested} pairs having been tested`;
  const seen = captures === 1 ? "" : `; ${captures} captures show the same rhythm`;
  const known = usual === undefined ? "" : `; ${usual} is periodic by nature`;
  return `the chance that a random client looks this regular is ${odds}, ${tested}${seen}${known}`;
}

/** The first and the last beat of each capture, then the lines that lead to the process. */
function evidenceOf(
  seen: readonly [Beacon, ...Beacon[]],
  senders: readonly ProcessInstance[],
  facts: CaseFacts,
): Finding["evidence"] {
  const beats = seen.flatMap(({ first, last }) => [first, last]);
  const isBeat = ({ uri, line }: LineReference) =>
    beats.some((beat) => beat.uri === uri && beat.line === line);
  const leading = facts.joins.filter(({ left }) => isBeat(left)).map(({ right }) => right);
  const naming = senders.flatMap(({ evidence }) => evidence.slice(0, 2));
  const [first, ...others] = beats as [LineReference, ...LineReference[]];
  return citations(first, [...others, ...leading, ...naming]);
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value * 10) / 10);
}
