import type { ProcessInstance } from "../../core/caseView.ts";
import { markdownCell, markdownIndicator } from "../escape.ts";
import type { ReportInput } from "../reportInput.ts";
import { isMalicious, type KnownHash } from "../verdicts.ts";
import { ordered } from "./order.ts";
import { hostText, processText } from "./remoteText.ts";
import { timeText } from "./reportTime.ts";
import { counted, plural, tableLines } from "./table.ts";

const mostProcesses = 25;

/** Processes that had connections or whose file was hashed, with what the services say of the file. */
export function processesSection(input: ReportInput): readonly string[] {
  const told = toldProcesses(input);
  const quiet = input.view.processes.length - told.length;
  return [
    "## Processes",
    "",
    ...(told.length === 0
      ? ["No process is known to have had a connection."]
      : [
          ...tableLines({
            head: columns,
            values: told,
            cellsOf: (process) => processCells(input, process),
            most: mostProcesses,
            rest: "see the *Processes* view.",
          }),
          "",
          ...notes(input),
        ]),
    ...(quiet === 0
      ? []
      : [
          "",
          `Without connections: ${plural(quiet, "further process", "further processes")}, not listed here.`,
        ]),
  ];
}

/** What the report tells of at all, the busiest first. */
export function toldProcesses(input: ReportInput): readonly ProcessInstance[] {
  const told = input.view.processes.filter(
    (process) =>
      0 < process.connections || 0 < process.remotes.length || 0 < input.verdicts.hashesOf(process).length,
  );
  return ordered(told, (process) => [
    input.verdicts.hashesOf(process).length === 0 ? 1 : 0,
    -process.remotes.length,
    -process.connections,
    process.host.name ?? "",
    process.pid,
    process.name ?? "",
    ...input.placeKeys(process.evidence),
  ]);
}

const columns = [
  "Host",
  "Process",
  "Started (UTC)",
  "File",
  "Connections",
  "File's SHA-256 and verdict",
  "Shown by",
];

function processCells(input: ReportInput, process: ProcessInstance): readonly string[] {
  const hashes = input.verdicts.hashesOf(process);
  const assumed = process.assumes.length === 0 ? "" : `; assumes one ${process.assumes.join(", ")}`;
  return [
    hostText(process),
    processText(process) + assumed,
    timeText(process.start),
    process.executable === undefined ? "unknown" : markdownIndicator(process.executable),
    counted(process.connections),
    hashes.length === 0 ? "not hashed" : hashes.map((hash) => hashText(input, hash)).join("; "),
    input.links(process.evidence),
  ];
}

function hashText(input: ReportInput, hash: KnownHash): string {
  const verdict = input.verdicts.ofFile(hash);
  const text = input.verdicts.text(verdict);
  return `${markdownCell(hash.sha256 ?? hash.sha1 ?? hash.md5 ?? "")} ${isMalicious(verdict) ? `**${text}**` : text}`;
}

function notes(input: ReportInput): readonly string[] {
  const caution =
    "A verdict is of the file. That engines find nothing in it says nothing of what was loaded into the process.";
  if (input.asOf === undefined) return [caution];
  const newest = timeText({ micros: input.asOf, digits: 0, utcOffset: 0, assumed: [] });
  return [`${caution} Ages of verdicts count to ${newest}, the newest time of the case.`];
}
