import type { PlacedAddress } from "../core/addressPlace.ts";
import type {
  Beacon,
  CaptureSummary,
  CaseView,
  Join,
  LineReference,
  ListedValue,
  ProcessInstance,
  TimeWindow,
} from "../core/caseView.ts";
import type { Finding } from "../core/finding.ts";
import { isNativeFormat } from "../core/format.ts";
import { isoText } from "../core/instant.ts";
import type { LedgerEntry } from "../core/ledger.ts";
import { present } from "../core/observe.ts";
import type { NextStep } from "../report/nextSteps/nextStep.ts";
import { nextSteps } from "../report/nextSteps/nextSteps.ts";
import type { CaseReading } from "../workspace/case/caseReading.ts";
import type { ViewedCase } from "../workspace/case/loadCase.ts";
import { activityJson, senderJson } from "./activityJson.ts";
import type { JsonBytes, TakeBytes } from "./jsonBytes.ts";
import { remoteJsonOf } from "./kernelRemoteJson.ts";
import type { RemoteJson } from "./remoteJson.ts";

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

/** A case to be written as JSON. */
export interface TriagedCase extends ViewedCase {
  readonly pathOf: PathOf;
  readonly narrowed?: Narrowed;
  /** What was hashed and looked up. */
  readonly ledger?: readonly LedgerEntry[] | undefined;
}

/**
 * Writes the case as JSON with ECS names: the contract of `incident-notes triage --json`. Lines count from 1. It
 * goes out as bytes, some at a time: as one text a large log's would take more memory than its rows.
 */
export function writeTriageJson(
  { view, reading, pathOf, narrowed, ledger }: TriagedCase,
  take: TakeBytes,
): void {
  const place = placeIn(view, pathOf);
  const processById = new Map(view.processes.map((process) => [process.id, process]));
  const processOf = (id: string | undefined) => (id === undefined ? undefined : processById.get(id));
  const json = remoteJsonOf(reading.remotes, take);
  const { out } = json;
  out.raw(factsText(narrowed));
  writeList(out, "captures", view.captures, (capture) =>
    out.raw(JSON.stringify(captureJson(capture, pathOf))),
  );
  writeProcesses(json, view.processes, reading, place);
  out.raw(',"remotes":[');
  json.remotes();
  out.raw("]");
  writeList(out, "joins", view.joins, (join) =>
    out.raw(JSON.stringify(joinJson(join, processOf(join.process), place))),
  );
  writeList(out, "beacons", view.beacons, (beacon) =>
    out.raw(JSON.stringify(beaconJson(beacon, processOf(beacon.process), place))),
  );
  writeList(out, "findings", view.findings, (finding) =>
    out.raw(JSON.stringify(findingJson(finding, place))),
  );
  writeList(out, "senders", view.senders, (sender) =>
    out.raw(JSON.stringify(senderJson(sender, processOf(sender.process), place))),
  );
  writeList(out, "listed", view.listed, (value) => out.raw(JSON.stringify(listedJson(value, place))));
  writeList(out, "places", view.places, (placed) => out.raw(JSON.stringify(placedJson(placed))));
  writeList(out, "next", nextSteps({ view, reading, ledger }), (step) =>
    out.raw(JSON.stringify(stepJson(step, place))),
  );
  const activity = [...activityJson(reading, view, place)];
  writeList(out, "activity", activity, (one) => out.raw(JSON.stringify(one)));
  out.raw("}\n");
  out.flush();
}

/** Lines count from 1, events of a native capture from 0. */
function placeIn(view: CaseView, pathOf: PathOf): Place {
  const native = new Set(view.captures.flatMap(({ uri, format }) => (isNativeFormat(format) ? [uri] : [])));
  return ({ uri, line }) => ({
    capture: pathOf(uri),
    ...(native.has(uri) ? { event: line } : { line: line + 1 }),
  });
}

