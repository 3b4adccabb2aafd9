import type { HostAttribution, PrintedFile, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { Observable, Place, TreeRow } from "../../protocol/messages.ts";
import { isOutsideRemote } from "../../report/outside.ts";
import { ordered } from "../../report/sections/order.ts";
import { timeText } from "../../report/sections/reportTime.ts";
import { counted, few, plural } from "../../report/sections/table.ts";
import type { InstanceSightings } from "../../workspace/joins/processInstances.ts";
import { hostFilters, processFilters } from "../filter/rowFilters.ts";
import type { CaseIndex } from "./caseIndex.ts";
import {
  type CaptureFlow,
  countOf,
  firstLines,
  flowsOfProcess,
  lineRows,
  remoteOfFlow,
} from "./connectionLines.ts";
import { endpointRow } from "./endpointRow.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

/** A process with its place among those of the case: what flows name it by. */
interface NumberedProcess extends InstanceSightings {
  readonly number: number;
}

const mostProcesses = 500;
const mostRemotes = 200;
const mostListed = 20;

/** Host, process instance, remote endpoint, line. */
export function processTree(index: CaseIndex, path: TreePath): readonly TreeRow[] {
  const hosts = hostsOf(index);
  const [hostKey, processId, part] = path;
  if (hostKey === undefined) return hostRows(index, hosts);
  const processes = hosts.get(hostKey) ?? [];
  if (processId === undefined) return processRows(index, path, processes);
  const process = processes.find(({ instance }) => instance.id === processId);
  if (!process) return [];
  const flows = flowsOfProcess(index.snapshot, process.number);
  if (part === undefined) return partRows(index, path, process, flows);
  const wanted = part === localPart ? undefined : part;
  return lineRows(
    path,
    index.snapshot,
    flows.filter((flow) => remoteOfFlow(flow) === wanted),
  );
}

const localPart = "local";

function hostsOf(index: CaseIndex): ReadonlyMap<string, readonly NumberedProcess[]> {
  const numbered = index.snapshot.reading.instances.map((instance, number) => ({ ...instance, number }));
  const left = numbered.filter(({ instance: { id } }) => index.process(id) !== undefined);
  return grouped(left, ({ sightings }) => sightings[0]!.host.host.key);
}

function hostRows(
  index: CaseIndex,
  hosts: ReadonlyMap<string, readonly NumberedProcess[]>,
): readonly TreeRow[] {
  const shown = Array.from(hosts, ([key, processes]) => ({ key, processes }));
  const children = shown.length <= 3 ? "expanded" : "collapsed";
  const inOrder = ordered(shown, ({ key, processes }) => [processes[0]!.instance.host.name ?? "\uffff", key]);
  return inOrder.map(({ key, processes }) => hostRow(index, key, processes, children));
}

function hostRow(
  index: CaseIndex,
  key: string,
  processes: readonly NumberedProcess[],
  children: TreeRow["children"],
): TreeRow {
  const { host } = processes[0]!.sightings[0]!.host;
  const hows = new Set(processes.flatMap(({ sightings }) => sightings.map((sighting) => sighting.host.how)));
  const how = surest.find((one) => hows.has(one)) ?? "unknown";
  const label = host.name ?? [...host.addresses][0] ?? "Host without a name";
  const connections = processes.reduce((sum, { number }) => sum + index.connectionsOf(number), 0);
  return treeRow([key], {
    label,
    description: [plural(processes.length, "process", "processes"), plural(connections, "row")],
    tooltip: [
      label,
      hostSentence(how),
      host.addresses.size === 0 ? undefined : `Its addresses: ${few([...host.addresses], mostListed)}`,
    ],
    icon: "vm",
    children,
    context: "host",
    filters: host.name === undefined ? undefined : hostFilters(host.name),
    spoken: `Host ${label}`,
  });
}

const surest: readonly HostAttribution["how"][] = [
  "fence",
  "line",
  "heading",
  "path",
  "addresses",
  "neighbor",
];

const hostSentences: { readonly [How in HostAttribution["how"]]: string } = {
  fence: "The fence of the block names it.",
  line: "The lines name it.",
  heading: "The heading or sentence above the evidence names it.",
  path: "The file's name names it.",
  addresses: "Told by its addresses.",
  neighbor: "Assumed: taken from the capture beside it.",
  unknown: "No capture says which host this is.",
};

export function hostSentence(how: HostAttribution["how"]): string {
  return hostSentences[how];
}

function remotesOf(index: CaseIndex, { id }: ProcessInstance): readonly RemoteEndpoint[] {
  return index.process(id)?.remotes.flatMap((remote) => index.remote(remote) ?? []) ?? [];
}

function processRows(
  index: CaseIndex,
  path: TreePath,
  processes: readonly NumberedProcess[],
): readonly TreeRow[] {
  const inOrder = ordered(processes, ({ instance, number }) => {
    const remotes = remotesOf(index, instance);
    const beats = remotes.some((remote) => index.unusualBeaconOf(remote) !== undefined);
    return [
      beats ? 0 : 1,
      -remotes.filter(isOutsideRemote).length,
      -index.connectionsOf(number),
      (instance.name ?? "\uffff").toLowerCase(),
      instance.pid,
    ];
  });
  return cappedRows(path, inOrder, mostProcesses, (process) => processRow(index, path, process));
}

function processRow(index: CaseIndex, path: TreePath, { instance, number }: NumberedProcess): TreeRow {
  const { id, pid, name, services, evidence } = instance;
  const connections = index.connectionsOf(number);
  const remotes = remotesOf(index, instance);
  const outside = remotes.filter(isOutsideRemote).length;
  const beats = remotes.some((remote) => index.unusualBeaconOf(remote) !== undefined);
  const label = name ?? `PID ${pid}`;
  return treeRow([...path, id], {
    label,
    description: [
      name === undefined ? "name unknown" : `PID ${pid}`,
      connections === 0 ? undefined : plural(connections, "row"),
      outside === 0 ? undefined : `${plural(outside, "endpoint")} outside`,
      beats ? "regular" : undefined,
      services.length === 0 ? undefined : few(services, 3),
    ],
    tooltip: processTooltip(index, instance),
    icon: beats ? "pulse" : remotes.length === 0 ? "circle-outline" : "server-process",
    iconColor: beats ? "charts.orange" : undefined,
    children: "collapsed",
    context: "process",
    spoken: `Process ${label}`,
    place: evidence[0],
    cites: evidence.slice(0, mostListed),
    observables: filesOf(instance),
    filters: processFilters(instance),
  });
}

/** The file by its path, which can be hashed, and by its hash, which can be looked up. */
function filesOf({ executable, files = [] }: ProcessInstance): readonly Observable[] {
  const hashes = files.flatMap(hashesOf);
  return [...(executable === undefined ? [] : [executable]), ...hashes].map((value) => ({
    kind: "file",
    value,
  }));
}

function hashesOf({ md5, sha1, sha256 }: PrintedFile): readonly string[] {
  return [sha256 ?? sha1 ?? md5].filter((hash) => hash !== undefined);
}

const assumptions: Readonly<Record<string, string>> = {
  boot: "Assumed: the host was not started again between the captures.",
  start: "Assumed: the PID was not given to another process; no capture prints when it started.",
  host: "Assumed: the captures are of one host, by where they stand.",
  snapshot: "Assumed: the snapshots show one process.",
};

function processTooltip(index: CaseIndex, instance: ProcessInstance): readonly (string | undefined)[] {
  const { pid, name, executable, commandLine, parentPid, user, services, start, assumes, host } = instance;
  const said = (title: string, value: string | number | undefined) =>
    value === undefined ? undefined : `${title}: ${value}`;
  return [
    `${name ?? "Name unknown"}, PID ${pid}`,
    said("Host", host.name === undefined ? undefined : `${host.name}. ${hostSentence(host.how)}`),
    said("File", executable),
    ...(instance.files ?? []).flatMap((file) => hashesOf(file).map((hash) => said("Its hash", hash))),
    said("Command line", commandLine),
    said("Parent PID", parentPid),
    said("User", user),
    services.length === 0 ? undefined : `Services: ${few(services, mostListed)}`,
    start === undefined ? undefined : `Started: ${timeText(start)}`,
    `Shown by ${few(
      instance.evidence.map((place) => index.snapshot.lines.nameOf(place)),
      5,
    )}`,
    ...assumes.map((assumption) => assumptions[assumption] ?? `Assumed: ${assumption}.`),
  ];
}

/** What is known of a process, then whom it talked to. */
function partRows(
  index: CaseIndex,
  path: TreePath,
  process: NumberedProcess,
  flows: readonly CaptureFlow[],
): readonly TreeRow[] {
  const byRemote = grouped(flows, remoteOfFlow);
  const local = byRemote.get(undefined) ?? [];
  const ends = [...byRemote].flatMap(([id, own]) => {
    const remote = id === undefined ? undefined : index.remote(id);
    return remote ? [{ remote, flows: own }] : [];
  });
  const inOrder = ordered(ends, ({ remote, flows: own }) => [
    index.unusualBeaconOf(remote) ? 0 : 1,
    isOutsideRemote(remote) ? 0 : 1,
    -countOf(own),
    remote.id,
  ]);
  const naming = process.instance.evidence[0];
  return [
    ...factRows(path, process),
    ...cappedRows(path, inOrder, mostRemotes, ({ remote, flows: own }) =>
      endpointRow([...path, remote.id], index, remote, own, [naming]),
    ),
    ...(local.length === 0 ? [] : [localRow(path, index, local)]),
  ];
}

function factRows(path: TreePath, { instance }: NumberedProcess): readonly TreeRow[] {
  const { user, services, executable, files = [], evidence } = instance;
  const hash = files.flatMap(hashesOf).join(", ") || undefined;
  const facts = [
    { step: "file", title: "File", value: executable, icon: "file-binary" },
    { step: "hash", title: "Hash", value: hash, icon: "key" },
    { step: "user", title: "User", value: user, icon: "account" },
    { step: "services", title: "Services", value: services.join(", ") || undefined, icon: "gear" },
  ];
  return facts.flatMap(({ step, title, value, icon }) => {
    if (value === undefined) return [];
    const row = treeRow([...path, `fact ${step}`], {
      label: value,
      description: [title.toLowerCase()],
      tooltip: [`${title}: ${value}`],
      icon,
      children: "none",
      context: "fact",
      spoken: `${title} ${value}`,
      place: evidence[0],
      cites: [evidence[0]],
      observables: step === "file" || step === "hash" ? filesOf(instance) : [],
    });
    return [row];
  });
}

function localRow(path: TreePath, { snapshot }: CaseIndex, flows: readonly CaptureFlow[]): TreeRow {
  const cites: readonly Place[] = firstLines(flows).map(({ capture, row }) => ({
    uri: capture.uri,
    line: capture.columns.line[row]!,
  }));
  const count = countOf(flows);
  return treeRow([...path, localPart], {
    label: "Sockets without a far end",
    description: [counted(count)],
    tooltip: [
      "Listeners, and UDP sockets, whose far ends Windows does not print.",
      `First shown by ${snapshot.lines.nameOf(cites[0]!)}`,
    ],
    icon: "plug",
    children: "collapsed",
    context: "sockets",
    spoken: "Sockets without a far end",
    place: cites[0],
    cites,
  });
}
