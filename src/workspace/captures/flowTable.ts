import type { Columns } from "./columns.ts";
import { FlowNumbers } from "./flowNumbers.ts";

/**
 * The rows of a capture grouped into flows: one source, one destination and its port, one manner, one
 * process. Flows are numbered in the order in which they appear, and not before somebody asks for one: of a
 * million rows that takes a while.
 */
export class FlowTable {
  readonly #columns: Columns;
  #known: FlowNumbers | undefined;
  #knownSpans: TimeSpans | undefined;
  #layout: FlowLayout | undefined;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  get count(): number {
    return this.#numbers.count;
  }

  /** The flow of each row. */
  get ofRow(): Uint32Array {
    return this.#numbers.ofRow;
  }

  /** The first row of each flow. */
  get firstRows(): Uint32Array {
    return this.#numbers.firstRow;
  }

  /** How many rows a flow has. */
  rows(flow: number): number {
    return this.#numbers.rows[flow]!;
  }

  firstRow(flow: number): number {
    return this.#numbers.firstRow[flow]!;
  }

  /** Microseconds since 1970 of its earliest row, infinite where its rows have no time. */
  first(flow: number): number {
    return this.#spans.first[flow]!;
  }

  last(flow: number): number {
    return this.#spans.last[flow]!;
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

  get #numbers(): FlowNumbers {
    this.#known ??= new FlowNumbers(this.#columns);
    return this.#known;
  }

  get #spans(): TimeSpans {
    this.#knownSpans ??= timeSpans(this.#columns, this.ofRow, this.count);
    return this.#knownSpans;
  }
}

export interface FlowLayout {
  /** Where each flow's rows start in `rows`; one more entry than flows. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

function layOut(table: FlowTable): FlowLayout {
  const { ofRow } = table;
  const starts = new Uint32Array(table.count + 1);
  for (let flow = 0; flow < table.count; flow++) starts[flow + 1] = starts[flow]! + table.rows(flow);
  const next = starts.slice();
  const rows = new Uint32Array(ofRow.length);
  for (let row = 0; row < rows.length; row++) {
    const flow = ofRow[row]!;
    rows[next[flow]!] = row;
    next[flow] = next[flow]! + 1;
  }
  return { starts, rows };
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
