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
import { elements, IdLists, jsonPieces, quoted, withList } from "./jsonPieces.ts";

/** Names a document as the call did: relative to the case. */
export type PathOf = (uri: string) => string;

/** What a view was narrowed by, and how many of the case's rows were left. */
export interface Narrowed {
  readonly text: string;
  /** How its times are understood. */
  readonly times: string | undefined;
  readonly matching: number;
  readonly rows: number;
}

/**
 * The case as JSON with ECS names, in pieces: the contract of `incident-notes triage --json`. Lines count from 1.
 * A large log has half a million ids in its lists, and as text takes more memory than its rows.
 */
export function triageJson(view: CaseView, pathOf: PathOf, narrowed?: Narrowed): Iterable<string> {
  const place = ({ uri, line }: LineReference) => ({ capture: pathOf(uri), line: line + 1 });
  const processById = new Map(view.processes.map((process) => [process.id, process]));
  const processOf = (id: string | undefined) => (id === undefined ? undefined : processById.get(id));
  const processIds = new IdLists(processById.keys());
  const remoteIds = new IdLists(view.remotes.map(({ id }) => id));
  const facts = narrowed
    ? present({
        where: narrowed.text,
        "where.matching": narrowed.matching,
        "where.rows": narrowed.rows,
        "where.times": narrowed.times,
      })
    : {};
  return jsonPieces(facts, {
    captures: elements(view.captures, (capture) => JSON.stringify(captureJson(capture, pathOf))),
    processes: elements(view.processes, (process) =>
      withList(processJson(process, place), "remotes", remoteIds.text(process.remotes)),
    ),
    remotes: elements(view.remotes, (remote) => remoteText(remote, processIds.text(remote.processes))),
    joins: elements(view.joins, (join) => JSON.stringify(joinJson(join, processOf(join.process), place))),
    beacons: elements(view.beacons, (beacon) =>
      JSON.stringify(beaconJson(beacon, processOf(beacon.process), place)),
    ),
    findings: elements(view.findings, (finding) => JSON.stringify(findingJson(finding, place))),
  });
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

/** Keys that are undefined are no keys of the text. */
function processJson(process: ProcessInstance, place: Place) {
  return {
    id: process.id,
    "host.name": process.host.name,
    "process.pid": process.pid,
    "process.name": process.name,
    "process.executable": process.executable,
    connections: process.connections,
    assumed: process.assumes,
    evidence: process.evidence.map(place),
  };
}

/** The far end: outbound rows' destination; inbound rows' source, with the local port it knocked at. */
function remoteText(remote: RemoteEndpoint, processes: string): string {
  // Word by word: a large log has tens of thousands, and an object for each would cost most of the time.
  const address = remote.direction === "inbound" ? "source.ip" : "destination.ip";
  const port = remote.port === undefined ? "" : `,"destination.port":${remote.port}`;
  const transport = remote.transport === undefined ? "" : `,"network.transport":${quoted(remote.transport)}`;
  const assumed = remote.directionAssumed ? ',"assumed":["direction"]' : "";
  const first = remote.first ? `,"first":"${isoText(remote.first)}"` : "";
  const last = remote.last ? `,"last":"${isoText(remote.last)}"` : "";
  return `{"id":${quoted(remote.id)},"${address}":${quoted(remote.address)}${port}${transport},"network.direction":"${remote.direction}"${assumed}${first}${last},"count":${remote.count},"sources":${JSON.stringify(remote.sources)},"processes":${processes}}`;
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
    matching: beacon.matching,
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
