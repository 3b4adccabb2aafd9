import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import { plural } from "../../report/sections/table.ts";
import type { CaseLines, RowPlace } from "../../workspace/case/caseLines.ts";
import type { ProcessOnLine } from "../../workspace/case/caseProcesses.ts";
import type { FlowSocketJoin, SocketFit } from "../../workspace/joins/flowSocketJoins.ts";
import { distinct } from "../caseLocations.ts";
import { endpointText, endsOfRow } from "../rowEnds.ts";
import { beaconWords } from "./codeLensCapture.ts";

/** What a line is part of, in words, and the lines that show it. */
export interface Part {
  readonly title: string;
  readonly places: readonly LineReference[];
}

const mostPlaces = 50;
const mostCandidates = 3;

const agreement: { readonly [F in SocketFit]: string } = {
  tuple: "same addresses and ports at both ends",
  endpoint: "same local address and port",
  wildcard: "same local port, bound to all addresses of this host",
  port: "only the local port agrees",
};

/** What a row of a firewall log or of a socket table is part of. */
export function partOfRow(row: RowPlace, lines: CaseLines): Part {
  return row.capture.family === "netstat" ? partOfSocket(row, lines) : partOfLogged(row, lines);
}

/** `→ PID 3416 explorer.exe, notes.md:21 (same local address and port) · every 59.5 s, score 0.93` */
function partOfLogged(row: RowPlace, lines: CaseLines): Part {
  const owner = ownerOf(row, lines);
  const flow = [...rhythmWords(row, lines), ...flowWords(row)];
  if (owner) return { title: [owner.title, ...flow].join(" · "), places: owner.places };
  const { far, port } = endsOfRow(row);
  const { transport } = row.capture.columns.mannerOf(row.row);
  const remote = far === undefined ? "no far end" : endpointText(far, port, transport);
  const places = flowPlaces(row);
  return { title: [remote, ...flow].join(" · "), places };
}

function ownerOf(row: RowPlace, lines: CaseLines): Part | undefined {
  const named = lines.processes.named(row);
  const joins = lines.joins.ofRow(row);
  const own = joins.filter((join) => lines.processes.isOwnSocket(row, join));
  const [first] = own;
  const processes = lines.processes.ofRow(row);
  if (!first) return named && namedPart(row, named, joins, lines);
  const places = joinPlaces(own, lines);
  if (1 < processes.length) return { title: candidateWords(processes, lines), places };
  const who = processes[0] ? processWords(processes[0].instance) : "a socket of unknown owner";
  const where = lines.nameOf(placeOfSocket(first));
  const doubt = first.confidence === "low" ? "perhaps " : "";
  return { title: `→ ${doubt}${who}, ${where} (${agreement[first.fit]})`, places };
}

function joinPlaces(joins: readonly FlowSocketJoin[], lines: CaseLines): readonly LineReference[] {
  const names = joins.flatMap(({ socket }) =>
    namePlaces({ capture: socket.capture, row: socket.row }, lines),
  );
  return distinct([...joins.map(placeOfSocket), ...names], mostPlaces);
}

function candidateWords(processes: readonly ProcessOnLine[], lines: CaseLines): string {
  const shown = processes.slice(0, mostCandidates).map(({ instance, join }) => {
    const where = join ? `, ${lines.nameOf(placeOfSocket(join))}` : "";
    return processWords(instance) + where;
  });
  const more = processes.length - shown.length;
  return `→ ${processes.length} processes fit: ${shown.join(" or ")}${more === 0 ? "" : ` or ${more} more`}`;
}

/** The row itself says the PID; sockets that fit are the other end's. */
function namedPart(
  row: RowPlace,
  { instance }: ProcessOnLine,
  others: readonly FlowSocketJoin[],
  lines: CaseLines,
): Part {
  const names = namePlaces(row, lines);
  const where = names.map((place) => `, ${lines.nameOf(place)}`).join("");
  const far = others.slice(0, 1).map((join) => otherEndWords(join, lines));
  const places = distinct([...names, ...joinPlaces(others, lines)], mostPlaces);
  return {
    title: [processWords(instance) + where, ...far].join(" · "),
    places: places.length === 0 ? flowPlaces(row) : places,
  };
}

/** `from PID 4 System of WS-051, notes.md:51` */
function otherEndWords(join: FlowSocketJoin, lines: CaseLines): string {
  const { socket, side } = join;
  const owner = lines.processes.named({ capture: socket.capture, row: socket.row });
  const who = owner ? processWords(owner.instance) : "a socket";
  const host = socket.host.name === undefined ? "another host" : socket.host.name;
  return `${side === "source" ? "from" : "to"} ${who} of ${host}, ${lines.nameOf(placeOfSocket(join))}`;
}

