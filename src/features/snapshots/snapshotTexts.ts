import type { Place, SnapshotChoice, SnapshotTexts } from "../../protocol/messages.ts";
import { plural } from "../../report/sections/table.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import {
  changeKinds,
  compareSnapshots,
  type SnapshotComparison,
} from "../../workspace/snapshots/compareSnapshots.ts";
import { type SnapshotRow, snapshotRows, snapshotSubject } from "../../workspace/snapshots/snapshotRows.ts";

/**
 * Two snapshots as two texts that an editor shows side by side: a row each line, in the same order and the same
 * words, however the two were printed. Undefined where they are not of the same kind of thing.
 */
export function snapshotTexts(
  { reading, lines }: CaseSnapshot,
  earlier: Place,
  later: Place,
): SnapshotTexts | undefined {
  const [from, to] = [earlier, later].map((place) => snapshotAt(reading.captures, place));
  const comparison = from && to && compareSnapshots(reading, from, to);
  if (!from || !to || !comparison) return undefined;
  const nameOf = ({ uri, firstLine }: ScannedCapture) => lines.nameOf({ uri, line: firstLine });
  return {
    title: `${nameOf(from)} ↔ ${nameOf(to)}`,
    earlier: textOf(snapshotRows(reading, from)),
    later: textOf(snapshotRows(reading, to)),
    said: [changesText(comparison), ...comparison.caveats],
  };
}

/** The capture that a line is of, where that is a snapshot. */
function snapshotAt(captures: readonly ScannedCapture[], { uri, line }: Place): ScannedCapture | undefined {
  return captures.find(
    (capture) =>
      capture.uri === uri &&
      capture.firstLine <= line &&
      line <= capture.lastLine &&
      snapshotSubject(capture) !== undefined,
  );
}

/** The snapshots of the case; with one, those of the same kind of thing, of its own host first. */
export function snapshotChoices(
  { reading, lines, view }: CaseSnapshot,
  other: Place | undefined,
): readonly SnapshotChoice[] {
  const from = other && snapshotAt(reading.captures, other);
  const hostOf = ({ id }: ScannedCapture) => reading.hosts.get(id)!.host.key;
  const summaries = new Map(view.captures.map((summary) => [summary.id, summary]));
  const choices = reading.captures.filter((capture) => {
    const subject = snapshotSubject(capture);
    return subject !== undefined && capture !== from && (!from || subject === snapshotSubject(from));
  });
  const isNear = (capture: ScannedCapture) => Number(from !== undefined && hostOf(capture) === hostOf(from));
  return choices
    .sort((a, b) => isNear(b) - isNear(a))
    .map((capture) => {
      const place = { uri: capture.uri, line: capture.firstLine };
      const { title = "", host, facts } = summaries.get(capture.id) ?? {};
      const description = [host?.name, lines.nameOf(place), facts?.captured];
      return { title, description: description.filter((part) => part !== undefined).join(" · "), place };
    });
}

/** `2 new, 1 gone, 6 the same`. */
export function changesText({ changes, same }: SnapshotComparison): string {
  const counts = changeKinds.map((kind) => ({
    kind,
    count: changes.filter((change) => change.kind === kind).length,
  }));
  const words = counts.flatMap(({ kind, count }) => (count === 0 ? [] : [`${count} ${kind}`]));
  return words.length === 0
    ? `Nothing changed, ${plural(same, "row")} the same`
    : [...words, `${same} the same`].join(", ");
}

function textOf(rows: readonly SnapshotRow[]): string {
  const lines = rows.map(({ label, facts }) =>
    [label, ...[...facts].map(([name, value]) => `${name} ${value}`)].join("  "),
  );
  return `${lines.sort().join("\n")}\n`;
}
