import type { CaptureSummary } from "../../core/caseView.ts";
import type { Family } from "../../core/format.ts";
import { grouped } from "../../core/grouped.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { ordered } from "../../report/sections/order.ts";
import { spanText, timeText } from "../../report/sections/reportTime.ts";
import { counted, plural } from "../../report/sections/table.ts";
import type { EvidenceGap, ScannedCapture, ScannedFile } from "../../workspace/captures/scannedFile.ts";
import { faultIssue } from "../../workspace/reading/readingFault.ts";
import { fileFilters } from "../filter/rowFilters.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { changeRows, changesRow, changesStep } from "./changeRows.ts";
import { hostSentence } from "./processHosts.ts";
import { cappedRows, type TreePath, treeRow } from "./treeRow.ts";

/** What is known of the hash of a capture, or of the file it is. */
export interface HashNote {
  readonly kind: "agrees" | "differs" | "noted";
  readonly sentence: string;
}

const mostFiles = 1000;
const mostCaptures = 500;
const mostGaps = 200;

/** File, capture, gap; and what changed since the snapshot before. */
export function evidenceTree(
  index: CaseIndex,
  path: TreePath,
  hashes: ReadonlyMap<string, HashNote>,
): readonly TreeRow[] {
  const [uri, captureId, step] = path;
  const summaries = grouped(index.snapshot.view.captures, (capture) => capture.uri);
  if (uri === undefined) return fileRows(index, summaries);
  const file = index.snapshot.reading.files.find(({ entry }) => entry.uri === uri);
  if (!file) return [];
  const captures = summaries.get(uri) ?? [];
  if (captureId === undefined)
    return cappedRows(path, captures, mostCaptures, (capture) =>
      captureRow(index, path, capture, gapsOf(file, capture), hashes.get(capture.id)),
    );
  const capture = captures.find(({ id }) => id === captureId);
  if (!capture) return [];
  if (step === changesStep) return changeRows(index, path, capture);
  return [
    ...changesRow(index, path, capture),
    ...cappedRows(path, gapsOf(file, capture), mostGaps, (gap) => gapRow(index, path, file, capture, gap)),
  ];
}

function gapsOf({ captures }: ScannedFile, { id }: CaptureSummary): readonly EvidenceGap[] {
  return captures.find((capture) => capture.id === id)?.gaps ?? [];
}

function fileRows(
  index: CaseIndex,
  summaries: ReadonlyMap<string, readonly CaptureSummary[]>,
): readonly TreeRow[] {
  const shown = index.snapshot.reading.files.flatMap((file) => {
    const captures = summaries.get(file.entry.uri) ?? [];
    return captures.length === 0 && !file.fault ? [] : [{ file, captures }];
  });
  const inOrder = ordered(shown, ({ file }) => [file.entry.path, file.entry.uri]);
  const children = inOrder.length <= 3 ? "expanded" : "collapsed";
  return cappedRows([], inOrder, mostFiles, ({ file, captures }) => fileRow(file, captures, children));
}

function fileRow(
  { entry, encoding, lines, fault, renewed }: ScannedFile,
  captures: readonly CaptureSummary[],
  children: TreeRow["children"],
): TreeRow {
  const cut = entry.path.lastIndexOf("/");
  const rows = captures.reduce((sum, capture) => sum + capture.rows, 0);
  const issues = captures.reduce((sum, capture) => sum + capture.issues, 0);
  const isNote = captures[0]?.place === "block";
  const name = entry.path.slice(cut + 1);
  return treeRow([entry.uri], {
    label: name,
    description: [
      cut < 0 ? undefined : entry.path.slice(0, cut),
      captures.length === 0 ? undefined : plural(captures.length, "capture"),
      captures.length === 0 ? undefined : plural(rows, "row"),
      issues === 0 ? undefined : plural(issues, "issue"),
      fault && (lines === 0 ? "not read" : "not read to its end"),
    ],
    tooltip: [
      entry.path,
      `${plural(lines, "line")}, ${plural(entry.size, "byte")}`,
      fault && faultIssue(fault, lines).message,
      renewed && renewals[renewed],
      encodingText(encoding.name, encoding.how === "assumed"),
    ],
    icon: fault ? "warning" : isNote ? "markdown" : "file",
    iconColor: fault && "problemsWarningIcon.foreground",
    children: captures.length === 0 ? "none" : children,
    context: fault ? "file issue" : "file",
    spoken: `File ${name}`,
    filters: fileFilters(entry.path),
    place: { uri: entry.uri, line: captures[0]?.firstLine ?? 0 },
    cites: captures.slice(0, 20).map(({ uri, firstLine }) => ({ uri, line: firstLine })),
  });
}

