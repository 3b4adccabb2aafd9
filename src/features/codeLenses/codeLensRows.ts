import { absent } from "../../workspace/captures/columns.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseLines, RowPlace } from "../../workspace/case/caseLines.ts";
import type { LineOrigins } from "../../workspace/document/lineOrigins.ts";
import { outsideEnd } from "../rowEnds.ts";

/** Of joins and beacons with more rows only the first has lenses. */
const mostRowsOfOne = 50;
/** In a capture of so few rows every flow is worth a word. */
const fewRows = 50;

/** Rows of a capture that lenses may stand on, those that say most first; a row may come more than once. */
export function* notableRows(capture: ScannedCapture, lines: CaseLines, most: number): Generator<RowPlace> {
  const rows = capture.family === "netstat" ? socketRows(capture, lines) : loggedRows(capture, lines, most);
  for (const row of rows) yield { capture, row };
}

/** Of a view the first shown row of each flow: a view has few lines, and all of them were asked for. */
export function* shownRows({ parts }: LineOrigins, capture: ScannedCapture): Generator<RowPlace> {
  const { columns, flows } = capture;
  const seen = new Set<number>();
  for (const { uri, lines } of parts) {
    if (uri !== capture.uri) continue;
    let row = 0;
    for (let i = 0; i < lines.length; i++) {
      while (row < columns.count && columns.line[row]! < lines[i]!) row++;
      if (columns.count <= row) break;
      if (columns.line[row] !== lines[i]) continue;
      const flow = flows.ofRow[row]!;
      if (!seen.has(flow)) yield { capture, row };
      seen.add(flow);
    }
  }
}

/** What a firewall saw of these sockets, then each process that talks to the outside, or has no name yet, once. */
function* socketRows(capture: ScannedCapture, { reading, processes }: CaseLines): Generator<number> {
  for (const { socket } of reading.flowJoins) if (socket.capture === capture) yield socket.row;
  const { columns } = capture;
  const seen = new Set<number>([absent]);
  for (let row = 0; row < columns.count; row++) {
    const pid = columns.pid[row]!;
    if (seen.has(pid)) continue;
    const place = { capture, row };
    const isNamed = processes.named(place)?.instance.name !== undefined;
    if (isNamed && outsideEnd(place) === undefined) continue;
    seen.add(pid);
    yield row;
  }
}

function* loggedRows(capture: ScannedCapture, lines: CaseLines, most: number): Generator<number> {
  const joins = lines.joins.ofLog(capture);
  const beacons = beaconRows(capture, lines);
  for (const row of beacons) yield row;
  for (const { firstRow } of joins) yield firstRow;
  for (const row of beacons) yield* rowsOfSmallFlow(capture, row);
  for (const join of joins) if (join.count <= mostRowsOfOne) yield* lines.joins.rowsOf(join, mostRowsOfOne);
  yield* firstRowsOfFlows(capture, most);
}

function beaconRows(capture: ScannedCapture, lines: CaseLines): readonly number[] {
  return lines.view.beacons.flatMap(({ first }) => {
    const place = first.uri === capture.uri ? lines.rowAt(first) : undefined;
    return place?.capture === capture ? [place.row] : [];
  });
}

function* rowsOfSmallFlow({ flows }: ScannedCapture, row: number): Generator<number> {
  const flow = flows.ofRow[row]!;
  if (flows.rows(flow) <= mostRowsOfOne) yield* flows.rowsOf(flow);
}

/** The busiest flows. In a long log one row alone, or what stays inside the network, is nothing to speak of. */
function firstRowsOfFlows(capture: ScannedCapture, most: number): readonly number[] {
  const { flows, columns } = capture;
  const isWorthy = (flow: number) =>
    columns.count <= fewRows ||
    (1 < flows.rows(flow) && outsideEnd({ capture, row: flows.firstRow(flow) }) !== undefined);
  const worthy: number[] = [];
  for (let flow = 0; flow < flows.count; flow++) if (isWorthy(flow)) worthy.push(flow);
  const busiest = worthy.length <= most ? worthy : worthy.sort((a, b) => flows.rows(b) - flows.rows(a));
  return busiest.slice(0, most).map((flow) => flows.firstRow(flow));
}
