import { Quadruples } from "../../core/quadruples.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import { farEndsOf } from "../captures/farEnds.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { TextNumbers } from "./textNumbers.ts";

/** Flows of fewer rows than this are left alone: two such do not make a pair that can be judged. */
const leastOfFlow = 3;
/** Fewer connections show no rhythm. */
const leastConnections = 6;

/**
 * The near ends of a capture that contact one remote endpoint often enough to show a rhythm: flows that agree in
 * all but process and manner. Pair i has the times `times[starts[i]..ends[i])`, µs since 1970, in their order.
 */
export interface BeatPairs {
  readonly count: number;
  readonly firstRows: Uint32Array;
  readonly lastRows: Uint32Array;
  readonly times: Float64Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export function* beatPairsOf(capture: ScannedCapture): Steps<BeatPairs> {
  const { ofFlow, pairs } = pairFlows(capture);
  yield;
  const worth = keepWorthwhile(ofFlow, countRows(capture, ofFlow, pairs));
  yield;
  const { starts, ends, times } = timesByPair(capture, ofFlow, worth);
  yield;
  return { count: worth.length, ...outermostRows(capture, ofFlow, worth.length), times, starts, ends };
}

/** The pair of each flow, -1 for those that are inbound, or too few rows. */
function pairFlows(capture: ScannedCapture): { readonly ofFlow: Int32Array; readonly pairs: number } {
  const { columns, flows } = capture;
  const { source, destination, destinationPort, manner } = columns;
  const { address, inbound } = farEndsOf(capture);
  const transports = new TextNumbers();
  const transportOf = columns.manners.map(({ transport }) => transports.numberOf(transport));
  const keys = new Quadruples();
  const ofFlow = new Int32Array(flows.count).fill(-1);
  for (let flow = 0; flow < flows.count; flow++) {
    if (flows.rowCounts[flow]! < leastOfFlow) continue;
    if (address[flow] === absent || inbound[flow] === 1) continue;
    const row = flows.firstRows[flow]!;
    const transport = transportOf[manner[row]!]!;
    ofFlow[flow] = keys.numberOf(source[row]!, destination[row]!, destinationPort[row]!, transport);
  }
  return { ofFlow, pairs: keys.size };
}

function countRows({ flows }: ScannedCapture, ofFlow: Int32Array, pairs: number): Uint32Array {
  const counts = new Uint32Array(pairs);
  for (let flow = 0; flow < ofFlow.length; flow++) {
    const pair = ofFlow[flow]!;
    if (0 <= pair) counts[pair] = counts[pair]! + flows.rowCounts[flow]!;
  }
  return counts;
}

/** Numbers pairs anew without those of few rows, and returns how many rows each has. */
function keepWorthwhile(ofFlow: Int32Array, counts: Uint32Array): Uint32Array {
  const renumbered = new Int32Array(counts.length).fill(-1);
  const worth: number[] = [];
  for (let pair = 0; pair < counts.length; pair++)
    if (leastConnections <= counts[pair]!) renumbered[pair] = worth.push(counts[pair]!) - 1;
  for (let flow = 0; flow < ofFlow.length; flow++)
    if (0 <= ofFlow[flow]!) ofFlow[flow] = renumbered[ofFlow[flow]!]!;
  return Uint32Array.from(worth);
}

/** One walk through the rows in their order writes all pairs side by side. Rows without a time are left out. */
function timesByPair(
  { columns, flows }: ScannedCapture,
  ofFlow: Int32Array,
  counts: Uint32Array,
): Pick<BeatPairs, "times" | "starts" | "ends"> {
  const starts = new Uint32Array(counts.length);
  for (let pair = 1; pair < counts.length; pair++) starts[pair] = starts[pair - 1]! + counts[pair - 1]!;
  const ends = starts.slice();
  const times = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  const { time } = columns;
  const { ofRow } = flows;
  for (let row = 0; row < ofRow.length; row++) {
    const pair = ofFlow[ofRow[row]!]!;
    const micros = time[row]!;
    if (pair < 0 || Number.isNaN(micros)) continue;
    const at = ends[pair]!;
    times[at] = micros;
    ends[pair] = at + 1;
  }
  if (!flows.isInOrder)
    for (let pair = 0; pair < counts.length; pair++) times.subarray(starts[pair], ends[pair]).sort();
  return { times, starts, ends };
}

function outermostRows(
  { flows }: ScannedCapture,
  ofFlow: Int32Array,
  pairs: number,
): Pick<BeatPairs, "firstRows" | "lastRows"> {
  const firstRows = new Uint32Array(pairs).fill(0xffff_ffff);
  const lastRows = new Uint32Array(pairs);
  for (let flow = 0; flow < ofFlow.length; flow++) {
    const pair = ofFlow[flow]!;
    if (pair < 0) continue;
    if (flows.firstRows[flow]! < firstRows[pair]!) firstRows[pair] = flows.firstRows[flow]!;
    if (lastRows[pair]! < flows.lastRows[flow]!) lastRows[pair] = flows.lastRows[flow]!;
  }
  return { firstRows, lastRows };
}
