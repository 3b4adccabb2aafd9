import type { Columns } from "./columns.ts";
import { FlowNumbers } from "./flowNumbers.ts";

/**
 * The rows of a capture grouped into flows: one source, one destination and its port, one manner, one
 * process. Flows are numbered in the order in which they appear.
 */
export class FlowTable {
  readonly count: number;
  /** The flow of each row. */
  readonly ofRow: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #firstRow: Uint32Array;
  /** Microseconds since 1970 of each flow's earliest and latest row. */
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  #layout: FlowLayout | undefined;

  constructor(columns: Columns) {
    const { count, ofRow, rows, firstRow, lastRow } = new FlowNumbers(columns);
    this.count = count;
    this.ofRow = ofRow;
    this.#rows = rows;
    this.#firstRow = firstRow;
    const { first, last } = isInOrder(columns)
      ? { first: timesAt(columns, firstRow), last: timesAt(columns, lastRow) }
      : timeSpans(columns, ofRow, count);
    this.#first = first;
    this.#last = last;
  }

  /** How many rows a flow has. */
  rows(flow: number): number {
    return this.#rows[flow]!;
  }

  /** Microseconds since 1970 of its earliest row, infinite where its rows have no time. */
  first(flow: number): number {
    return this.#first[flow]!;
  }

  last(flow: number): number {
    return this.#last[flow]!;
  }

  firstRow(flow: number): number {
    return this.#firstRow[flow]!;
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

/** Whether every row has a time, and none lies before the one above: a flow's first row is then its earliest. */
function isInOrder({ time, count }: Columns): boolean {
  for (let row = 0, last = Number.NEGATIVE_INFINITY; row < count; row++) {
    const micros = time[row]!;
    if (!(last <= micros)) return false;
    last = micros;
  }
  return true;
}

function timesAt({ time }: Columns, rows: Uint32Array): Float64Array {
  const times = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) times[i] = time[rows[i]!]!;
  return times;
}

function timeSpans(
  { time }: Columns,
  ofRow: Uint32Array,
  count: number,
): { readonly first: Float64Array; readonly last: Float64Array } {
  const first = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < ofRow.length; row++) {
    const flow = ofRow[row]!;
    const micros = time[row]!;
    if (micros < first[flow]!) first[flow] = micros;
    if (last[flow]! < micros) last[flow] = micros;
  }
  return { first, last };
}
