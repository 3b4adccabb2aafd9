import { canonicalAddress } from "../../core/address.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { Instant } from "../../core/instant.ts";
import type { TreeRow } from "../../protocol/messages.ts";
import { timeText } from "../../report/sections/reportTime.ts";
import { absent } from "../../workspace/captures/columns.ts";
import { CountedOnce } from "../../workspace/captures/countedOnce.ts";
import { farEndsOf } from "../../workspace/captures/farEnds.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { remoteId } from "../../workspace/case/remoteId.ts";
import type { RowPlace } from "../../workspace/joins/rowJoins.ts";
import { lookUpCandidates } from "../observables.ts";
import { moreRow, type TreePath, treeRow } from "./treeRow.ts";

/** One flow of a capture. */
export interface CaptureFlow {
  readonly capture: ScannedCapture;
  readonly flow: number;
}

/** The flows of one process, by its place among the processes of the case. */
export function flowsOfProcess({ reading }: CaseSnapshot, process: number): readonly CaptureFlow[] {
  return flowsWhere(reading.captures, (capture) => {
    const { processes } = reading;
    return (flow) => processes.ofFlow(capture, flow) === process;
  });
}

export function flowsOfRemote({ reading }: CaseSnapshot, remote: RemoteEndpoint): readonly CaptureFlow[] {
  return flowsWhere(reading.captures, (capture) => {
    const { columns } = capture;
    const ends = farEndsOf(capture);
    const isAddress = rememberedById((id) => canonicalAddress(columns.names.text(id)) === remote.address);
    const port = remote.port ?? absent;
    const inbound = remote.direction === "inbound" ? 1 : 0;
    return (flow) => {
      const id = ends.address[flow]!;
      if (id === absent || ends.port[flow] !== port || ends.inbound[flow] !== inbound || !isAddress(id))
        return false;
      return columns.mannerOf(capture.flows.firstRow(flow)).transport === remote.transport;
    };
  });
}

/** The id of a flow's remote endpoint; undefined where it has none: a listener, a socket without a peer. */
export function remoteOfFlow({ capture, flow }: CaptureFlow): string | undefined {
  const { columns, flows } = capture;
  const ends = farEndsOf(capture);
  const address = columns.text(ends.address[flow]!);
  if (address === undefined) return undefined;
  const port = ends.port[flow]!;
  const { transport } = columns.mannerOf(flows.firstRow(flow));
  const direction = ends.inbound[flow] === 1 ? "inbound" : "outbound";
  return remoteId(canonicalAddress(address), port === absent ? undefined : port, transport, direction);
}

/** Our end of a flow. */
export function nearOfFlow({ capture, flow }: CaptureFlow): string {
  return canonicalAddress(capture.columns.text(farEndsOf(capture).near[flow]!) ?? "");
}

/** Rows of flows, of which two that speak of one connection or packet count once. */
export function countOf(flows: readonly CaptureFlow[]): number {
  const counts = new Map<ScannedCapture, CountedOnce>();
  for (const { capture, flow } of flows) {
    const known = counts.get(capture) ?? new CountedOnce(capture);
    counts.set(capture, known);
    known.addFlow(flow);
  }
  return [...counts.values()].reduce((sum, { count }) => sum + count, 0);
}

/** The earliest and the latest time of flows, as the first of their clocks that has one understands it. */
export function spanOf(flows: readonly CaptureFlow[]): { readonly first?: Instant; readonly last?: Instant } {
  const clock = flows.find(({ capture }) => capture.clock)?.capture.clock;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { capture, flow } of flows) {
    first = Math.min(first, capture.flows.first(flow));
    last = Math.max(last, capture.flows.last(flow));
  }
  return clock && first <= last
    ? { first: { ...clock, micros: first }, last: { ...clock, micros: last } }
    : {};
}

