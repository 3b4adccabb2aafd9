import { canonicalAddress } from "../../core/address.ts";
import type { Confidence } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { microsPerSecond } from "../../core/instant.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaptureHost } from "./hosts.ts";
import type { Socket } from "./sockets.ts";

/** Rows of a firewall log that one socket explains. */
export interface FlowSocketJoin {
  readonly flows: ScannedCapture;
  readonly socket: Socket;
  readonly side: SocketSide;
  readonly fit: SocketFit;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly count: number;
  /** Flows of the log that its rows belong to. */
  readonly joinedFlows: ReadonlySet<number>;
  readonly matched: readonly string[];
  readonly confidence: Confidence;
  readonly reason: string;
}

/** Which end of a firewall row is the socket's. */
export type SocketSide = "source" | "destination";
/** How well a row and a socket agree, best first. */
export type SocketFit = "tuple" | "endpoint" | "wildcard" | "port";

interface Match {
  readonly socket: Socket;
  readonly side: SocketSide;
  readonly fit: SocketFit;
  readonly pidAgrees: boolean;
  readonly firstRow: number;
  lastRow: number;
  count: number;
  readonly joinedFlows: Set<number>;
}

/** More would not be looked at, and a hostile log could make as many as it has rows. */
const mostMatches = 20_000;
const mostRivals = 64;

/**
 * Finds, for every row of a firewall log, the sockets that can have sent or received it. Windows prints no
 * far end for UDP (`*:*`), so it is the near end that must agree: address, port and protocol.
 */
export function joinFlowsWithSockets(
  logs: readonly ScannedCapture[],
  sockets: readonly Socket[],
  hosts: ReadonlyMap<string, CaptureHost>,
): readonly FlowSocketJoin[] {
  const byPort = grouped(sockets, ({ port }) => port);
  return logs.flatMap((log) => joinsOfLog(log, byPort, hosts.get(log.id)));
}

function joinsOfLog(
  log: ScannedCapture,
  byPort: ReadonlyMap<number, readonly Socket[]>,
  logHost: CaptureHost | undefined,
): readonly FlowSocketJoin[] {
  if (byPort.size === 0) return [];
  const { columns } = log;
  const hasSocket = new Uint8Array(65_536);
  for (const port of byPort.keys()) hasSocket[port] = 1;
  const matches = new Map<string, Match>();
  for (let row = 0; row < columns.count; row++) {
    const sourcePort = columns.sourcePort[row]!;
    const destinationPort = columns.destinationPort[row]!;
    if (sourcePort !== absent && hasSocket[sourcePort] === 1) tryPort("source", sourcePort, row);
    if (destinationPort !== absent && hasSocket[destinationPort] === 1)
      tryPort("destination", destinationPort, row);
  }
  return worded(log, [...matches.values()]);

  function tryPort(side: SocketSide, port: number, row: number): void {
    for (const socket of byPort.get(port)!) {
      const fit = fitOf(log, row, side, socket, logHost);
      if (fit) note(socket, side, fit, row);
    }
  }

  function note(socket: Socket, side: SocketSide, fit: SocketFit, row: number): void {
    const far = side === "source" ? columns.destination[row]! : columns.source[row]!;
    const farPort = side === "source" ? columns.destinationPort[row]! : absent;
    const key = `${socket.capture.id} ${socket.row} ${side} ${far} ${farPort}`;
    const match = matches.get(key);
    if (match) {
      match.lastRow = row;
      match.count++;
      match.joinedFlows.add(log.flows.ofRow[row]!);
    } else if (matches.size < mostMatches) {
      const pidAgrees = socket.pid !== undefined && pidAt(log, row, side) === socket.pid;
      const joinedFlows = new Set([log.flows.ofRow[row]!]);
      matches.set(key, { socket, side, fit, pidAgrees, firstRow: row, lastRow: row, count: 1, joinedFlows });
    }
  }
}

function fitOf(
  log: ScannedCapture,
  row: number,
  side: SocketSide,
  socket: Socket,
  logHost: CaptureHost | undefined,
): SocketFit | undefined {
  const { columns } = log;
  if (columns.mannerOf(row).transport !== socket.transport) return undefined;
  const pid = pidAt(log, row, side);
  // A host firewall that names another owner speaks of another moment of this port.
  if (pid !== undefined && socket.pid !== undefined && pid !== socket.pid) return undefined;
  const near = columns.text(side === "source" ? columns.source[row]! : columns.destination[row]!);
  if (near === undefined) return undefined;
  if (socket.foreign !== undefined) {
    const far = columns.text(side === "source" ? columns.destination[row]! : columns.source[row]!);
    const farPort = side === "source" ? columns.destinationPort[row]! : columns.sourcePort[row]!;
    const sameFar =
      far !== undefined && canonicalAddress(far) === socket.foreign && farPort === socket.foreignPort;
    if (!sameFar) return undefined;
  } else if (socket.listens && side === "source") return undefined;
  return nearFit(canonicalAddress(near), socket, logHost);
}

