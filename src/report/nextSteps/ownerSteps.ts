import type { LineReference, RemoteEndpoint } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseReading } from "../../workspace/case/caseReading.ts";
import { few } from "../sections/table.ts";
import type { NextStep } from "./nextStep.ts";
import { socketCommands } from "./stepCommands.ts";
import type { SystemsOfHosts } from "./systemsOfHosts.ts";

/** Far ends that one question names. */
const mostNamed = 3;
const mostPorts = 20;

/** Which process of a host speaks with far ends of which no row names one: one question for all of a protocol. */
export function ownerSteps(
  remotes: readonly RemoteEndpoint[],
  reading: CaseReading,
  systems: SystemsOfHosts,
): readonly NextStep[] {
  const open = remotes.flatMap((remote) => {
    const { transport, processes, sources } = remote;
    const near = sources[0];
    const isAsked = transport === "tcp" || transport === "udp";
    return near !== undefined && isAsked && processes.length === 0 ? [{ remote, near, transport }] : [];
  });
  const byQuestion = grouped(open, ({ near, transport }) => `${near} ${transport}`);
  return [...byQuestion.values()].map((asked): NextStep => {
    const { near, transport, remote } = asked[0]!;
    const all = asked.map((one) => one.remote);
    const own = ownHost(reading, remote);
    const host = own ?? systems.nameOf(near);
    const system = own === undefined ? systems.ofHost(host) : "linux";
    const ports = portsOf(reading, all);
    const ends = few(all.map(farText), mostNamed);
    const verb =
      remote.direction === "inbound" ? "answers" : transport === "udp" ? "sends to" : "speaks with";
    const port = ports[0] === undefined ? "sockets" : `port ${ports[0]}`;
    return {
      id: `owner ${near} ${transport}`,
      kind: "owner",
      question: `Which process of ${host} ${verb} ${ends}?`,
      short: `who owns ${port}/${transport} on ${host}`,
      host,
      commands: socketCommands[system]({ transport, isIPv6: near.includes(":") }),
      answer: `A row whose local port is ${ports.length === 0 ? "that of the log" : few(ports.map(String), mostNamed)}: its last column, or users:(…), names the PID. Windows prints *:* for the far end of UDP. Run it while the connection is there; where it is not, watch for it.`,
      formats: ["netstat"],
      asks: { ports, transport, remotes: all.map(({ address }) => address) },
      openBy: remote.evidence,
    };
  });
}

function farText({ address, port, transport }: RemoteEndpoint): string {
  const end = address.includes(":") ? `[${address}]` : address;
  return `${port === undefined ? address : `${end}:${port}`}/${transport ?? ""}`;
}

/** Linux' own firewall says in and out of its host's packets alone, not of those that a router passes on. */
function ownHost(
  reading: CaseReading,
  { direction, directionAssumed, evidence }: RemoteEndpoint,
): string | undefined {
  const capture = captureAt(reading, evidence[0]);
  const isOwn = !directionAssumed && (direction === "outbound" || direction === "inbound");
  return isOwn && capture?.format === "linux.netfilter"
    ? reading.hosts.get(capture.id)?.host.name
    : undefined;
}

function captureAt({ captures }: CaseReading, place: LineReference): ScannedCapture | undefined {
  return captures.find(
    ({ uri, firstLine, lastLine }) => uri === place.uri && firstLine <= place.line && place.line <= lastLine,
  );
}

/** Our ports of these connections, as their first lines have them. */
function portsOf(reading: CaseReading, remotes: readonly RemoteEndpoint[]): readonly number[] {
  const ports = new Set<number>();
  for (const remote of remotes)
    for (const place of remote.evidence) {
      if (ports.size === mostPorts) break;
      const capture = captureAt(reading, place);
      const port = capture && ownPort(capture, place.line, remote);
      if (port !== undefined) ports.add(port);
    }
  return [...ports];
}

/** The end that is not the far one has the port. */
function ownPort({ columns }: ScannedCapture, line: number, { address }: RemoteEndpoint): number | undefined {
  let low = 0;
  let high = columns.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns.line[middle]! < line) low = middle + 1;
    else high = middle;
  }
  if (columns.line[low] !== line) return undefined;
  const isSource = columns.text(columns.source[low]!) === address;
  const port = (isSource ? columns.destinationPort : columns.sourcePort)[low]!;
  return 0 < port ? port : undefined;
}
