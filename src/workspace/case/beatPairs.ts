import { withRoom } from "../../core/names.ts";
import { placesOfCaller, placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";
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
  readonly #time: Float64Array;
  readonly #remotes: RemoteRows;
  /** The near end of each caller. */
  readonly #nearOf: Int32Array;
  /** Rows of each near end with the remote being looked at, by its name; all zero between two remotes. */
  readonly #counts: Uint32Array;
  /** Where the next row of each near end belongs. */
  readonly #next: Uint32Array;
  /** The near ends of the remote, in the order in which they called first. */
  readonly #nears: Uint32Array;
  /** The rows of the remote, near end after near end. */
  #rows = new Uint32Array(256);
  #times = new Float64Array(256);

  constructor({ columns }: ScannedCapture, remotes: RemoteRows) {
    const { numbers } = remotes;
    const names = columns.names.size;
    this.#isInOrder = columns.isInOrder;
    this.#time = columns.time;
    this.#remotes = remotes;
    this.#nearOf = Int32Array.from({ length: numbers.callers.size }, (_, caller) => numbers.nearOf(caller));
    this.#counts = new Uint32Array(names);
    this.#next = new Uint32Array(names);
    this.#nears = new Uint32Array(names);
  }

  /** Visits the pairs with one remote that was called, in the order in which they appear. */
  visit(remote: number, visitor: BeatPairVisitor): void {
    if (this.#remotes.isInbound(remote) || this.#remotes.rowCount(remote) < leastConnections) return;
    const nears = this.#countNears(remote);
    const room = this.#makeRoom(nears);
    if (0 < room) this.#sortRows(remote, room);
    for (let i = 0, start = 0; i < nears; i++) {
      const near = this.#nears[i]!;
      const count = this.#counts[near]!;
      this.#counts[near] = 0;
      if (count < leastConnections) continue;
      const rows = this.#rows;
      const found = this.#findTimes(start, start + count);
      visitor({ firstRow: rows[start]!, lastRow: rows[start + count - 1]! }, this.#times, 0, found);
      start += count;
    }
  }

  /** How many near ends there are. */
  #countNears(remote: number): number {
    const { callers, callerStarts } = this.#remotes;
    const counts = this.#counts;
    const end = callerStarts[remote + 1]! * placesOfCaller;
    let found = 0;
    for (let at = callerStarts[remote]! * placesOfCaller; at < end; at += placesOfCaller) {
      const near = this.#nearOf[callers[at]!]!;
      if (counts[near] === 0) this.#nears[found++] = near;
      counts[near] = counts[near]! + callers[at + 1]!;
    }
    return found;
  }

  /** Where the rows of each near end belong, rare ones left out, and how many there are in all. */
  #makeRoom(nears: number): number {
    let room = 0;
    for (let i = 0; i < nears; i++) {
      const near = this.#nears[i]!;
      const count = this.#counts[near]!;
      this.#next[near] = room;
      if (leastConnections <= count) room += count;
    }
    return room;
  }

  #sortRows(remote: number, room: number): void {
    this.#rows = withRoom(this.#rows, room);
    const { rows, starts } = this.#remotes;
    const [counts, next, nearOf, sorted] = [this.#counts, this.#next, this.#nearOf, this.#rows];
    const end = starts[remote + 1]! * placesOfRow;
    for (let at = starts[remote]! * placesOfRow; at < end; at += placesOfRow) {
      const near = nearOf[rows[at + 1]!]!;
      if (counts[near]! < leastConnections) continue;
      const to = next[near]!;
      sorted[to] = rows[at]!;
      next[near] = to + 1;
    }
  }

  /** The times of one pair's rows, and how many have one. */
  #findTimes(from: number, to: number): number {
    this.#times = withRoom(this.#times, to - from);
    const [rows, time, times] = [this.#rows, this.#time, this.#times];
    let count = 0;
    for (let i = from; i < to; i++) {
      const micros = time[rows[i]!]!;
      if (!Number.isNaN(micros)) times[count++] = micros;
    }
    if (!this.#isInOrder) times.subarray(0, count).sort();
    return count;
  }
}
