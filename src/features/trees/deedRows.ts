import type { ProcessInstance } from "../../core/caseView.ts";
import type { Deed, Sender } from "../../core/deed.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { shortened } from "../../report/escape.ts";
import { timeText } from "../../report/sections/reportTime.ts";
import { counted } from "../../report/sections/table.ts";
import { autostartOf, type DeedGroup, deedGroups, verbOf } from "../processes/deedWords.ts";
import { processStoriesOf } from "../processes/processStories.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { addressWithPort } from "./endpointRow.ts";
import { groupStep } from "./processSteps.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

const mostDeeds = 500;
const mostCited = 20;
const longestDetail = 120;

/** The step of the modules that sent; no kind of deed is called so. */
export const sendersStep = groupStep("modules");

/** What a process did, a row for each group that has any. */
export function groupRows(index: CaseIndex, path: TreePath, process: ProcessInstance): readonly TreeRow[] {
  const stories = processStoriesOf(index.snapshot);
  const { senders } = stories.story(process);
  const groups = deedGroups.flatMap((group) => {
    const deeds = stories.deedsOf(process, group);
    const count = group.id === "children" ? stories.childrenOf(process).length || deeds.length : deeds.length;
    return count === 0 ? [] : [groupRow(path, group, deeds, count)];
  });
  return senders.length === 0 ? groups : [sendersRow(path, senders), ...groups];
}

function groupRow(path: TreePath, group: DeedGroup, deeds: readonly Deed[], count: number): TreeRow {
  const places = deeds.slice(0, mostCited).map(({ place }) => place);
  const autostart = deeds.map(autostartOf).find((name) => name !== undefined);
  return treeRow([...path, groupStep(group.id)], {
    label: group.title,
    description: [counted(count), autostart],
    tooltip: [
      group.title,
      autostart === undefined ? undefined : `Among them ${autostart}: started again by itself.`,
    ],
    icon: group.icon,
    iconColor: autostart === undefined ? undefined : "charts.orange",
    children: "collapsed",
    context: "deeds",
    spoken: group.title,
    place: places[0],
    cites: places,
  });
}

export function deedRows(
  index: CaseIndex,
  path: TreePath,
  process: ProcessInstance,
  group: DeedGroup,
): readonly TreeRow[] {
  const deeds = processStoriesOf(index.snapshot).deedsOf(process, group);
  const isOfMany = 1 < group.kinds.length;
  return cappedRows(path, deeds, mostDeeds, (deed) => {
    const verb = isOfMany ? verbOf(deed) : undefined;
    return deedRow(index, [...path, `${deed.place.uri}#${deed.place.line} ${deed.kind}`], deed, verb);
  });
}

export function deedRow(index: CaseIndex, path: TreePath, deed: Deed, verb: string | undefined): TreeRow {
  const { place, last, time, count, newThreadId, detail } = deed;
  const autostart = autostartOf(deed);
  const label = deed.path ?? (newThreadId === undefined ? verbOf(deed) : `Thread ${newThreadId}`);
  return treeRow(path, {
    label,
    description: [
      verb === label ? undefined : verb,
      autostart,
      time ? timeText(time) : undefined,
      1 < count ? `${counted(count)} events` : undefined,
      detail === undefined ? undefined : shortened(detail, longestDetail),
    ],
    tooltip: [
      `${verbOf(deed)} ${label}`,
      autostart === undefined ? undefined : `${autostart}: it is started again by itself.`,
      detail,
      `Shown by ${index.snapshot.lines.nameOf(place)}${last ? ` to ${last.line + 1}` : ""}`,
    ],
    icon: autostart === undefined ? "list-selection" : "warning",
    iconColor: autostart === undefined ? undefined : "charts.orange",
    children: "none",
    context: "deed",
    spoken: `${verbOf(deed)} ${label}`,
    place,
    cites: last ? [place, last] : [place],
  });
}

function sendersRow(path: TreePath, senders: readonly Sender[]): TreeRow {
  const places = senders.map(({ first }) => first);
  return treeRow([...path, sendersStep], {
    label: "Modules that sent",
    description: [counted(senders.length)],
    tooltip: [
      "The first frame of each send's stack above Windows' own networking modules.",
      "A frame in no known module is a clue, not a verdict: see the share of such events beside it.",
    ],
    icon: "package",
    children: "collapsed",
    context: "deeds",
    spoken: "Modules that sent",
    place: places[0],
    cites: places.slice(0, mostCited),
  });
}

const unknownSenders: { readonly [How in Exclude<Sender["how"], "module">]: string } = {
  "unknown module": "Code in no known module",
  "no user-mode stack": "No user-mode stack in this event",
};

export function senderRows(index: CaseIndex, path: TreePath, process: ProcessInstance): readonly TreeRow[] {
  const { senders } = processStoriesOf(index.snapshot).story(process);
  return cappedRows(path, senders, mostDeeds, (sender) => {
    const { how, module, count, first, last, remote, baseRate } = sender;
    const label = how === "module" ? (module?.path ?? "Module without a path") : unknownSenders[how];
    const end = index.remote(remote);
    const whom = end && (end.port === undefined ? end.address : addressWithPort(end.address, end.port));
    const rate =
      how === "unknown module" && baseRate !== undefined
        ? `${Math.round(baseRate * 100)} % of its events have such a frame`
        : undefined;
    return treeRow([...path, `${first.uri}#${first.line}`], {
      label,
      description: [
        whom === undefined ? undefined : `to ${whom}`,
        `${counted(count)} sends`,
        module?.company,
        module?.version,
        rate,
      ],
      tooltip: [label, module?.description, rate],
      icon: how === "module" ? "library" : "question",
      children: "none",
      context: "deed",
      spoken: `Sent by ${label}`,
      place: first,
      cites: [first, last],
      observables: module ? [{ kind: "file", value: module.path }] : [],
    });
  });
}
