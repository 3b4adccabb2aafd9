import { placeWords } from "../../core/addressPlace.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import { markdownCell, markdownIndicator, markdownSentence } from "../escape.ts";
import type { ReportInput } from "../reportInput.ts";
import { beaconText, portText, processesNamed, processText, remoteText } from "./remoteText.ts";
import { spanText } from "./reportTime.ts";
import { counted, few, plural, tableLines } from "./table.ts";

const mostRemotes = 25;
const mostNames = 3;

/** The far ends outside the network: who spoke with them, when, how often, how regularly. */
export function connectionsSection(input: ReportInput): readonly string[] {
  const hasPlaces = 0 < input.view.places.length;
  const inside = input.view.remotes.length - input.outside.length;
  return [
    "## Connections",
    "",
    ...(input.outside.length === 0
      ? ["No connection to an address outside the network is in this evidence."]
      : tableLines({
          head: hasPlaces ? [columns[0]!, "Where, whose", ...columns.slice(1)] : columns,
          values: input.outside,
          cellsOf: (remote) => remoteCells(input, remote),
          most: mostRemotes,
          rest: "see the *Remote endpoints* view.",
        })),
    ...(hasPlaces ? ["", databasesLine(input)] : []),
    ...(inside === 0
      ? []
      : ["", `Within the network: ${plural(inside, "further far end")}, not listed here.`]),
  ];
}

const columns = [
  "Far end",
  "Port",
  "Direction",
  "Count",
  "When (UTC)",
  "Near end",
  "Process",
  "Regular",
  "Shown by",
];

function remoteCells(input: ReportInput, remote: RemoteEndpoint): readonly string[] {
  const beacon = input.beaconOf(remote);
  const actions = [...remote.actions].sort().map(markdownSentence);
  const processes = processesNamed(input, remote.processes).map(processText);
  return [
    remoteText(remote),
    ...(input.view.places.length === 0 ? [] : [placeCell(input, remote)]),
    portText(remote),
    remote.direction,
    counted(remote.count) + (actions.length === 0 ? "" : ` (${few(actions, mostNames)})`),
    spanText(remote.first, remote.last),
    few(remote.sources.map(markdownIndicator), mostNames),
    processes.length === 0 ? "unknown" : few(processes, mostNames),
    beacon ? beaconText(beacon) : "",
    input.links(beacon ? [...remote.evidence, beacon.first, beacon.last] : remote.evidence),
  ];
}

function placeCell(input: ReportInput, { address }: RemoteEndpoint): string {
  const words = placeWords(input.placesOf(address));
  return words === "" ? "" : markdownCell(words);
}

/** Networks change hands: what a database says is as of the day it was built. */
function databasesLine({ view }: ReportInput): string {
  const named = view.places.flatMap(({ places }) =>
    places.map(({ database: { title, built } }) =>
      built === undefined ? markdownSentence(title) : `${markdownSentence(title)}, built ${built}`,
    ),
  );
  return `Where and whose: ${[...new Set(named)].sort().join("; ")}.`;
}
