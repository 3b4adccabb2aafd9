import { withRoom } from "../../core/names.ts";
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
  readonly #isInOrder: boolean;
  readonly #remotes: RemoteRows;
  /** Rows of each near end with the remote being looked at, by its name; all zero between two remotes. */
  readonly #counts: Uint32Array;
  /** Where the next time of each near end belongs. */
  readonly #next: Uint32Array;
  /** The first and the last row of each near end. */
  readonly #firstRows: Uint32Array;
  readonly #lastRows: Uint32Array;
  readonly #nears: number[] = [];
  #times = new Float64Array(256);

  constructor({ columns }: ScannedCapture, remotes: RemoteRows) {
    this.#isInOrder = columns.isInOrder;
    this.#remotes = remotes;
    const names = columns.names.size;
    this.#counts = new Uint32Array(names);
    this.#next = new Uint32Array(names);
    this.#firstRows = new Uint32Array(names);
    this.#lastRows = new Uint32Array(names);
  }

  /** Visits the pairs with one remote that was called, in the order in which they appear. */
  visit(remote: number, visitor: BeatPairVisitor): void {
    if (this.#remotes.isInbound(remote) || this.#remotes.rowCount(remote) < leastConnections) return;
    const { starts } = this.#remotes;
    const from = starts[remote]!;
    const to = starts[remote + 1]!;
    this.#countNears(from, to);
    this.#sortTimes(from, to);
    let start = 0;
    for (const near of this.#nears) {
      const count = this.#counts[near]!;
      this.#counts[near] = 0;
      if (count < leastConnections) continue;
      const end = this.#next[near]!;
      if (!this.#isInOrder) this.#times.subarray(start, end).sort();
      visitor({ firstRow: this.#firstRows[near]!, lastRow: this.#lastRows[near]! }, this.#times, start, end);
      start += count;
    }
    this.#nears.length = 0;
  }

  #countNears(from: number, to: number): void {
    const { rows } = this.#remotes;
    const counts = this.#counts;
    for (let i = from; i < to; i++) {
      const row = rows[i * placesOfRow]!;
      const near = rows[i * placesOfRow + 1]!;
      if (counts[near] === 0) {
        this.#nears.push(near);
        this.#firstRows[near] = row;
      }
      counts[near] = counts[near]! + 1;
      this.#lastRows[near] = row;
    }
  }

  /** The times of the remote's rows, near end after near end. Rows without one and rare near ends are left out. */
  #sortTimes(from: number, to: number): void {
    const { rows, times } = this.#remotes;
    const counts = this.#counts;
    const next = this.#next;
    let room = 0;
    for (const near of this.#nears) {
      next[near] = room;
      if (leastConnections <= counts[near]!) room += counts[near]!;
    }
    if (room === 0) return;
    this.#times = withRoom(this.#times, room);
    for (let i = from; i < to; i++) {
      const near = rows[i * placesOfRow + 1]!;
      if (counts[near]! < leastConnections || Number.isNaN(times[i]!)) continue;
      this.#times[next[near]!] = times[i]!;
      next[near] = next[near]! + 1;
    }
  }
}
