import { placeSentence } from "../../core/addressPlace.ts";
import type { Beacon, LineReference, RemoteEndpoint } from "../../core/caseView.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { isOutsideRemote } from "../../report/outside.ts";
import { durationText, rounded, spanText, timeText } from "../../report/sections/reportTime.ts";
import { few, plural } from "../../report/sections/table.ts";
import { endpointFilters } from "../filter/rowFilters.ts";
import { lookUpCandidates } from "../observables.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { type CaptureFlow, countOf, firstLines, spanOf } from "./connectionLines.ts";
import { type TreePath, treeRow } from "./treeRow.ts";

const mostListed = 10;

/** A remote endpoint below a process: `203.0.113.77:12000`, with what that process had to do with it. */
export function endpointRow(
  path: TreePath,
  index: CaseIndex,
  remote: RemoteEndpoint,
  flows: readonly CaptureFlow[],
  naming: readonly LineReference[],
): TreeRow {
  const { first, last } = spanOf(flows);
  const lines = firstLines(flows).map(({ capture, row }) => ({
    uri: capture.uri,
    line: capture.columns.line[row]!,
  }));
  return treeRow(path, {
    ...endpointFacts(index, remote),
    label: remote.port === undefined ? remote.address : addressWithPort(remote.address, remote.port),
    description: [
      remote.transport,
      directionText(remote),
      plural(countOf(flows), "row"),
      first ? spanText(first, last) : undefined,
      periodText(index.beaconsOf(remote)[0]),
    ],
    spoken: `Remote endpoint ${remote.address}, ${portText(remote)}`,
    place: lines[0],
    cites: [...lines, ...naming],
  });
}

/** What the rows of one endpoint have in common, in whichever tree. */
export function endpointFacts(index: CaseIndex, remote: RemoteEndpoint) {
  const beats = index.unusualBeaconOf(remote) !== undefined;
  return {
    tooltip: endpointTooltip(index, remote),
    icon: beats ? "pulse" : remote.direction === "inbound" ? "arrow-left" : "arrow-right",
    iconColor: beats ? "charts.orange" : undefined,
    children: "collapsed",
    context: "endpoint",
    observables: lookUpCandidates([remote.address]),
    filters: endpointFilters(remote),
  } as const;
}

/** `12000/udp`, `icmp` */
export function portText({ port, transport }: RemoteEndpoint): string {
  return [port, transport].filter((part) => part !== undefined).join("/") || "no port";
}

export function directionText({ direction, directionAssumed }: RemoteEndpoint): string {
  return directionAssumed ? `${direction}, assumed` : direction;
}

/** `every 60 s`, `every 17.1 min, usual for NTP` */
export function periodText(beacon: Beacon | undefined): string | undefined {
  if (beacon?.period === undefined) return undefined;
  const usual = beacon.usual === undefined ? "" : `, usual for ${beacon.usual}`;
  return `every ${durationText(beacon.period)}${usual}`;
}

/** `every 60 s ± 0.4 s, next at 2031-07-02 09:31:07Z, score 0.98, chance 0.0004 of 131 pairs` */
export function beaconText(beacon: Beacon): string {
  const { period, jitter, score, chance, pairsTested, usual, rita, ritaOf, next } = beacon;
  const every = period === undefined ? undefined : `every ${durationText(period)}`;
  const parts = [
    [every, jitter === undefined ? undefined : `± ${durationText(jitter)}`]
      .filter((part) => part !== undefined)
      .join(" "),
    next === undefined ? undefined : `next expected at ${timeText(next)}`,
    score === undefined ? undefined : `score ${rounded(score)}`,
    rita === undefined ? undefined : `RITA ${rounded(rita)}${ritaOf === 3 ? " (3 of 4 parts)" : ""}`,
    chance === undefined ? undefined : `chance ${rounded(chance)} of ${plural(pairsTested, "pair")} tested`,
    usual === undefined ? undefined : `usual for ${usual}`,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}

/** Over what RITA's score is, and what it would be over the time in which the host was there. */
export function windowSentences({ rita, window, hostUp }: Beacon): readonly string[] {
  if (rita === undefined || !window) return [];
  const own = hostUp?.rita;
  return [
    `RITA's score is over ${spanText(window.first, window.last)}.`,
    ...(hostUp === undefined || own === undefined || own === rita
      ? []
      : [`Over ${spanText(hostUp.first, hostUp.last)}, when lines show the host, it is ${rounded(own)}.`]),
  ];
}

function endpointTooltip(index: CaseIndex, remote: RemoteEndpoint): readonly (string | undefined)[] {
  const { address, sources, actions, count, first, last, directionAssumed } = remote;
  const assumed = first?.assumed ?? [];
  return [
    `${address}, ${portText(remote)}${isOutsideRemote(remote) ? ", outside" : ", inside"}`,
    ...index.placesOf(address).map(placeSentence),
    remote.direction === "inbound"
      ? "Inbound: the port is ours, at which it knocked."
      : "Outbound: the port is the far end's.",
    directionAssumed
      ? "Assumed: no capture says the direction; it is taken from listening ports and from which end is outside."
      : undefined,
    `${plural(count, "row")}${first ? `, ${spanText(first, last)}` : ""}`,
    assumed.length === 0 ? undefined : `Assumed of the times: ${assumed.join(", ")}.`,
    sources.length === 0 ? undefined : `Near ends: ${few(sources, mostListed)}`,
    processesText(index, remote),
    actions.length === 0 ? undefined : `Actions: ${few(actions, mostListed)}`,
    ...index
      .beaconsOf(remote)
      .slice(0, 3)
      .map((beacon) => `From ${beacon.source}: ${beaconText(beacon)}`),
  ];
}

function processesText(index: CaseIndex, { processes }: RemoteEndpoint): string | undefined {
  const names = processes.flatMap((id) => {
    const process = index.process(id);
    return process ? [`${process.name ?? "unknown"} (PID ${process.pid})`] : [];
  });
  return names.length === 0 ? "Process not established" : `Processes: ${few(names, mostListed)}`;
}

export function addressWithPort(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
