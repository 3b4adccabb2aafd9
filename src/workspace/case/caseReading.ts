import type { Beacon, CaptureSummary, CaseView } from "../../core/caseView.ts";
import { inOneGo, type Steps } from "../../core/steps.ts";
import { isMonitored } from "../captures/conversations.ts";
import { numberRows } from "../captures/rowNumbers.ts";
import { rowCount, type ScannedCapture, type ScannedFile } from "../captures/scannedFile.ts";
import { timeSpan } from "../captures/timeSpan.ts";
import { EventIndex } from "../joins/eventIndex.ts";
import type { FlowEventJoin } from "../joins/flowEventJoins.ts";
import type { FlowSocketJoin } from "../joins/flowSocketJoins.ts";
import { joinFlowsWithSockets } from "../joins/flowSocketJoins.ts";
import { attributeHosts, type CaptureHost, type HostsOfAddresses, hostsOfAddresses } from "../joins/hosts.ts";
import { joinLogsWithEvents } from "../joins/logEventJoins.ts";
import { withParents } from "../joins/parents.ts";
import { PrintedFiles } from "../joins/printedFiles.ts";
import { type InstanceSightings, processInstances } from "../joins/processInstances.ts";
import { ProcessNumbers } from "../joins/processNumbers.ts";
import { type CaptureSightings, sightingsOf } from "../joins/processSightings.ts";
import { joinSocketsWithEvents, livesOfSockets, type SocketEventJoin } from "../joins/socketEventJoins.ts";
import { joinWithProcessLists, type ProcessNameJoin } from "../joins/socketProcessJoins.ts";
import { type Socket, socketsOf } from "../joins/sockets.ts";
import { beaconsOf } from "./beacons.ts";
import { deedsOf } from "./caseDeeds.ts";
import { flowEventJoinView, flowJoinView, nameJoinViews, socketEventJoinView } from "./joinViews.ts";
import { type GatheredRemotes, remoteEndpoints } from "./remotes.ts";

/** A case as read: the plain view of it, and what answers questions about single lines. */
export interface CaseReading {
  readonly view: Omit<CaseView, "findings" | "listed" | "places">;
  readonly files: readonly ScannedFile[];
  readonly captures: readonly ScannedCapture[];
  readonly hosts: ReadonlyMap<string, CaptureHost>;
  readonly sockets: readonly Socket[];
  readonly flowJoins: readonly FlowSocketJoin[];
  readonly nameJoins: readonly ProcessNameJoin[];
  readonly flowEventJoins: readonly FlowEventJoin[];
  readonly socketEventJoins: readonly SocketEventJoin[];
  /** The conversations of monitors' captures. */
  readonly indexes: readonly EventIndex[];
  readonly addresses: HostsOfAddresses;
  readonly instances: readonly InstanceSightings[];
  /** Which process instance the rows of a capture speak of. */
  readonly processes: ProcessNumbers;
  /** The remotes of the view, and what lists of them are made of. */
  readonly remotes: GatheredRemotes;
}

/** The reading of a case without evidence. */
export const emptyReading: CaseReading = inOneGo(readCase([], (format) => format));

