import type { ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { isOutsideRemote } from "../../report/outside.ts";
import { few, plural } from "../../report/sections/table.ts";
import { processFilters } from "../filter/rowFilters.ts";
import type { CaseIndex } from "./caseIndex.ts";
import type { NumberedProcess } from "./numberedProcess.ts";
import { filesOf, processTooltip } from "./processFacts.ts";
import { type TreePath, treeRow } from "./treeRow.ts";

const mostListed = 20;

export function processRow(index: CaseIndex, path: TreePath, { instance, number }: NumberedProcess): TreeRow {
  const { pid, name, services, evidence } = instance;
  const connections = index.connectionsOf(number);
  const remotes = remotesOf(index, instance);
  const outside = remotes.filter(isOutsideRemote).length;
  const beats = remotes.some((remote) => index.unusualBeaconOf(remote) !== undefined);
  const label = name ?? `PID ${pid}`;
  return treeRow(path, {
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

/** Whom a process talked to, as far as the filter leaves it. */
export function remotesOf(index: CaseIndex, { id }: ProcessInstance): readonly RemoteEndpoint[] {
  return index.process(id)?.remotes.flatMap((remote) => index.remote(remote) ?? []) ?? [];
}