/** The process at one end of a row. A host firewall knows its own host's: who sends what goes out, who gets what comes in. */
function pidAt({ columns }: ScannedCapture, row: number, side: SocketSide): number | undefined {
  const pid = columns.pid[row]!;
  const { direction } = columns.mannerOf(row);
  const isFarEnd = direction === (side === "source" ? "inbound" : "outbound");
  return pid === absent || isFarEnd ? undefined : pid;
}

function nearFit(near: string, socket: Socket, logHost: CaptureHost | undefined): SocketFit | undefined {
  if (socket.address !== undefined) {
    if (socket.address !== near) return undefined;
    return socket.foreign === undefined ? "endpoint" : "tuple";
  }
  if (socket.hears === (near.includes(":") ? "ipv4" : "ipv6")) return undefined;
  if (socket.host.addresses.has(near)) return "wildcard";
  const addressesKnown = 0 < socket.host.addresses.size;
  const otherHost = logHost !== undefined && logHost.host !== socket.host && logHost.host.name !== undefined;
  return addressesKnown || otherHost ? undefined : "port";
}

const matchedBy: { readonly [F in SocketFit]: readonly string[] } = {
  tuple: ["network.transport", "source.ip", "source.port", "destination.ip", "destination.port"],
  endpoint: ["network.transport", "source.ip", "source.port"],
  wildcard: ["network.transport", "source.port", "host.ip"],
  port: ["network.transport", "source.port"],
};

const agreement: { readonly [F in SocketFit]: string } = {
  tuple: "same protocol, addresses and ports at both ends",
  endpoint: "same protocol, local address and local port",
  wildcard: "same protocol and local port; the socket shows no single address, and this is one of its host's",
  port: "only protocol and local port agree: no address of the host is known",
};

const startConfidence: { readonly [F in SocketFit]: Confidence } = {
  tuple: "high",
  endpoint: "high",
  wildcard: "medium",
  port: "low",
};

function worded(log: ScannedCapture, matches: readonly Match[]): readonly FlowSocketJoin[] {
  const byPort = grouped(matches, ({ socket }) => socket.port);
  return matches.map((match) => {
    const { socket, side, fit, firstRow, lastRow, count, joinedFlows, pidAgrees } = match;
    const rivals = byPort
      .get(socket.port)!
      .slice(0, mostRivals)
      .filter((other) => isRival(log, match, other));
    const gap = secondsBetween(log, match);
    const reasons = [agreement[fit]];
    if (pidAgrees) reasons.push("the log names the same PID");
    reasons.push(gapText(gap));
    if (0 < rivals.length) reasons.push(`${rivals.length + 1} sockets fit, of different processes`);
    return {
      flows: log,
      socket,
      side,
      fit,
      firstRow,
      lastRow,
      count,
      joinedFlows,
      matched: matchedFields(fit, side, pidAgrees),
      confidence: confidenceOf({ fit, gap, pidAgrees, rivals: rivals.length }),
      reason: reasons.join("; "),
    };
  });
}

function matchedFields(fit: SocketFit, side: SocketSide, pidAgrees: boolean): readonly string[] {
  const fields = matchedBy[fit];
  const own =
    side === "source" || fit === "tuple"
      ? fields
      : fields.map((name) => name.replace("source.", "destination."));
  return pidAgrees ? [...own, "process.pid"] : own;
}

/** Another process's socket that explains the same row. */
function isRival(log: ScannedCapture, match: Match, other: Match): boolean {
  if (other === match || other.side !== match.side) return false;
  const sameRows = log.columns.destination[other.firstRow] === log.columns.destination[match.firstRow];
  return sameRows && other.socket.pid !== match.socket.pid;
}

function confidenceOf(facts: {
  readonly fit: SocketFit;
  readonly gap: number | undefined;
  readonly pidAgrees: boolean;
  readonly rivals: number;
}): Confidence {
  if (0 < facts.rivals && !facts.pidAgrees) return "low";
  if (facts.pidAgrees) return "high";
  const start = startConfidence[facts.fit];
  const far = facts.gap === undefined || longestGap < facts.gap;
  // A port is given to another process sooner or later: without a near time it is only likely to be the same.
  return start === "high" && far && facts.fit !== "tuple" ? "medium" : start;
}

/** Seconds after which an ephemeral port may well belong to somebody else. */
const longestGap = 600;

/**
 * Seconds between the table's time and the nearest row it explains; undefined where the table has no time.
 * A log whose zone is unknown is taken to keep the time of the place where the table was taken.
 */
function secondsBetween(log: ScannedCapture, match: Match): number | undefined {
  const written = match.socket.capture.facts.captured ?? "";
  const zoneUnknown = log.clock?.assumed.includes("zone") ?? true;
  const captured =
    Date.parse(zoneUnknown ? `${written.replace(/(?:Z|[+-]\d\d:?\d\d)$/, "")}Z` : written) * 1000;
  const first = log.columns.time[match.firstRow]!;
  const last = log.columns.time[match.lastRow]!;
  if (Number.isNaN(captured + first + last)) return undefined;
  const outside = captured < first ? first - captured : last < captured ? captured - last : 0;
  return Math.round(outside / microsPerSecond);
}

function gapText(gap: number | undefined): string {
  if (gap === undefined) return "when the socket table was taken is not known";
  return gap === 0
    ? "the table was taken while it went on"
    : `${gap} s between the table and the nearest row`;
}
