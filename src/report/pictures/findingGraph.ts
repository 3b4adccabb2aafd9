import type { CaseView, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import type { FindingGraph, GraphLink, GraphNode } from "../../pictures/findingPicture.ts";
import { visibleText } from "../escape.ts";
import { durationText } from "../sections/reportTime.ts";
import { plural } from "../sections/table.ts";
import type { LinedCase } from "./caseTimeline.ts";
import { AskedLines } from "./findingMarks.ts";
import { endpointText } from "./laneWords.ts";
import { labelOf } from "./processTree.ts";

const mostNodes = 8;

/** Who a finding is about: the hosts, processes and far ends of the lines it cites. */
export function findingGraph({ view, lines }: LinedCase, { evidence }: Finding): FindingGraph | undefined {
  const asked = new AskedLines(lines);
  const remotes = new Map<string, RemoteEndpoint>();
  const processes = new Map<string, ProcessInstance>();
  const remoteOfId = new Map(
    view.remotes.length <= 100_000 ? view.remotes.map((remote) => [remote.id, remote]) : [],
  );
  const cited = new Set(evidence.map(({ uri, line }) => `${uri}#${line}`));
  const ids = new Set(evidence.slice(0, 200).flatMap((place) => asked.at(place)?.lanes ?? []));
  for (const id of ids) {
    const remote = remoteOfId.get(id) ?? remoteNamed(view, id);
    if (remote) remotes.set(id, remote);
  }
  for (const process of view.processes)
    if (ids.has(process.id) || process.evidence.some(({ uri, line }) => cited.has(`${uri}#${line}`)))
      processes.set(process.id, process);
  if (remotes.size + processes.size === 0) return undefined;
  return graphOf(view, [...processes.values()], [...remotes.values()]);
}

/** In a large case remotes are looked through, not laid out by their ids. */
function remoteNamed({ remotes }: CaseView, id: string): RemoteEndpoint | undefined {
  return remotes.length <= 100_000 ? undefined : remotes.find((remote) => remote.id === id);
}

const nobody = "process not established";

function graphOf(
  view: CaseView,
  allProcesses: readonly ProcessInstance[],
  allRemotes: readonly RemoteEndpoint[],
): FindingGraph {
  const processes = allProcesses.slice(0, mostNodes);
  const remotes = allRemotes.slice(0, mostNodes);
  const shown = new Set(processes.map(({ id }) => id));
  const orphans = remotes.filter((remote) => !remote.processes.some((id) => shown.has(id)));
  const hosts = new Map<string, GraphNode>();
  const links: GraphLink[] = [];
  const hostNode = (name: string | undefined, how: string): string => {
    const id = `host ${name ?? ""}`;
    const label = name === undefined ? "host unknown" : visibleText(name);
    hosts.set(id, { id, label, facts: name === undefined ? [] : [how], look: "plain", kind: "host" });
    return id;
  };
  for (const { id, host } of processes) {
    const from = hostNode(host.name, `known by ${host.how}`);
    links.push({ from, to: id, label: "", look: host.how === "neighbor" ? "assumed" : "sure" });
  }
  for (const { sources } of orphans)
    for (const source of sources.slice(0, 3))
      links.push({ from: hostNode(source, "near end"), to: nobody, label: "", look: "sure" });
  for (const remote of remotes) links.push(...remoteLinks(view, remote, shown));
  return {
    hosts: [...hosts.values()].slice(0, mostNodes),
    processes: [...processes.map(processNode), ...(orphans.length === 0 ? [] : [nobodyNode])],
    remotes: remotes.map(remoteNode),
    links: distinct(links),
    more: allProcesses.length + allRemotes.length - processes.length - remotes.length,
  };
}

const nobodyNode: GraphNode = {
  id: nobody,
  label: "Process not established",
  facts: [],
  look: "plain",
  kind: "unknown",
};

function remoteLinks(
  view: CaseView,
  remote: RemoteEndpoint,
  shown: ReadonlySet<string>,
): readonly GraphLink[] {
  const beacon = view.beacons.find((one) => one.remote === remote.id);
  const every = beacon?.period === undefined ? undefined : `every ${durationText(beacon.period)}`;
  const label = every ?? plural(remote.count, "row");
  const look = remote.directionAssumed ? "assumed" : "sure";
  const senders = remote.processes.filter((id) => shown.has(id));
  return (senders.length === 0 ? [nobody] : senders).map((from) => ({ from, to: remote.id, label, look }));
}

function distinct(links: readonly GraphLink[]): readonly GraphLink[] {
  return [...new Map(links.map((link) => [`${link.from}\n${link.to}`, link])).values()];
}

function processNode(process: ProcessInstance): GraphNode {
  const facts = [process.user, process.executable].flatMap((fact) =>
    fact === undefined ? [] : [visibleText(fact)],
  );
  return { id: process.id, label: labelOf(process), facts, look: "marked", kind: "process" };
}

function remoteNode(remote: RemoteEndpoint): GraphNode {
  const facts = [remote.transport, remote.direction, plural(remote.count, "row")];
  return {
    id: remote.id,
    label: visibleText(endpointText(remote)),
    facts: facts.flatMap((fact) => (fact === undefined ? [] : [fact])),
    look: "plain",
    kind: "remote",
  };
}