/** Joins what the files of a case say. The same files give the same reading, in whatever order they come. */
export function* readCase(
  unordered: readonly ScannedFile[],
  titleOf: (format: string) => string,
): Steps<CaseReading> {
  const files = [...unordered].sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1));
  const captures = files.flatMap((file) => file.captures);
  for (const capture of captures) yield* numberRows(capture);
  const hosts = attributeHosts(files);
  const hostOf = (capture: ScannedCapture) => hosts.get(capture.id)!;
  yield;
  const addresses = hostsOfAddresses(hosts.values());
  const sockets = captures.flatMap((capture) => socketsOf(capture, hostOf(capture).host));
  const indexes: EventIndex[] = [];
  for (const capture of captures) {
    if (isMonitored(capture) && 0 < capture.columns.count)
      indexes.push(new EventIndex(capture, hostOf(capture)));
    yield;
  }
  const shown = livesOfSockets(sockets, indexes);
  const sightingsByCapture = new Map<string, CaptureSightings>();
  for (const capture of captures) {
    sightingsByCapture.set(capture.id, sightingsOf(capture, hostOf(capture), addresses, shown));
    yield;
  }
  const sightings = [...sightingsByCapture.values()].flatMap((of) => of.sightings);
  const printed = new PrintedFiles(captures, hostOf);
  const instances = printed.withFiles(withParents(processInstances(sightings)));
  const logs = captures.filter(({ family }) => family === "fwlog");
  yield;
  const flowJoins = joinFlowsWithSockets(logs, sockets, hosts);
  yield;
  const nameJoins = joinWithProcessLists(sightings);
  const processes = new ProcessNumbers(instances, sightingsByCapture);
  const flowEventJoins = yield* joinLogsWithEvents(logs, indexes, addresses, processes, (log, { ofRow }) => {
    if (ofRow) processes.learnRows(log, ofRow);
  });
  const socketEventJoins = joinSocketsWithEvents(sockets, indexes);
  processes.learn(flowJoins);
  const remotes = yield* remoteEndpoints(captures, processes);
  const beacons = yield* allBeacons(captures, processes);
  const processOfSocket = ({ capture, row }: Socket) => processes.ofRow(capture, row);
  const told = deedsOf(captures, processes, (capture, path) => printed.of(hostOf(capture).host.key, path));
  return {
    view: {
      captures: files.flatMap((file) =>
        file.captures.map((capture) => summaryOf(file, capture, hostOf(capture), titleOf)),
      ),
      processes: processes.instances.map((instance, number) => ({
        ...instance,
        // Made when asked for: a large log has half a million of them.
        get remotes() {
          return remotes.ofProcess(number);
        },
      })),
      remotes: remotes.remotes,
      joins: [
        ...flowJoins.map((join) => flowJoinView(join, (socket) => processOfSocket(socket)?.id)),
        ...nameJoinViews(nameJoins, flowJoins, instances),
        ...flowEventJoins.map((join) => flowEventJoinView(join, processes.instances)),
        ...socketEventJoins.map((join) => socketEventJoinView(join, processOfSocket(join.socket))),
      ],
      beacons,
      deeds: told.deeds,
      senders: told.senders,
    },
    files,
    captures,
    hosts,
    sockets,
    flowJoins,
    nameJoins,
    flowEventJoins,
    socketEventJoins,
    indexes,
    addresses,
    instances,
    processes,
    remotes,
  };
}

/** The rhythms of logs, and those of monitors' captures that no log shows. */
function* allBeacons(captures: readonly ScannedCapture[], processes: ProcessNumbers): Steps<Beacon[]> {
  const beacons: Beacon[] = [];
  const told = new Set<string>();
  for (const capture of captures.filter(({ family }) => family === "fwlog"))
    beacons.push(...(yield* beaconsOf(capture, processes)));
  for (const { remote, process, source } of beacons) {
    told.add(`${remote} ${source}`);
    if (process !== undefined) told.add(`${remote} ${process}`);
  }
  for (const capture of captures.filter(isMonitored)) {
    const own = yield* beaconsOf(capture, processes);
    beacons.push(
      ...own.filter(
        ({ remote, process, source }) =>
          !told.has(`${remote} ${source}`) && !told.has(`${remote} ${process}`),
      ),
    );
  }
  return beacons;
}

function summaryOf(
  file: ScannedFile,
  capture: ScannedCapture,
  { host, how }: CaptureHost,
  titleOf: (format: string) => string,
): CaptureSummary {
  const { id, uri, format, family, firstLine, lastLine, facts, place } = capture;
  return {
    id,
    uri,
    format,
    family,
    firstLine,
    lastLine,
    facts,
    place,
    title: titleOf(format),
    host: { name: host.name ?? [...host.addresses][0], how },
    rows: rowCount(capture),
    gaps: capture.gaps.length,
    ...(capture.gaps[0] ? { firstGap: capture.gaps[0].line } : {}),
    issues: capture.issues,
    ...(file.entry.archive ? { archive: file.entry.archive.uri } : {}),
    ...timeSpan(capture),
    encoding: file.encoding.name,
    encodingAssumed: file.encoding.how === "assumed",
  };
}
