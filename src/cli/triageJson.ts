import type {
  Beacon,
  CaptureSummary,
  CaseView,
  Join,
  LineReference,
  ProcessInstance,
  RemoteEndpoint,
} from "../core/caseView.ts";
import type { Finding } from "../core/finding.ts";
import { isoText } from "../core/instant.ts";
import { present } from "../core/observe.ts";

/** Names a document as the call did: relative to the case. */
export type PathOf = (uri: string) => string;

/** The case as JSON with ECS names: the contract of `incident-notes triage --json`. Lines count from 1. */
export function triageJson(view: CaseView, pathOf: PathOf): object {
  const place = ({ uri, line }: LineReference) => ({ capture: pathOf(uri), line: line + 1 });
  const processById = new Map(view.processes.map((process) => [process.id, process]));
  const processOf = (id: string | undefined) => (id === undefined ? undefined : processById.get(id));
  return {
    captures: view.captures.map((capture) => captureJson(capture, pathOf)),
    processes: view.processes.map((process) => ({
      id: process.id,
      ...processJson(process),
      connections: process.connections,
      remotes: process.remotes,
      assumed: process.assumes,
      evidence: process.evidence.map(place),
    })),
    remotes: view.remotes.map((remote) => ({
      id: remote.id,
      ...endpointJson(remote),
      ...present({
        assumed: remote.directionAssumed ? ["direction"] : undefined,
        first: remote.first && isoText(remote.first),
        last: remote.last && isoText(remote.last),
      }),
      count: remote.count,
      sources: remote.sources,
      processes: remote.processes,
    })),
    joins: view.joins.map((join) => joinJson(join, processOf(join.process), place)),
    beacons: view.beacons.map((beacon) => beaconJson(beacon, processOf(beacon.process), place)),
    findings: view.findings.map((finding) => findingJson(finding, place)),
  };
}

type Place = (reference: LineReference) => { readonly capture: string; readonly line: number };

function captureJson(capture: CaptureSummary, pathOf: PathOf) {
  return present({
    capture: pathOf(capture.uri),
    line: capture.firstLine + 1,
    format: capture.format,
    title: capture.title,
    rows: capture.rows,
    issues: capture.issues,
    gaps: capture.gaps,
    "host.name": capture.host.name,
    "host.how": capture.host.how,
    first: capture.first && isoText(capture.first),
    last: capture.last && isoText(capture.last),
    assumed: capture.first?.assumed,
    encoding: capture.encoding,
    "file.hash.sha256": capture.sha256,
  });
}

function processJson(process: ProcessInstance) {
  return present({
    "host.name": process.host.name,
    "process.pid": process.pid,
    "process.name": process.name,
    "process.executable": process.executable,
  });
}

/** The far end: outbound rows' destination; inbound rows' source, with the local port it knocked at. */
function endpointJson(remote: RemoteEndpoint) {
  return present({
    [remote.direction === "inbound" ? "source.ip" : "destination.ip"]: remote.address,
    "destination.port": remote.port,
    "network.transport": remote.transport,
    "network.direction": remote.direction,
  });
}

function joinJson(join: Join, process: ProcessInstance | undefined, place: Place) {
  return present({
    kind: join.kind,
    left: place(join.left),
    right: place(join.right),
    matched: join.matched,
    confidence: join.confidence,
    reason: join.reason,
    count: join.count,
    "host.name": process?.host.name,
    "process.pid": process?.pid,
    "process.name": process?.name,
  });
}

function beaconJson(beacon: Beacon, process: ProcessInstance | undefined, place: Place) {
  return present({
    "source.ip": beacon.source,
    "destination.ip": beacon.destination,
    "destination.port": beacon.port,
    "network.transport": beacon.transport,
    count: beacon.count,
    period: beacon.period,
    jitter: beacon.jitter,
    score: beacon.score,
    rita: beacon.rita,
    chance: beacon.chance,
    "pairs.tested": beacon.pairsTested,
    usual: beacon.usual,
    "process.pid": process?.pid,
    "process.name": process?.name,
    first: place(beacon.first),
    last: place(beacon.last),
  });
}

function findingJson(finding: Finding, place: Place) {
  return present({
    id: finding.id,
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    summary: finding.summary,
    reason: finding.reason,
    technique: finding.technique,
    unless: finding.unless,
    evidence: finding.evidence.map(place),
  });
}