/** The first line of each capture that has one of the flows. */
export function firstLines(flows: readonly CaptureFlow[]): readonly RowPlace[] {
  const first = new Map<ScannedCapture, number>();
  for (const { capture, flow } of flows) {
    const row = capture.flows.firstRow(flow);
    first.set(capture, Math.min(row, first.get(capture) ?? row));
  }
  return [...first].map(([capture, row]) => ({ capture, row }));
}

const mostLines = 200;

/** One row of the tree for each line of evidence, in the order of the captures. */
export function lineRows(
  parent: TreePath,
  snapshot: CaseSnapshot,
  flows: readonly CaptureFlow[],
): readonly TreeRow[] {
  const lines: RowPlace[] = [];
  for (const capture of new Set(flows.map((found) => found.capture))) {
    if (mostLines <= lines.length) break;
    const rows = flows
      .filter((found) => found.capture === capture)
      .flatMap(({ flow }) => [...capture.flows.rowsOf(flow).subarray(0, mostLines)]);
    rows.sort((a, b) => a - b);
    for (const row of rows.slice(0, mostLines - lines.length)) lines.push({ capture, row });
  }
  const rows = lines.map((line) => lineRow(parent, snapshot, line));
  const all = flows.reduce((sum, { capture, flow }) => sum + capture.flows.rows(flow), 0);
  const more = all - lines.length;
  return 0 < more ? [...rows, moreRow(parent, more)] : rows;
}

export function lineRow(parent: TreePath, { lines }: CaseSnapshot, place: RowPlace): TreeRow {
  const { capture, row } = place;
  const at = { uri: capture.uri, line: capture.columns.line[row]! };
  const name = lines.nameOf(at);
  const { time, text } = connectionText(place);
  const ends = [capture.columns.source[row]!, capture.columns.destination[row]!];
  return treeRow([...parent, `${capture.id} ${row}`], {
    label: name.slice(name.lastIndexOf("/") + 1),
    description: [time, text],
    tooltip: [name, time === undefined ? undefined : `Time: ${time}`, text],
    icon: "list-selection",
    children: "none",
    context: "connection",
    spoken: `Line ${at.line + 1} of ${name.slice(0, name.lastIndexOf(":"))}`,
    place: at,
    cites: [at],
    observables: lookUpCandidates(ends.flatMap((id) => capture.columns.text(id) ?? [])),
  });
}

/** `DROP udp 192.168.10.42:51514 → 203.0.113.77:12000`, as the row has its ends. */
export function connectionText({ capture, row }: RowPlace): {
  readonly time: string | undefined;
  readonly text: string;
} {
  const { columns, clock } = capture;
  const { transport, action, state } = columns.mannerOf(row);
  const from = endpointText(columns.text(columns.source[row]!), columns.sourcePort[row]!);
  const to = endpointText(columns.text(columns.destination[row]!), columns.destinationPort[row]!);
  const micros = columns.time[row]!;
  return {
    time: clock && !Number.isNaN(micros) ? timeText({ ...clock, micros }) : undefined,
    text: [action?.toUpperCase(), transport, to === "*" ? from : `${from} → ${to}`, state]
      .filter((part) => part !== undefined)
      .join(" "),
  };
}

/** `192.0.2.1:443`, `[2001:db8::1]:443`, `*` */
function endpointText(address: string | undefined, port: number): string {
  if (port === absent) return address ?? "*";
  return address?.includes(":") ? `[${address}]:${port}` : `${address ?? "*"}:${port}`;
}

function flowsWhere(
  captures: readonly ScannedCapture[],
  testOf: (capture: ScannedCapture) => (flow: number) => boolean,
): readonly CaptureFlow[] {
  const found: CaptureFlow[] = [];
  for (const capture of captures) {
    const isWanted = testOf(capture);
    for (let flow = 0; flow < capture.flows.count; flow++) if (isWanted(flow)) found.push({ capture, flow });
  }
  return found;
}

function rememberedById(test: (id: number) => boolean): (id: number) => boolean {
  const known = new Map<number, boolean>();
  return (id) => {
    const answer = known.get(id) ?? test(id);
    known.set(id, answer);
    return answer;
  };
}