/** `PID 3416 explorer.exe, notes.md:33 · 3 rows of fw.log:3` */
function partOfSocket(row: RowPlace, lines: CaseLines): Part {
  const process = lines.processes.named(row);
  const joins = lines.joins.ofSocket(row);
  const names = namePlaces(row, lines);
  const logged = joins.flatMap((join) =>
    lines.joins
      .rowsOf(join, mostPlaces)
      .map((at) => ({ uri: join.flows.uri, line: join.flows.columns.line[at]! })),
  );
  const words = [
    process
      ? processWords(process.instance) + names.map((place) => `, ${lines.nameOf(place)}`).join("")
      : "owner not printed",
    ...joins.slice(0, mostCandidates).map((join) => loggedWords(join, lines)),
    ...(mostCandidates < joins.length ? [`${joins.length - mostCandidates} more in firewall logs`] : []),
    ...(joins.length === 0 && process ? connectionWords(lines, process) : []),
  ];
  return { title: words.join(" · "), places: distinct([...names, ...logged], mostPlaces) };
}

/** `3 rows to 203.0.113.77:12000/udp, fw.log:3` */
function loggedWords({ flows, firstRow, count, side, confidence }: FlowSocketJoin, lines: CaseLines): string {
  const { columns } = flows;
  const far = columns.text((side === "source" ? columns.destination : columns.source)[firstRow]!) ?? "*";
  const port = side === "source" ? columns.destinationPort[firstRow]! : undefined;
  const remote = endpointText(far, port, columns.mannerOf(firstRow).transport);
  const where = lines.nameOf({ uri: flows.uri, line: columns.line[firstRow]! });
  const doubt = confidence === "low" ? "perhaps " : "";
  return `${doubt}${plural(count, "row")} ${side === "source" ? "to" : "from"} ${remote}, ${where}`;
}

/** What a line of a process list is part of. */
export function partOfListed(process: ProcessOnLine, lines: CaseLines, at: LineReference): Part {
  const all = distinct(lines.processes.linesOf(process), mostPlaces);
  const places = all.filter(({ uri, line }) => uri !== at.uri || line !== at.line);
  const first = places.find((place) => lines.rowAt(place)?.capture.processes.length === 0);
  const where = first ? [lines.nameOf(first)] : [];
  return { title: [...connectionWords(lines, process), ...where].join(" · "), places };
}

function connectionWords({ view }: CaseLines, { number }: ProcessOnLine): readonly string[] {
  const { connections, remotes } = view.processes[number]!;
  return [
    ...(connections === 0 ? [] : [plural(connections, "connection")]),
    ...(remotes.length === 0 ? [] : [plural(remotes.length, "remote endpoint")]),
  ];
}

function processWords({ pid, name }: ProcessInstance): string {
  return name === undefined ? `PID ${pid}` : `PID ${pid} ${name}`;
}

function placeOfSocket({ socket }: FlowSocketJoin): LineReference {
  return { uri: socket.capture.uri, line: socket.line };
}

function namePlaces(row: RowPlace, { processes }: CaseLines): readonly LineReference[] {
  const named = processes.nameOf(row)?.named;
  return named ? [{ uri: named.capture.uri, line: named.line }] : [];
}

function rhythmWords({ capture, row }: RowPlace, lines: CaseLines): readonly string[] {
  const { columns } = capture;
  const port = columns.destinationPort[row]!;
  const beacon = lines.view.beacons.find(({ first, ...one }) => {
    if (first.uri !== capture.uri || one.port !== (port < 0 ? undefined : port)) return false;
    const at = lines.rowAt(first);
    return at?.capture === capture && isSamePair(columns, at.row, row);
  });
  return beacon ? [beaconWords(beacon)] : [];
}

function isSamePair(columns: RowPlace["capture"]["columns"], a: number, b: number): boolean {
  return columns.source[a] === columns.source[b] && columns.destination[a] === columns.destination[b];
}

/** `first of 37 rows` */
function flowWords({ capture: { flows }, row }: RowPlace): readonly string[] {
  const flow = flows.ofRow[row]!;
  const rows = flows.rows(flow);
  return 1 < rows && flows.firstRow(flow) === row ? [`first of ${plural(rows, "row")}`] : [];
}

function flowPlaces({ capture, row }: RowPlace): readonly LineReference[] {
  const rows = capture.flows.rowsOf(capture.flows.ofRow[row]!).subarray(0, mostPlaces);
  return [...rows].map((each) => ({ uri: capture.uri, line: capture.columns.line[each]! }));
}
