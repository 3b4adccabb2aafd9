import type { Finding, FindingSeverity } from "../../core/finding.ts";
import { titleOfFormat } from "../../formats/all.ts";
import type { Place, TreeRow } from "../../protocol/messages.ts";
import { ordered } from "../../report/sections/order.ts";
import type { RowPlace } from "../../workspace/joins/rowJoins.ts";
import { endpointText, endsOfRow } from "../rowEnds.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { lineRow } from "./connectionLines.ts";
import { nextId, nextRow, stepRows } from "./stepRows.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

const mostFindings = 500;
const mostLines = 200;

/** Finding, then the lines that show it. */
export function findingTree(index: CaseIndex, path: TreePath): readonly TreeRow[] {
  const [id] = path;
  const { findings } = index.snapshot.view;
  if (id === undefined) {
    const inOrder = ordered(findings, ({ severity, confidence, summary, id: own }) => [
      severities.indexOf(severity),
      ["high", "medium", "low"].indexOf(confidence),
      summary,
      own,
    ]);
    return [
      ...cappedRows([], inOrder, mostFindings, (finding) => findingRow(index, finding)),
      ...nextRow(index),
    ];
  }
  if (id === nextId) return stepRows(index, path);
  const finding = findings.find((one) => one.id === id);
  const places = new Map(finding?.evidence.map((place) => [`${place.uri} ${place.line}`, place]));
  return cappedRows(path, [...places.values()], mostLines, (place) => evidenceRow(index, path, place));
}

const severities: readonly FindingSeverity[] = ["critical", "high", "medium", "low", "information"];

const icons: { readonly [S in FindingSeverity]: readonly [icon: string, color: string] } = {
  critical: ["error", "problemsErrorIcon.foreground"],
  high: ["error", "problemsErrorIcon.foreground"],
  medium: ["warning", "problemsWarningIcon.foreground"],
  low: ["info", "problemsInfoIcon.foreground"],
  information: ["info", "problemsInfoIcon.foreground"],
};

/** What a finding is about in few words: a row of a tree has no room for a sentence. */
const headlines: Readonly<Record<string, string>> = {
  beacon: "Regular calls to",
  "explorer-network": "explorer.exe sends to",
  gap: "Lost events in",
};

function headlineOf({ snapshot: { lines } }: CaseIndex, { rule, summary, evidence }: Finding): string {
  const headline = headlines[rule];
  if (headline === undefined) return summary;
  const row = lines.rowAt(evidence[0]);
  const { far, port } = row && isAt(row, evidence[0]) ? endsOfRow(row) : {};
  const about = far === undefined ? lines.nameOf(evidence[0]) : endpointText(far, port, undefined);
  return `${headline} ${about}`;
}

function findingRow(index: CaseIndex, finding: Finding): TreeRow {
  const { id, rule, severity, confidence, summary, reason, technique, unless, evidence } = finding;
  const { lines } = index.snapshot;
  const [icon, iconColor] = icons[severity];
  return treeRow([id], {
    label: headlineOf(index, finding),
    description: [severity, `${confidence} confidence`],
    tooltip: [
      summary,
      `Severity ${severity}, confidence ${confidence}: ${reason}`,
      technique && `ATT&CK ${technique.id}, ${technique.name} (${technique.version})`,
      unless === undefined ? undefined : `Unless: ${unless}`,
      `Rule: ${rule}`,
      `First shown by ${lines.nameOf(evidence[0])}`,
    ],
    icon,
    iconColor,
    children: "collapsed",
    context: "finding",
    spoken: `Finding: ${summary.replace(/\.$/, "")}`,
    place: evidence[0],
    cites: evidence.slice(0, mostLines),
  });
}

function evidenceRow({ snapshot }: CaseIndex, path: TreePath, place: Place): TreeRow {
  const row = snapshot.lines.rowAt(place);
  if (row && isAt(row, place)) return lineRow(path, snapshot, row);
  const name = snapshot.lines.nameOf(place);
  const process = snapshot.lines.processes.listedAt(place)?.instance;
  const capture = snapshot.lines.captureAt(place);
  return treeRow([...path, `${place.uri} ${place.line}`], {
    label: name.slice(name.lastIndexOf("/") + 1),
    description: [
      process && `${process.name ?? "unknown"} PID ${process.pid}`,
      capture && titleOfFormat(capture.format),
    ],
    tooltip: [name],
    icon: "list-selection",
    children: "none",
    context: "line",
    spoken: `Line ${place.line + 1} of ${name.slice(0, name.lastIndexOf(":"))}`,
    place,
    cites: [place],
  });
}

function isAt({ capture, row }: RowPlace, { line }: Place): boolean {
  return capture.columns.line[row] === line;
}
