import { type AddressScope, addressScope } from "../../core/address.ts";
import { placeSentence, placeWords } from "../../core/addressPlace.ts";
import type { Beacon, ListedValue, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { isOutsideRemote } from "../../report/outside.ts";
import { ordered } from "../../report/sections/order.ts";
import { spanText } from "../../report/sections/reportTime.ts";
import { counted, few, plural } from "../../report/sections/table.ts";
import { addressFilters, processFilters } from "../filter/rowFilters.ts";
import { listedText } from "../listedText.ts";
import { lookUpCandidates } from "../observables.ts";
import type { CaseIndex } from "./caseIndex.ts";
import {
  type CaptureFlow,
  countOf,
  firstLines,
  flowsOfRemote,
  lineRows,
  nearOfFlow,
  spanOf,
} from "./connectionLines.ts";
import {
  beaconText,
  directionText,
  endpointFacts,
  periodText,
  portText,
  windowSentences,
} from "./endpointRow.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

const mostAddresses = 500;
const mostEndpoints = 200;
const mostNearEnds = 200;
const mostBeacons = 5;
const mostNamed = 2;
const mostLists = 5;

/** Address, port and protocol, who; below who the lines. */
export function remoteTree(index: CaseIndex, path: TreePath): readonly TreeRow[] {
  const [address, remoteId, near] = path;
  if (address === undefined) return addressRows(index);
  if (remoteId === undefined) {
    const remotes = index.byAddress.get(address) ?? [];
    return cappedRows(path, remotes, mostEndpoints, (remote) => portRow(index, path, remote));
  }
  const remote = index.remote(remoteId);
  if (!remote) return [];
  const flows = flowsOfRemote(index.snapshot, remote);
  if (near === undefined) return whoRows(index, path, remote, flows);
  return lineRows(
    path,
    index.snapshot,
    flows.filter((flow) => nearOfFlow(flow) === near),
  );
}

function addressRows(index: CaseIndex): readonly TreeRow[] {
  return cappedRows([], index.addresses, mostAddresses, (address) =>
    addressRow(index, { address, remotes: index.byAddress.get(address)! }),
  );
}

interface RemoteAddress {
  readonly address: string;
  readonly remotes: readonly RemoteEndpoint[];
}

function addressRow(index: CaseIndex, { address, remotes }: RemoteAddress): TreeRow {
  const scope = addressScope(address);
  const beacon = remotes.map((remote) => index.unusualBeaconOf(remote)).find((one) => one !== undefined);
  const count = remotes.reduce((sum, remote) => sum + remote.count, 0);
  const processes = namesOf(index, remotes);
  const lists = index.listed(address)?.lists ?? [];
  const places = index.placesOf(address);
  const isBad = lists.some(({ purpose }) => purpose === "bad");
  return treeRow([address], {
    label: address,
    description: [
      few(remotes.map(portText), mostNamed),
      places.length === 0 ? undefined : placeWords(places),
      plural(count, "row"),
      periodText(beacon),
      lists.length === 0
        ? undefined
        : `${isBad ? "listed" : "well known"}: ${few(titlesOf(lists), mostNamed)}`,
      processes.length === 0 ? undefined : few(processes, mostNamed),
    ],
    tooltip: [
      scope === undefined ? `${address}, a name` : `${address}, ${scopeText[scope]}`,
      ...places.map(placeSentence),
      `${plural(remotes.length, "endpoint")}: ${few(remotes.map(portText), 10)}`,
      plural(count, "row"),
      processes.length === 0 ? "Process not established" : `Processes: ${few(processes, 10)}`,
      beacon && `Regular: ${beaconText(beacon)}`,
      ...lists.slice(0, mostLists).map(listedText),
    ],
    icon: isBad ? "flag" : beacon ? "pulse" : isOutsideRemote(remotes[0]!) ? "globe" : iconOfScope(scope),
    iconColor: isBad ? "charts.red" : beacon ? "charts.orange" : undefined,
    children: "collapsed",
    context: "address",
    spoken: `Remote address ${address}`,
    place: remotes[0]!.evidence[0],
    cites: remotes.flatMap(({ evidence }) => evidence).slice(0, 20),
    observables: lookUpCandidates([address]),
    filters: addressFilters(address),
  });
}

function titlesOf(lists: ListedValue["lists"]): readonly string[] {
  return [...new Set(lists.map(({ title }) => title))];
}

const scopeText: { readonly [Scope in AddressScope]: string } = {
  unspecified: "no address of a host",
  loopback: "the host itself",
  private: "private",
  shared: "a provider's own network",
  "link-local": "link-local",
  multicast: "multicast",
  broadcast: "broadcast",
  documentation: "outside (reserved for documentation)",
  reserved: "reserved",
  public: "outside",
};

function iconOfScope(scope: AddressScope | undefined): string {
  return scope === "multicast" || scope === "broadcast" ? "broadcast" : "home";
}

function namesOf(index: CaseIndex, remotes: readonly RemoteEndpoint[]): readonly string[] {
  const ids = new Set(remotes.flatMap(({ processes }) => processes));
  return [...new Set([...ids].flatMap((id) => index.process(id)?.name ?? []))];
}

function portRow(index: CaseIndex, path: TreePath, remote: RemoteEndpoint): TreeRow {
  const { id, count, first, last, evidence, sources } = remote;
  const processes = namesOf(index, [remote]);
  return treeRow([...path, id], {
    ...endpointFacts(index, remote),
    label: portText(remote),
    description: [
      directionText(remote),
      plural(count, "row"),
      first ? spanText(first, last) : undefined,
      periodText(index.beaconsOf(remote)[0]),
      processes.length === 0 ? undefined : few(processes, mostNamed),
      processes.length === 0 && 0 < sources.length ? few(sources, mostNamed) : undefined,
    ],
    spoken: `Endpoint ${portText(remote)} of ${remote.address}`,
    place: evidence[0],
    cites: evidence,
  });
}

/** How regular, which processes, and the near ends with their lines. */
function whoRows(
  index: CaseIndex,
  path: TreePath,
  remote: RemoteEndpoint,
  flows: readonly CaptureFlow[],
): readonly TreeRow[] {
  const nears = [...grouped(flows, nearOfFlow)].map(([near, own]) => ({ near, own, count: countOf(own) }));
  const inOrder = ordered(nears, ({ near, count }) => [-count, near]);
  const processes = remote.processes.flatMap((id) => index.process(id) ?? []);
  return [
    ...index
      .beaconsOf(remote)
      .slice(0, mostBeacons)
      .map((beacon, i) => beaconRow(index, [...path, `beacon ${i}`], beacon)),
    ...processes.map((process) => processRow([...path, `process ${process.id}`], remote, process)),
    ...cappedRows(path, inOrder, mostNearEnds, ({ near, own }) => nearRow([...path, near], near, own)),
  ];
}

function beaconRow(index: CaseIndex, path: TreePath, beacon: Beacon): TreeRow {
  const { source, first, last, count, matching } = beacon;
  const { lines } = index.snapshot;
  return treeRow(path, {
    label: periodText(beacon) ?? "regular",
    description: [
      `from ${source}`,
      matching === undefined ? plural(count, "row") : `${counted(matching)} of ${plural(count, "row")}`,
    ],
    tooltip: [
      beaconText(beacon),
      "Chance is how likely a client without a rhythm looks as regular, over all pairs tested.",
      ...windowSentences(beacon),
      `From ${lines.nameOf(first)} to ${lines.nameOf(last)}`,
    ],
    icon: "pulse",
    iconColor: beacon.usual === undefined ? "charts.orange" : undefined,
    children: "none",
    context: "beacon",
    spoken: `Regular series ${beaconText(beacon)}`,
    place: first,
    cites: [first, last],
  });
}

function processRow(path: TreePath, remote: RemoteEndpoint, process: ProcessInstance): TreeRow {
  const { pid, name, host, executable, evidence } = process;
  const label = name ?? `PID ${pid}`;
  return treeRow(path, {
    label,
    description: [name === undefined ? "name unknown" : `PID ${pid}`, host.name],
    tooltip: [
      `${label}, PID ${pid}${host.name === undefined ? "" : ` on ${host.name}`}`,
      executable === undefined ? undefined : `File: ${executable}`,
    ],
    icon: "server-process",
    children: "none",
    context: "process",
    spoken: `Process ${label}`,
    place: evidence[0],
    cites: [remote.evidence[0], evidence[0]],
    observables: executable === undefined ? [] : [{ kind: "file", value: executable }],
    filters: processFilters(process),
  });
}

function nearRow(path: TreePath, near: string, flows: readonly CaptureFlow[]): TreeRow {
  const { first, last } = spanOf(flows);
  const cites = firstLines(flows).map(({ capture, row }) => ({
    uri: capture.uri,
    line: capture.columns.line[row]!,
  }));
  const label = near === "" ? "no address" : near;
  const times = first ? spanText(first, last) : undefined;
  return treeRow(path, {
    label,
    description: [plural(countOf(flows), "row"), times],
    tooltip: [`Near end ${label}`, plural(countOf(flows), "row"), times],
    icon: "device-desktop",
    children: "collapsed",
    context: "near",
    spoken: `Near end ${label}`,
    filters: near === "" ? undefined : addressFilters(near),
    place: cites[0],
    cites,
  });
}
