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
  /** How many rows each flow has, and the first and the last of them. */
  readonly rowCounts: Uint32Array;
  readonly firstRows: Uint32Array;
  readonly lastRows: Uint32Array;
  /** Whether every row has a time, and none lies before the one above: the first row is then the earliest. */
  readonly isInOrder: boolean;
  readonly #time: Float64Array;
  readonly #spans: TimeSpans | undefined;
  #layout: FlowLayout | undefined;

  constructor(columns: Columns) {
    const { count, ofRow, rows, firstRow, lastRow } = new FlowNumbers(columns);
    this.count = count;
    this.ofRow = ofRow;
    this.rowCounts = rows;
    this.firstRows = firstRow;
    this.lastRows = lastRow;
    this.isInOrder = isInOrder(columns);
    this.#time = columns.time;
    this.#spans = this.isInOrder ? undefined : timeSpans(columns, ofRow, count);
  }

  /** How many rows a flow has. */
  rows(flow: number): number {
    return this.rowCounts[flow]!;
  }

  /** Microseconds since 1970 of its earliest row, infinite where its rows have no time. */
  first(flow: number): number {
    return this.#spans ? this.#spans.first[flow]! : this.#time[this.firstRows[flow]!]!;
  }

  last(flow: number): number {
    return this.#spans ? this.#spans.last[flow]! : this.#time[this.lastRows[flow]!]!;
  }

  firstRow(flow: number): number {
    return this.firstRows[flow]!;
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

function isInOrder({ time, count }: Columns): boolean {
  for (let row = 0, last = Number.NEGATIVE_INFINITY; row < count; row++) {
    const micros = time[row]!;
    if (!(last <= micros)) return false;
    last = micros;
  }
  return true;
}

/** Microseconds since 1970 of each flow's earliest and latest row. */
interface TimeSpans {
  readonly first: Float64Array;
  readonly last: Float64Array;
}

function timeSpans({ time }: Columns, ofRow: Uint32Array, count: number): TimeSpans {
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
