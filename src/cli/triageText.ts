import type { CaseView, LineReference } from "../core/caseView.ts";
import { isoText } from "../core/instant.ts";
import { visibleText } from "../report/escape.ts";
import { textTable } from "./textTable.ts";
import type { Narrowed, PathOf } from "./triageJson.ts";

const mostRows = 25;

/** The case as tables for a terminal, the busiest first, each cut after some rows and saying so. */
export function triageText(view: CaseView, pathOf: PathOf, narrowed?: Narrowed): string {
  const place = ({ uri, line }: LineReference) => `${pathOf(uri)}:${line + 1}`;
  const nameOf = (id: string) => {
    const process = view.processes.find((candidate) => candidate.id === id);
    return process ? `${process.pid} ${process.name ?? "?"}` : id;
  };
  const tables = [
    table(
      "Captures",
      ["capture", "format", "host", "rows", "issues", "from", "to"],
      view.captures,
      (capture) => [
        place({ uri: capture.uri, line: capture.firstLine }),
        capture.format,
        capture.host.name ?? "?",
        String(capture.rows),
        String(capture.issues),
        capture.first ? isoText(capture.first) : "",
        capture.last ? isoText(capture.last) : "",
      ],
    ),
    table(
      "Processes",
      ["host", "pid", "name", "connections", "remotes", "shown by"],
      view.processes,
      (process) => [
        process.host.name ?? "?",
        String(process.pid),
        process.name ?? "?",
        String(process.connections),
        String(process.remotes.length),
        place(process.evidence[0]),
      ],
    ),
    table(
      "Remote endpoints",
      ["address", "port", "direction", "count", "processes", "shown by"],
      view.remotes,
      (remote) => [
        remote.address,
        `${remote.port ?? ""}/${remote.transport ?? ""}`,
        remote.directionAssumed ? `${remote.direction}?` : remote.direction,
        String(remote.count),
        remote.processes.map(nameOf).join(", "),
        place(remote.evidence[0]),
      ],
    ),
    table("Joins", ["this line", "and this line", "confidence", "why"], view.joins, (join) => [
      place(join.left),
      place(join.right),
      join.confidence,
      join.reason,
    ]),
    table("Beacons", ["from", "to", "count", "every", "score", "chance"], view.beacons, (beacon) => [
      beacon.source,
      `${beacon.destination}:${beacon.port ?? ""}/${beacon.transport ?? ""}`,
      beacon.matching === undefined ? String(beacon.count) : `${beacon.matching} of ${beacon.count}`,
      beacon.period === undefined ? "" : `${beacon.period.toFixed(1)} s`,
      beacon.score?.toFixed(2) ?? "",
      beacon.chance?.toPrecision(2) ?? "",
    ]),
    table("Findings", ["severity", "confidence", "summary", "shown by"], view.findings, (finding) => [
      finding.severity,
      finding.confidence,
      finding.summary,
      place(finding.evidence[0]),
    ]),
  ];
  return (narrowed ? narrowedText(narrowed) : "") + tables.join("\n");
}

function narrowedText({ text, matching, rows, times }: Narrowed): string {
  const lines = [
    `Where ${visibleText(text)}: ${matching} of ${rows} rows.`,
    "Counts are of these rows. Beacons and findings are judged by all rows, and listed where one of theirs is among these.",
    ...(times === undefined ? [] : [times]),
  ];
  return `${lines.join("\n")}\n\n`;
}

function table<T>(
  title: string,
  headings: readonly string[],
  things: readonly T[],
  cellsOf: (thing: T) => readonly string[],
): string {
  if (things.length === 0) return `${title}: none\n`;
  const shown = things.slice(0, mostRows).map(cellsOf);
  const rest = things.length - shown.length;
  return `${title} (${things.length})\n${textTable(headings, shown)}${rest === 0 ? "" : `… ${rest} more: --json has them all\n`}`;
}
