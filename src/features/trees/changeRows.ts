import type { CaptureSummary } from "../../core/caseView.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import type { SnapshotChange } from "../../workspace/snapshots/compareSnapshots.ts";
import { changesText } from "../snapshots/snapshotTexts.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

/** The step of a tree's path that leads to what changed since the snapshot before. */
export const changesStep = "changes";

const mostChanges = 500;

/** What changed since the snapshot before; nothing where there is none before. */
export function changesRow(index: CaseIndex, path: TreePath, { id }: CaptureSummary): readonly TreeRow[] {
  const change = index.changesSince(id);
  if (!change) return [];
  const { comparison, earlier, later } = change;
  const before = { uri: earlier.uri, line: earlier.firstLine };
  return [
    treeRow([...path, changesStep], {
      label: comparison.changes.length === 0 ? "Nothing changed" : changesText(comparison),
      description: [`since ${index.snapshot.lines.nameOf(before)}`],
      tooltip: [
        `Compared with the snapshot before it, ${index.snapshot.lines.nameOf(before)}.`,
        ...comparison.caveats,
      ],
      icon: "diff",
      children: comparison.changes.length === 0 ? "none" : "collapsed",
      context: "changes",
      spoken: "Changes",
      place: { uri: later.uri, line: later.firstLine },
      cites: [before, { uri: later.uri, line: later.firstLine }],
    }),
  ];
}

export function changeRows(index: CaseIndex, path: TreePath, { id }: CaptureSummary): readonly TreeRow[] {
  const changes = index.changesSince(id)?.comparison.changes ?? [];
  return cappedRows(path, changes, mostChanges, (change) => changeRow(index, path, change));
}

const icons: { readonly [Kind in SnapshotChange["kind"]]: string } = {
  new: "diff-added",
  gone: "diff-removed",
  changed: "diff-modified",
  "PID reused": "diff-renamed",
};

function changeRow(
  { snapshot }: CaseIndex,
  path: TreePath,
  { kind, label, earlier, later, facts, says }: SnapshotChange,
): TreeRow {
  const places = [later, earlier].filter((place) => place !== undefined);
  const how = facts.map(({ name, from, to }) => `${name} ${from} → ${to}`);
  return treeRow([...path, `${kind} ${places.map(({ uri, line }) => `${uri}#${line}`).join(" ")}`], {
    label,
    description: [kind, ...(how.length === 0 ? [says] : how)],
    tooltip: [`${kind}: ${label}`, ...how, ...places.map((place) => snapshot.lines.nameOf(place))],
    icon: icons[kind],
    children: "none",
    context: "change",
    spoken: `${kind} ${label}`,
    place: places[0],
    cites: places,
  });
}
