import { leastBeats } from "../analysis/beacons/beacon.ts";
import { placeWords } from "../core/addressPlace.ts";
import type { Beacon, CaseView, LineReference } from "../core/caseView.ts";
import { senderTexts } from "../core/deed.ts";
import { isNativeFormat } from "../core/format.ts";
import { isoText, utcText } from "../core/instant.ts";
import { visibleText } from "../report/escape.ts";
import { nextSteps } from "../report/nextSteps/nextSteps.ts";
import { plural } from "../report/sections/table.ts";
import { activityOf } from "../workspace/case/processActivity.ts";
import { farEndText, operationsText, parentText, startText } from "./activityText.ts";
import { findingsText } from "./findingsText.ts";
import { textTable } from "./textTable.ts";
import type { Narrowed, TriagedCase } from "./triageJson.ts";

const mostRows = 25;

/** The case as tables for a terminal, the busiest first, each cut after some rows and saying so. */
export function triageText({ view, reading, pathOf, narrowed, ledger }: TriagedCase): string {
  const native = new Set(view.captures.flatMap(({ uri, format }) => (isNativeFormat(format) ? [uri] : [])));
  const place = ({ uri, line }: LineReference) =>
    native.has(uri) ? `${pathOf(uri)} event ${line}` : `${pathOf(uri)}:${line + 1}`;
  const nameOf = (id: string) => {
    const process = view.processes.find((candidate) => candidate.id === id);
    return process ? `${process.pid} ${process.name ?? "?"}` : id;
  };
  const hasStarts = view.processes.some(({ start, parent }) => start || parent);
  const activityTables = hasActivity(view)
    ? tablesOfActivity({ view, reading, pathOf, ledger }, nameOf, place)
    : [];
  const places = new Map(view.places.map((placed) => [placed.address, placed.places]));
  const hasPlaces = 0 < places.size;
  const tables = [
    findingsText(view.findings, place),
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
      ["host", "pid", "name", ...(hasStarts ? startColumns : []), "connections", "remotes", "shown by"],
      view.processes,
      (process) => [
        process.host.name ?? "?",
        String(process.pid),
        process.name ?? "?",
        ...(hasStarts ? [parentText(process, view), startText(process.start), process.executable ?? ""] : []),
        String(process.connections),
        String(process.remotes.length),
        place(process.evidence[0]),
      ],
    ),
    table(
      "Remote endpoints",
      [
        "address",
        ...(hasPlaces ? ["where, whose"] : []),
        "port",
        "direction",
        "count",
        "processes",
        "shown by",
      ],
      view.remotes,
      (remote) => [
        remote.address,
        ...(hasPlaces ? [placeWords(places.get(remote.address) ?? [])] : []),
        `${remote.port ?? ""}/${remote.transport ?? ""}`,
        remote.directionAssumed ? `${remote.direction}?` : remote.direction,
        String(remote.count),
        remote.processes.map(nameOf).join(", "),
        place(remote.evidence[0]),
      ],
    ),
    ...(hasPlaces ? [databasesText(view)] : []),
    table("Joins", ["this line", "and this line", "confidence", "why"], view.joins, (join) => [
      place(join.left),
      place(join.right),
      join.confidence,
      join.reason,
    ]),
    ...activityTables,
    table("Beacons", beaconHeadings, view.beacons, beaconCells),
    ...beaconWords(view),
    ...(view.listed.length === 0
      ? []
      : [
          table(
            "On lists",
            ["value", "list", "which says", "shown by"],
            view.listed,
            ({ value, lists, evidence }) => [
              value,
              [...new Set(lists.map(({ title }) => title))].join(", "),
              lists.map(({ indicator }) => indicator.note ?? indicator.value)[0] ?? "",
              place(evidence[0]),
            ],
          ),
        ]),
    table(
      "Next steps",
      ["question", "on", "run", "open by"],
      nextSteps({ view, reading, ledger }),
      ({ question, host, commands, answer, openBy }) => [
        question,
        host ?? "?",
        commands[0]?.text ?? answer,
        place(openBy[0]),
      ],
    ),
  ];
  return (narrowed ? narrowedText(narrowed) : "") + tables.join("\n");
}

const beaconHeadings = ["from", "to", "count", "every", "next", "score", "chance", "RITA", "usual for"];

function beaconCells(beacon: Beacon): readonly string[] {
  const { source, destination, port, transport, count, matching, period, jitter, next, usual } = beacon;
  return [
    source,
    `${destination}:${port ?? ""}/${transport ?? ""}`,
    matching === undefined ? String(count) : `${matching} of ${count}`,
    period === undefined
      ? ""
      : `${period.toFixed(1)} s${jitter === undefined ? "" : ` ± ${jitter.toFixed(1)} s`}`,
    next ? utcText(next) : "",
    beacon.score?.toFixed(2) ?? "",
    beacon.chance?.toPrecision(2) ?? "",
    ritaText(beacon),
    usual ?? "",
  ];
}

/** `0.875 (3 of 4)`: a capture without sizes has three of its parts. */
function ritaText({ rita, ritaOf }: Beacon): string {
  return rita === undefined ? "" : `${rita.toFixed(3)}${ritaOf === 3 ? " (3 of 4)" : ""}`;
}

/** What the figures are of. */
function beaconWords({ beacons }: CaseView): readonly string[] {
  const windows = new Set(
    beacons.flatMap(({ window }) => (window ? [`${utcText(window.first)} to ${utcText(window.last)}`] : [])),
  );
  if (windows.size === 0) return [];
  const tested = Math.max(...beacons.map(({ pairsTested }) => pairsTested));
  return [
    `RITA's window: ${[...windows].slice(0, mostWindows).join("; ")}. Chances are corrected for the ${plural(tested, "pair")} tested; pairs with fewer than ${leastBeats} connections are too few to call.\n`,
  ];
}

const mostWindows = 3;

const startColumns = ["parent", "started", "file"];

function hasActivity({ captures }: CaseView): boolean {
  return captures.some(({ family }) => family === "procmon");
}

/** What captures of monitors show beside connections: who sent, and what processes did. */
function tablesOfActivity(
  { view, reading }: TriagedCase,
  nameOf: (id: string) => string,
  place: (reference: LineReference) => string,
): readonly string[] {
  const { instances } = reading.processes;
  const left = new Set(view.processes.map(({ id }) => id));
  const busiest = activityOf(reading)
    .filter(({ process }) => left.has(instances[process]!.id))
    .sort((a, b) => b.events - a.events);
  return [
    table(
      "Who sent, by the stacks",
      ["process", "to", "module", "company", "version", "sends", "shown by"],
      view.senders,
      ({ process, remote, how, module, count, first }) => [
        nameOf(process),
        farEndText(remote),
        module?.path ?? senderTexts[how],
        module?.company ?? "",
        module?.version ?? "",
        String(count),
        place(first),
      ],
    ),
    table("What processes did", ["host", "process", "events", "most often"], busiest, (activity) => [
      instances[activity.process]!.host.name ?? "?",
      nameOf(instances[activity.process]!.id),
      String(activity.events),
      operationsText(activity),
    ]),
  ];
}

/** Networks change hands: what a database says is as of the day it was built. */
function databasesText({ places }: CaseView): string {
  const named = places.flatMap((placed) =>
    placed.places.map(({ database: { title, built } }) =>
      built === undefined ? title : `${title}, built ${built}`,
    ),
  );
  return `Where and whose by ${[...new Set(named)].map(visibleText).join("; ")}.\n`;
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
