import type { Beacon, CaptureSummary, CaseView, Join } from "../../core/caseView.ts";
import { inOneGo, type Steps } from "../../core/steps.ts";
import { numberRows } from "../captures/rowNumbers.ts";
import { rowCount, type ScannedCapture, type ScannedFile } from "../captures/scannedFile.ts";
import { timeSpan } from "../captures/timeSpan.ts";
import type { FlowSocketJoin } from "../joins/flowSocketJoins.ts";
import { joinFlowsWithSockets } from "../joins/flowSocketJoins.ts";
import { attributeHosts, type CaptureHost, hostsOfAddresses } from "../joins/hosts.ts";
import { PrintedFiles } from "../joins/printedFiles.ts";
import { type InstanceSightings, processInstances } from "../joins/processInstances.ts";
import { ProcessNumbers } from "../joins/processNumbers.ts";
import { type CaptureSightings, sightingsOf } from "../joins/processSightings.ts";
import { joinWithProcessLists, type ProcessNameJoin } from "../joins/socketProcessJoins.ts";
import { type Socket, socketsOf } from "../joins/sockets.ts";
import { beaconsOf } from "./beacons.ts";
import { type GatheredRemotes, remoteEndpoints } from "./remotes.ts";

/** A case as read: the plain view of it, and what answers questions about single lines. */
export interface CaseReading {
  readonly view: Omit<CaseView, "findings">;
  readonly files: readonly ScannedFile[];
  readonly captures: readonly ScannedCapture[];
  readonly hosts: ReadonlyMap<string, CaptureHost>;
  readonly sockets: readonly Socket[];
  readonly flowJoins: readonly FlowSocketJoin[];
  readonly nameJoins: readonly ProcessNameJoin[];
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
  const sightingsByCapture = new Map<string, CaptureSightings>();
  for (const capture of captures) {
    sightingsByCapture.set(capture.id, sightingsOf(capture, hostOf(capture), addresses));
    yield;
  }
  const sightings = [...sightingsByCapture.values()].flatMap((of) => of.sightings);
  const printed = new PrintedFiles(captures, hostOf);
  const instances = printed.withFiles(processInstances(sightings));
  const sockets = captures.flatMap((capture) => socketsOf(capture, hostOf(capture).host));
  const logs = captures.filter(({ family }) => family === "fwlog");
  yield;
  const flowJoins = joinFlowsWithSockets(logs, sockets, hosts);
  yield;
  const nameJoins = joinWithProcessLists(sightings);
  const processes = new ProcessNumbers(instances, sightingsByCapture);
  processes.learn(flowJoins);
  const remotes = yield* remoteEndpoints(captures, processes);
  const beacons: Beacon[] = [];
  for (const log of logs) beacons.push(...(yield* beaconsOf(log, processes)));
  const processOfSocket = (socket: Socket) => processes.ofRow(socket.capture, socket.row)?.id;
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
        ...flowJoins.map((join) => flowJoinView(join, processOfSocket)),
        ...nameJoinViews(nameJoins, flowJoins, instances),
      ],
      beacons,
      deeds: [],
      senders: [],
    },
    files,
    captures,
    hosts,
    sockets,
    flowJoins,
    nameJoins,
    instances,
    processes,
    remotes,
  };
}

function flowJoinView(join: FlowSocketJoin, processOfSocket: (socket: Socket) => string | undefined): Join {
  const { flows, socket, firstRow, count, matched, confidence, reason } = join;
  const process = processOfSocket(socket);
  return {
    kind: "flow-socket",
    left: { uri: flows.uri, line: flows.columns.line[firstRow]! },
    right: { uri: socket.capture.uri, line: socket.line },
    matched,
    confidence,
    reason,
    count,
    ...(process === undefined ? {} : { process }),
  };
}

/** From the row that the firewall's line led to, if one did, else from the first row of that PID. */
function nameJoinViews(
  joins: readonly ProcessNameJoin[],
  flowJoins: readonly FlowSocketJoin[],
  instances: readonly InstanceSightings[],
): readonly Join[] {
  const processes = new Map(
    instances.flatMap(({ instance, sightings }) =>
      sightings.map((sighting) => [sighting, instance.id] as const),
    ),
  );
  const joinedSockets = new Map(
    flowJoins.map(({ socket }) => [`${socket.capture.id} ${socket.pid}`, socket]),
  );
  return joins.map(({ numbered, named, matched, confidence, reason }) => {
    const socket = joinedSockets.get(`${numbered.capture.id} ${numbered.pid}`);
    const process = processes.get(numbered);
    return {
      kind: numbered.capture.family === "netstat" ? "socket-process" : "flow-process",
      left: { uri: numbered.capture.uri, line: socket?.line ?? numbered.line },
      right: { uri: named.capture.uri, line: named.line },
      matched,
      confidence,
      reason,
      count: numbered.count,
      ...(process === undefined ? {} : { process }),
    };
  });
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