const renewals = {
  shorter: "It is shorter than when it was read before: it was cut or rotated, and was read anew.",
  other:
    "It no longer begins as it did when it was read before: it was rotated or replaced, and was read anew.",
} as const;

function encodingText(name: string, isAssumed: boolean): string {
  return `Encoding: ${name.toUpperCase()}${isAssumed ? ", assumed" : ""}`;
}

const icons: { readonly [F in Family]: string } = {
  netstat: "plug",
  fwlog: "flame",
  tasklist: "list-tree",
  procmon: "record",
  hashes: "key",
};

function captureRow(
  index: CaseIndex,
  path: TreePath,
  capture: CaptureSummary,
  gaps: readonly EvidenceGap[],
  hash: HashNote | undefined,
): TreeRow {
  const { id, uri, title, host, rows, issues, family, firstLine, lastLine, first, last, facts } = capture;
  const place = { uri, line: firstLine };
  const isWrong = hash?.kind === "differs";
  return treeRow([...path, id], {
    label: title,
    description: [
      host.name,
      plural(rows, "row"),
      first ? spanText(first, last) : facts.captured,
      issues === 0 ? undefined : plural(issues, "issue"),
      gaps.length === 0 ? undefined : plural(gaps.length, "gap"),
      isWrong ? "hash differs" : undefined,
    ],
    tooltip: captureTooltip(capture, hash),
    icon: isWrong ? "error" : 0 < gaps.length ? "warning" : icons[family],
    iconColor: isWrong
      ? "problemsErrorIcon.foreground"
      : 0 < gaps.length
        ? "problemsWarningIcon.foreground"
        : undefined,
    children: gaps.length === 0 && !index.hasSnapshotBefore(id) ? "none" : "collapsed",
    context: ["capture", ...(0 < issues ? ["issue"] : []), ...(isSnapshot(family) ? ["snapshot"] : [])].join(
      " ",
    ),
    spoken: `${title}, lines ${firstLine + 1} to ${lastLine + 1}`,
    place,
    cites: [place],
  });
}

/** Whether it may be a state of a host, which can be compared with another. */
function isSnapshot(family: Family): boolean {
  return family === "netstat" || family === "tasklist";
}

function captureTooltip(
  capture: CaptureSummary,
  hash: HashNote | undefined,
): readonly (string | undefined)[] {
  const { title, format, host, firstLine, lastLine, facts, first, last, encoding, encodingAssumed } = capture;
  const assumed = first?.assumed ?? [];
  return [
    `${title} (${format}), lines ${counted(firstLine + 1)} to ${counted(lastLine + 1)}`,
    `Host: ${host.name ?? "unknown"}. ${hostSentence(host.how)}`,
    facts.captured === undefined ? undefined : `Captured: ${facts.captured}`,
    facts.command === undefined ? undefined : `Command: ${facts.command}`,
    first ? `Times: ${spanText(first, last)}` : undefined,
    assumed.length === 0 ? undefined : `Assumed of the times: ${assumed.join(", ")}.`,
    facts.zone === undefined ? undefined : `Zone: ${facts.zone}`,
    facts.year === undefined ? undefined : `Year of times without one: ${facts.year}`,
    facts.skew === undefined ? undefined : `Clock wrong by ${facts.skew}: times are told without that.`,
    `${plural(capture.rows, "row")}, ${plural(capture.issues, "issue")}, ${plural(capture.gaps, "gap")}`,
    encodingText(encoding, encodingAssumed),
    hash?.sentence ?? "Not hashed",
  ];
}

function gapRow(
  { snapshot }: CaseIndex,
  path: TreePath,
  { captures }: ScannedFile,
  { id, uri }: CaptureSummary,
  { line, lost, micros }: EvidenceGap,
): TreeRow {
  const { clock }: Pick<ScannedCapture, "clock"> = captures.find((capture) => capture.id === id) ?? {};
  const place = { uri, line };
  const time = clock && !Number.isNaN(micros) ? timeText({ ...clock, micros }) : undefined;
  return treeRow([...path, `gap ${line}`], {
    label: lost === undefined ? "Events were lost" : `${plural(lost, "event")} lost`,
    description: [time, `line ${counted(line + 1)}`],
    tooltip: ["The log itself says that events are missing here.", snapshot.lines.nameOf(place)],
    icon: "circle-slash",
    iconColor: "problemsWarningIcon.foreground",
    children: "none",
    context: "gap",
    spoken: "Gap in the log",
    place,
    cites: [place],
  });
}
