import { withRoom } from "../core/names.ts";
import { Quadruples } from "../core/quadruples.ts";
import type { Columns } from "./columns.ts";

/** Places of one flow in `#facts`. */
const stride = 4;

/**
 * The rows of a capture grouped into flows: one source, one destination and its port, one manner, one
 * process. Flows are numbered in the order in which they appear.
 */
export class FlowTable {
  readonly count: number;
  /** The flow of each row. */
  readonly ofRow: Uint32Array;
  /** Rows, earliest and latest time, first row of each flow: together, since they are asked for together. */
  readonly #facts: Float64Array;
  #layout: FlowLayout | undefined;

  constructor(columns: Columns) {
    this.ofRow = new Uint32Array(columns.count);
    const { count, facts } = numberFlows(columns, this.ofRow);
    this.count = count;
    this.#facts = facts;
  }

  /** How many rows a flow has. */
  rows(flow: number): number {
    return this.#facts[flow * stride]!;
  }

  /** Microseconds since 1970 of its earliest row, infinite where its rows have no time. */
  first(flow: number): number {
    return this.#facts[flow * stride + 1]!;
  }

  last(flow: number): number {
    return this.#facts[flow * stride + 2]!;
  }

  firstRow(flow: number): number {
    return this.#facts[flow * stride + 3]!;
  }

  /** All rows, flow after flow. Laid out when first asked for. */
  get layout(): FlowLayout {
    this.#layout ??= layOut(this);
    return this.#layout;
  }

  /** The row numbers of one flow, in the order of the capture. */
  rowsOf(flow: number): Uint32Array {
    const { starts, rows } = this.layout;
    return rows.subarray(starts[flow]!, starts[flow + 1]!);
  }
}

export interface FlowLayout {
  /** Where each flow's rows start in `rows`; one more entry than flows. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

function layOut(table: FlowTable): FlowLayout {
  const starts = new Uint32Array(table.count + 1);
  for (let flow = 0; flow < table.count; flow++) starts[flow + 1] = starts[flow]! + table.rows(flow);
  const next = starts.slice();
  const rows = new Uint32Array(table.ofRow.length);
  for (let row = 0; row < rows.length; row++) {
    const flow = table.ofRow[row]!;
    rows[next[flow]!] = row;
    next[flow] = next[flow]! + 1;
  }
  return { starts, rows };
}

/** Writes each row's flow number, and gathers what is known of each flow. */
function numberFlows(
  columns: Columns,
  ofRow: Uint32Array,
): { readonly count: number; readonly facts: Float64Array } {
  const { source, destination, destinationPort, manner, pid, process, time } = columns;
  // Who and how is one number first: there are few, so that the large table's keys stay small.
  const whos = new Quadruples();
  const flows = new Quadruples();
  let facts = new Float64Array(1 << 12);
  for (let row = 0; row < ofRow.length; row++) {
    const known = flows.size;
    const who = whos.numberOf(manner[row]!, pid[row]!, process[row]!, 0);
    const flow = flows.numberOf(source[row]!, destination[row]!, destinationPort[row]!, who);
    const at = flow * stride;
    if (flow === known) {
      facts = withRoom(facts, at + stride);
      facts[at + 1] = Number.POSITIVE_INFINITY;
      facts[at + 2] = Number.NEGATIVE_INFINITY;
      facts[at + 3] = row;
    }
    ofRow[row] = flow;
    facts[at] = facts[at]! + 1;
    const micros = time[row]!;
    if (micros < facts[at + 1]!) facts[at + 1] = micros;
    if (facts[at + 2]! < micros) facts[at + 2] = micros;
  }
  return { count: flows.size, facts };
}
