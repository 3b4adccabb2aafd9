import { withRoom } from "../core/names.ts";
import { Tuples } from "../core/tuples.ts";
import type { Columns } from "./columns.ts";

/**
 * The rows of a capture grouped into flows: one source, one destination and its port, one manner, one
 * process. Flows are numbered in the order in which they appear.
 */
export interface FlowTable {
  readonly count: number;
  /** Where each flow's rows start in `rows`; one more entry than flows. */
  readonly starts: Uint32Array;
  /** Row numbers, flow after flow, each flow's in the order of the capture. */
  readonly rows: Uint32Array;
  /** The flow of each row. */
  readonly ofRow: Uint32Array;
  /** Earliest and latest time of each flow in microseconds since 1970, infinite where its rows have none. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Groups in two passes over the columns: number each row's flow, then lay the rows out flow after flow. */
export function flowTable(columns: Columns): FlowTable {
  const { count: rowCount } = columns;
  const flowOfRow = new Uint32Array(rowCount);
  const { count, counts, first, last } = numberFlows(columns, flowOfRow);
  const starts = new Uint32Array(count + 1);
  for (let flow = 0; flow < count; flow++) starts[flow + 1] = starts[flow]! + counts[flow]!;
  const next = starts.slice();
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const flow = flowOfRow[row]!;
    rows[next[flow]!] = row;
    next[flow] = next[flow]! + 1;
  }
  return {
    count,
    starts,
    rows,
    ofRow: flowOfRow,
    first: first.subarray(0, count),
    last: last.subarray(0, count),
  };
}

/** Writes each row's flow number and gathers how many rows each flow has, and when. */
function numberFlows(columns: Columns, flowOfRow: Uint32Array) {
  const { source, destination, destinationPort, manner, pid, process, time } = columns;
  const flows = new Tuples(6);
  const tuple = new Int32Array(6);
  let counts = new Uint32Array(1 << 10);
  let first = new Float64Array(1 << 10);
  let last = new Float64Array(1 << 10);
  for (let row = 0; row < columns.count; row++) {
    tuple[0] = source[row]!;
    tuple[1] = destination[row]!;
    tuple[2] = destinationPort[row]!;
    tuple[3] = manner[row]!;
    tuple[4] = pid[row]!;
    tuple[5] = process[row]!;
    const known = flows.size;
    const flow = flows.numberOf(tuple);
    if (flow === known) {
      counts = withRoom(counts, flow + 1);
      first = withRoom(first, flow + 1);
      last = withRoom(last, flow + 1);
      first[flow] = Number.POSITIVE_INFINITY;
      last[flow] = Number.NEGATIVE_INFINITY;
    }
    counts[flow] = counts[flow]! + 1;
    flowOfRow[row] = flow;
    const micros = time[row]!;
    if (micros < first[flow]!) first[flow] = micros;
    if (last[flow]! < micros) last[flow] = micros;
  }
  return { count: flows.size, counts, first, last };
}