/** The beginning of the text, with a comma where lists do not come first. */
function factsText(narrowed: Narrowed | undefined): string {
  if (!narrowed) return "{";
  const facts = present({
    where: narrowed.text,
    "where.matching": narrowed.matching,
    "where.rows": narrowed.rows,
    "where.times": narrowed.times,
  });
  return `${JSON.stringify(facts).slice(0, -1)},`;
}

function writeList<T>(out: JsonBytes, name: string, things: readonly T[], write: (thing: T) => void): void {
  out.raw(`${name === "captures" ? "" : ","}"${name}":[`);
  for (const [i, thing] of things.entries()) {
    if (i !== 0) out.raw(",");
    write(thing);
  }
  out.raw("]");
}

function writeProcesses(
  json: RemoteJson,
  processes: readonly ProcessInstance[],
  { remotes, processes: { instances } }: CaseReading,
  place: Place,
): void {
  const { out } = json;
  // A narrowed case has some of the processes, in the same order.
  let number = -1;
  writeList(out, "processes", processes, (process) => {
    do number++;
    while (instances[number]!.id !== process.id);
    out.raw(`${JSON.stringify(processJson(process, place)).slice(0, -1)},"remotes":`);
    json.ids(remotes.placesOfProcess(number));
    out.raw("}");
  });
}

type Place = (reference: LineReference) => object;

function listedJson({ value, lists, remotes, processes, evidence }: ListedValue, place: Place) {
  return {
    value,
    lists: lists.map(({ title, purpose, version, indicator: { value: indicator, note, date } }) =>
      present({ title, purpose, version, indicator, note, date }),
    ),
    remotes,
    processes,
    evidence: evidence.map(place),
  };
}

/** What databases say of a far end outside, each for itself: they may disagree. */
function placedJson({ address, places }: PlacedAddress) {
  return {
    address,
    places: places.map(({ database, country, countryName, asn, organization }) =>
      present({
        "geo.country_iso_code": country,
        "geo.country_name": countryName,
        "as.number": asn,
        "as.organization.name": organization,
        database: database.title,
        built: database.built,
      }),
    ),
  };
}

/** What to run next, and where. */
function stepJson({ id, kind, question, host, commands, answer, formats, openBy }: NextStep, place: Place) {
  return present({
    id,
    kind,
    question,
    "host.name": host,
    commands: commands.map(({ shell, text }) => ({ shell, command: text })),
    answer,
    formats,
    evidence: openBy.map(place),
  });
}

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
    "process.command_line": process.commandLine,
    "process.start": process.start && isoText(process.start),
    "user.name": process.user,
    "process.parent.pid": process.parentPid,
    parent: process.parent,
    "possible.parents": process.possibleParents,
    ...fileJson(process),
    connections: process.connections,
    assumed: process.assumes,
    evidence: process.evidence.map(place),
  };
}

/** The first of what captures print of the executable. */
function fileJson({ files }: ProcessInstance) {
  const { md5, sha1, sha256, signature, signer } = files?.[0] ?? {};
  return {
    "process.hash.md5": md5,
    "process.hash.sha1": sha1,
    "process.hash.sha256": sha256,
    "process.code_signature.status": signature,
    "process.code_signature.subject_name": signer,
  };
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
    beats: beacon.beats,
    "beats.on": beacon.onBeat,
    "beats.missed": beacon.missed,
    next: beacon.next && isoText(beacon.next),
    window: beacon.window && windowJson(beacon.window),
    rita: beacon.rita,
    "rita.of": beacon.ritaOf,
    "host.up": beacon.hostUp && windowJson(beacon.hostUp),
    "rita.host.up": beacon.hostUp?.rita,
    chance: beacon.chance,
    "pairs.tested": beacon.pairsTested,
    usual: beacon.usual,
    "process.pid": process?.pid,
    "process.name": process?.name,
    first: place(beacon.first),
    last: place(beacon.last),
  });
}

function windowJson({ first, last }: TimeWindow) {
  return { first: isoText(first), last: isoText(last) };
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
