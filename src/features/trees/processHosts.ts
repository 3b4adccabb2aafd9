import type { HostAttribution } from "../../core/caseView.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { ordered } from "../../report/sections/order.ts";
import { few, plural } from "../../report/sections/table.ts";
import { hostFilters } from "../filter/rowFilters.ts";
import type { CaseIndex } from "./caseIndex.ts";
import type { NumberedProcess } from "./numberedProcess.ts";
import { treeRow } from "./treeRow.ts";

const mostListed = 20;

export function hostRows(
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
