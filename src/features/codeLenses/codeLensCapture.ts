import { leastBeats } from "../../analysis/beacons/beacon.ts";
import { addressScope, isOutside } from "../../core/address.ts";
import type { Beacon } from "../../core/caseView.ts";
import { microsPerSecond } from "../../core/instant.ts";
import { durationText } from "../../report/sections/reportTime.ts";
import { counted, plural } from "../../report/sections/table.ts";
import { farEndsOf } from "../../workspace/captures/farEnds.ts";
import { rowCount, type ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import { endpointText } from "../rowEnds.ts";

/** `3 rows · 3 denied · 203.0.113.77:12000/udp every 59.5 s · too few to call a beacon (3 of 6)` */
export function captureTitle(capture: ScannedCapture, lines: CaseLines): string {
  const rows = rowCount(capture);
  const { gaps } = capture;
  const events = capture.activity?.events.count;
  const parts = [
    ...(events === undefined ? [plural(rows, "row")] : eventCounts(capture, events)),
    ...(capture.family === "netstat" ? socketCounts(capture, lines) : []),
    ...(capture.family === "fwlog" ? [...actionCounts(capture), ...rhythmOf(capture, lines)] : []),
    ...(capture.processes.length === 0 ? [] : processCounts(capture, lines)),
    ...(gaps.length === 0 ? [] : [plural(gaps.length, "gap")]),
  ];
  return parts.join(" · ");
}

/** `53,214 events of 61 processes · 704 of connections` */
function eventCounts({ activity, columns }: ScannedCapture, events: number): readonly string[] {
  const processes = plural(activity!.actors.length, "process", "processes");
  const connections = columns.count === 0 ? [] : [`${counted(columns.count)} of connections`];
  return [`${plural(events, "event")} of ${processes}`, ...connections];
}

/** How many rows are of each kind, in the order in which the kinds first come. */
function countsOf(
  { columns }: ScannedCapture,
  kindOf: (manner: number) => string | undefined,
): readonly string[] {
  const kinds = columns.manners.map((_, manner) => kindOf(manner));
  const counts = new Map<string, number>();
  for (let row = 0; row < columns.count; row++) {
    const kind = kinds[columns.manner[row]!];
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${counted(count)} ${kind}`);
}

function actionCounts(capture: ScannedCapture): readonly string[] {
  return countsOf(capture, (manner) => {
    const { eventType } = capture.columns.manners[manner]!;
    return eventType === "allowed" || eventType === "denied" ? eventType : undefined;
  });
}

const socketKinds: ReadonlyMap<string, string> = new Map([
  ["ESTABLISHED", "established"],
  ["LISTENING", "listening"],
  ["LISTEN", "listening"],
]);

function socketCounts(capture: ScannedCapture, { reading }: CaseLines): readonly string[] {
  const counts = countsOf(capture, (manner) => {
    const { transport, state } = capture.columns.manners[manner]!;
    return transport === "udp" ? "UDP" : socketKinds.get(state ?? "");
  });
  const joined = new Set(
    reading.flowJoins.flatMap(({ socket }) => (socket.capture === capture ? [socket.row] : [])),
  );
  return joined.size === 0 ? counts : [...counts, `${counted(joined.size)} in firewall logs`];
}

function processCounts(capture: ScannedCapture, { processes, view }: CaseLines): readonly string[] {
  const talking = capture.processes.filter(({ line }) => {
    const process = processes.listedAt({ uri: capture.uri, line });
    return process !== undefined && 0 < view.processes[process.number]!.connections;
  });
  return talking.length === 0 ? [] : [`${counted(talking.length)} with connections`];
}

/** `203.0.113.77:12000/udp every 59.5 s, score 0.93` and how many others there are. */
function rhythmOf(capture: ScannedCapture, { view }: CaseLines): readonly string[] {
  const { uri, firstLine, lastLine } = capture;
  const beacons = view.beacons.filter(
    ({ first }) => first.uri === uri && firstLine <= first.line && first.line <= lastLine,
  );
  const first = beacons.reduce<Beacon | undefined>(
    (best, next) => (best === undefined || weightOf(best) < weightOf(next) ? next : best),
    undefined,
  );
  if (!first) return tooFew(capture);
  const others = beacons.length - 1;
  const remote = endpointText(first.destination, first.port, first.transport);
  return [
    `${remote} ${beaconWords(first)}`,
    ...(others === 0 ? [] : [`${counted(others)} more with a rhythm`]),
  ];
}

/** A rhythm that no well-known service has is told before one that has; to the outside before inside. */
function weightOf({ usual, destination, score }: Beacon): number {
  return (usual === undefined ? 4 : 0) + (isOutside(addressScope(destination)) ? 2 : 0) + (score ?? 0);
}

/** `every 59.5 s, score 0.93` */
export function beaconWords({ period, score, usual }: Beacon): string {
  const every = period === undefined ? "with a rhythm" : `every ${durationText(period)}`;
  const scored = score === undefined ? "" : `, score ${score.toFixed(2)}`;
  return every + scored + (usual === undefined ? "" : `, usual for ${usual}`);
}

/** Of many flows some look regular by accident. */
const mostFlows = 20;
const leastRows = 3;
const mostSpread = 0.25;

/** A short log's one flow that comes in equal steps: not enough to call, but enough to go on looking. */
function tooFew(capture: ScannedCapture): readonly string[] {
  const { flows, columns } = capture;
  if (mostFlows < flows.count) return [];
  const ends = farEndsOf(capture);
  let best: { readonly rows: number; readonly text: string } | undefined;
  for (let flow = 0; flow < flows.count; flow++) {
    const rows = flows.rows(flow);
    const steps = rows < leastRows || leastBeats <= rows ? undefined : equalSteps(capture, flow);
    if (steps === undefined || ends.inbound[flow] === 1 || (best && rows <= best.rows)) continue;
    const far = columns.text(ends.address[flow]!);
    if (far === undefined) continue;
    const port = columns.destinationPort[flows.firstRow(flow)]!;
    const { transport } = columns.mannerOf(flows.firstRow(flow));
    const remote = endpointText(far, port < 0 ? undefined : port, transport);
    best = {
      rows,
      text: `${remote} every ${durationText(steps)} · too few to call a beacon (${rows} of ${leastBeats})`,
    };
  }
  return best ? [best.text] : [];
}

/** The middle step between a flow's rows in seconds, where all steps are about as long. */
function equalSteps({ columns, flows }: ScannedCapture, flow: number): number | undefined {
  const times = [...flows.rowsOf(flow)].map((row) => columns.time[row]!);
  const steps = times.slice(1).map((time, i) => (time - times[i]!) / microsPerSecond);
  const sorted = steps.sort((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  const isEqual = sorted.every((step) => Math.abs(step - middle) <= mostSpread * middle);
  return 0 < middle && isEqual ? middle : undefined;
}
