import { scoreBeats } from "../analysis/beacon.ts";
import { quickLook } from "../analysis/beaconQuickLook.ts";
import { matchPeriodicService } from "../analysis/periodicServices.ts";
import { addressScope, canonicalAddress, isOutside } from "../core/address.ts";
import { microsPerDay } from "../core/instant.ts";
import { Quadruples } from "../core/quadruples.ts";
import type { Steps } from "../core/steps.ts";
import type { Beacon, LineReference } from "./caseView.ts";
import { absent } from "./columns.ts";
import { farEndsOf } from "./farEnds.ts";
import type { ProcessNumbers } from "./processNumbers.ts";
import { remoteId } from "./remotes.ts";
import type { ScannedCapture } from "./scannedFile.ts";
import { TextNumbers } from "./textNumbers.ts";
import { timeSpan } from "./timeSpan.ts";

/** One near end that contacts one remote endpoint: the flows of a capture that agree in all but process and manner. */
interface Series {
  readonly firstRow: number;
  readonly flows: number[];
  count: number;
}

/** Below this nothing is listed: it would only be noise. */
const worthListing = 0.5;
const leastConnections = 6;
const mostListed = 2000;

/** A pair that keeps a rhythm; its process is what other captures tell. */
interface Rhythm {
  readonly firstRow: number;
  readonly beacon: Omit<Beacon, "process"> & { readonly score: number };
}

/** Captures do not change; their rhythms are asked for whenever another capture has. */
const known = new WeakMap<ScannedCapture, readonly Rhythm[]>();
const seriesPerStep = 32;

/** The pairs of a capture that keep a rhythm, the most regular first. */
export function* beaconsOf(capture: ScannedCapture, processes: ProcessNumbers): Steps<readonly Beacon[]> {
  const rhythms = known.get(capture) ?? (yield* rhythmsOf(capture));
  known.set(capture, rhythms);
  return rhythms.map(({ firstRow, beacon }) => {
    const process = processes.ofRow(capture, firstRow)?.id;
    return process === undefined ? beacon : { ...beacon, process };
  });
}

function* rhythmsOf(capture: ScannedCapture): Steps<readonly Rhythm[]> {
  if (!capture.clock || capture.family === "netstat") return [];
  const series = seriesOf(capture).filter(({ count }) => leastConnections <= count);
  const context = { ...windowOf(capture), pairsTested: series.length };
  const rhythms: Rhythm[] = [];
  for (const [i, pair] of series.entries()) {
    if (i % seriesPerStep === 0) yield;
    const times = timesOf(capture, pair);
    if (!quickLook(times, 0, times.length)) continue;
    const verdict = scoreBeats({ times }, context);
    if (verdict.kind === "too-few" || verdict.score < worthListing) continue;
    const described = describe(capture, pair);
    const beacon = { ...described, ...measured(verdict), ...usualOf(described, verdict) };
    rhythms.push({ firstRow: pair.firstRow, beacon: { ...beacon, pairsTested: series.length } });
  }
  rhythms.sort(({ beacon: a }, { beacon: b }) => b.score - a.score || (a.remote < b.remote ? -1 : 1));
  return rhythms.slice(0, mostListed);
}

type Scored = Extract<ReturnType<typeof scoreBeats>, { kind: "scored" }>;

function measured(verdict: Scored) {
  return {
    count: verdict.count,
    period: verdict.periodSeconds,
    jitter: verdict.jitterSeconds,
    score: verdict.score,
    chance: verdict.chance,
    ...(verdict.rita ? { rita: verdict.rita.score } : {}),
  };
}

function describe(capture: ScannedCapture, { firstRow, flows }: Series) {
  const { columns } = capture;
  const destination = canonicalAddress(columns.text(columns.destination[firstRow]!) ?? "");
  const port = columns.destinationPort[firstRow]!;
  const { transport } = columns.mannerOf(firstRow);
  return {
    remote: remoteId(destination, port === absent ? undefined : port, transport, "outbound"),
    source: canonicalAddress(columns.text(columns.source[firstRow]!) ?? ""),
    destination,
    ...(port === absent ? {} : { port }),
    ...(transport === undefined ? {} : { transport }),
    first: reference(capture, firstRow),
    last: reference(capture, lastRowOf(capture, flows)),
  };
}

/** The well-known service of this port, unless its period is not one that the service has. */
function usualOf(
  { transport, port, destination }: Pick<Beacon, "transport" | "port" | "destination">,
  verdict: Scored,
) {
  if (transport === undefined || port === undefined) return {};
  const reach = isOutside(addressScope(destination)) ? "external" : "internal";
  const match = matchPeriodicService({ transport, port, reach, periodSeconds: verdict.periodSeconds });
  return match && match.period !== "unusual" ? { usual: match.service.name } : {};
}

function reference(capture: ScannedCapture, row: number): LineReference {
  return { uri: capture.uri, line: capture.columns.line[row]! };
}

function lastRowOf({ flows: table }: ScannedCapture, flows: readonly number[]): number {
  return Math.max(...flows.map((flow) => table.rowsOf(flow).at(-1)!));
}

/** Flows of fewer rows than this are left alone: two such do not make a series that can be judged. */
const leastOfFlow = 3;

function seriesOf(capture: ScannedCapture): readonly Series[] {
  const { columns, flows } = capture;
  const ends = farEndsOf(capture);
  const transports = new TextNumbers();
  const keys = new Quadruples();
  const series: Series[] = [];
  for (let flow = 0; flow < flows.count; flow++) {
    const count = flows.rows(flow);
    if (count < leastOfFlow) continue;
    const firstRow = flows.firstRow(flow);
    if (ends.address[flow] === absent || ends.inbound[flow] === 1) continue;
    const transport = transports.numberOf(columns.mannerOf(firstRow).transport);
    const { source, destination, destinationPort } = columns;
    const key = keys.numberOf(
      source[firstRow]!,
      destination[firstRow]!,
      destinationPort[firstRow]!,
      transport,
    );
    const known = series[key];
    if (known) {
      known.flows.push(flow);
      known.count += count;
    } else series.push({ firstRow, flows: [flow], count });
  }
  return series;
}

/** The series' instants in order; rows without a time are left out. */
export function timesOf({ columns, flows: table }: ScannedCapture, { flows, count }: Series): Float64Array {
  const times = new Float64Array(count);
  let length = 0;
  let ordered = true;
  const { starts, rows } = table.layout;
  for (const flow of flows) {
    for (let i = starts[flow]!; i < starts[flow + 1]!; i++) {
      const micros = columns.time[rows[i]!]!;
      if (Number.isNaN(micros)) continue;
      if (0 < length && micros < times[length - 1]!) ordered = false;
      times[length++] = micros;
    }
  }
  const timed = times.subarray(0, length);
  return ordered ? timed : timed.sort();
}

/** RITA's window: the last 24 hours of the whole log, not of the pair. */
function windowOf(capture: ScannedCapture): { readonly windowStart: number; readonly windowEnd: number } {
  const { first, last } = timeSpan(capture);
  const windowEnd = last?.micros ?? 0;
  return { windowStart: Math.max(first?.micros ?? 0, windowEnd - microsPerDay), windowEnd };
}
