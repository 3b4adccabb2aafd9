import { withRoom } from "../../core/names.ts";
import type { Columns } from "../captures/columns.ts";
import { placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";

/** Fewer connections show no rhythm. */
const leastConnections = 6;

/**
 * Takes one near end that contacts one remote endpoint often enough to show a rhythm: its connections are
 * `times[from..to)`, µs since 1970, ascending. The array is written over for the next pair.
 */
export type BeatPairVisitor = (
  pair: { readonly firstRow: number; readonly lastRow: number },
  times: Float64Array,
  from: number,
  to: number,
) => void;

/** Finds the pairs of a capture among the rows of its remotes, one remote after the other. */
export class BeatPairs {
  readonly #columns: Columns;
  readonly #remotes: RemoteRows;
  /** Rows of each near end with the remote being looked at, by its name; all zero between two remotes. */
  readonly #counts: Uint32Array;
  /** Where the next row of each near end belongs. */
  readonly #next: Uint32Array;
  readonly #nears: number[] = [];
  #rows = new Uint32Array(256);
  #times = new Float64Array(256);

  constructor({ columns }: ScannedCapture, remotes: RemoteRows) {
    this.#columns = columns;
    this.#remotes = remotes;
    this.#counts = new Uint32Array(columns.names.size);
    this.#next = new Uint32Array(columns.names.size);
  }

  /** Visits the pairs with one remote that was called, in the order in which they appear. */
  visit(remote: number, visitor: BeatPairVisitor): void {
    if (this.#remotes.isInbound(remote) || this.#remotes.rowCount(remote) < leastConnections) return;
    this.#countNears(remote);
    this.#sortRows(remote);
    for (const near of this.#nears) {
      const count = this.#counts[near]!;
      if (leastConnections <= count) this.#visitPair(this.#next[near]! - count, count, visitor);
      this.#counts[near] = 0;
    }
    this.#nears.length = 0;
  }

  #countNears(remote: number): void {
    const { starts, rows } = this.#remotes;
    const counts = this.#counts;
    const end = starts[remote + 1]! * placesOfRow;
    for (let at = starts[remote]! * placesOfRow; at < end; at += placesOfRow) {
      const near = rows[at + 1]!;
      if (counts[near] === 0) this.#nears.push(near);
      counts[near] = counts[near]! + 1;
    }
  }

  /** The remote's rows, near end after near end; those of near ends with few rows are left out. */
  #sortRows(remote: number): void {
    const { starts, rows } = this.#remotes;
    const counts = this.#counts;
    const next = this.#next;
    let room = 0;
    for (const near of this.#nears) {
      next[near] = room;
      if (leastConnections <= counts[near]!) room += counts[near]!;
    }
    this.#rows = withRoom(this.#rows, room);
    this.#times = withRoom(this.#times, room);
    const end = starts[remote + 1]! * placesOfRow;
    for (let at = starts[remote]! * placesOfRow; at < end && room !== 0; at += placesOfRow) {
      const near = rows[at + 1]!;
      if (counts[near]! < leastConnections) continue;
      this.#rows[next[near]!] = rows[at]!;
      next[near] = next[near]! + 1;
    }
  }

  /** Rows without a time are left out. */
  #visitPair(from: number, count: number, visitor: BeatPairVisitor): void {
    const { time, isInOrder } = this.#columns;
    const rows = this.#rows;
    const times = this.#times;
    let to = from;
    for (let i = from; i < from + count; i++) {
      const micros = time[rows[i]!]!;
      if (!Number.isNaN(micros)) times[to++] = micros;
    }
    if (!isInOrder) times.subarray(from, to).sort();
    visitor({ firstRow: rows[from]!, lastRow: rows[from + count - 1]! }, times, from, to);
  }
}
