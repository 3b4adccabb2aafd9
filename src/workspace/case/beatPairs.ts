import { quickLook } from "../../analysis/beacons/beaconQuickLook.ts";
import { withRoom } from "../../core/names.ts";
import { placesOfCaller, placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { BeatRows, type Beats } from "./beatRows.ts";
import { MonitoredBeats } from "./monitoredBeats.ts";

/** Fewer connections show no rhythm. */
const leastConnections = 6;
const placesOfNear = 2;

/** One near end that contacts one remote endpoint regularly enough for a full score. */
export interface BeatPair {
  readonly firstRow: number;
  readonly lastRow: number;
  /** Of its connections: µs since 1970, ascending. */
  readonly times: Float64Array;
}

/**
 * Finds the pairs of a capture among the rows of its remotes, one remote after the other, and keeps those that are
 * worth a full score. All that is kept are numbers: there may be a hundred thousand of them.
 */
export class BeatPairs {
  /** Pairs with as many connections as a rhythm needs. */
  tested = 0;
  candidates = 0;
  readonly #isInOrder: boolean;
  readonly #time: Float64Array;
  readonly #remotes: RemoteRows;
  /** The near end of each caller: an address, and in a monitor's capture each process by itself. */
  readonly #nearOf: Int32Array;
  /** Where not every row is a beat. */
  readonly #beats: Beats | undefined;
  /** Beats of each near end with the remote being looked at, by its name; all zero between two remotes. */
  readonly #counts: Uint32Array;
  /** Of each near end: where its next time belongs, -1 for those that call too rarely, and its last row so far. */
  readonly #next: Int32Array;
  /** The near ends of the remote, in the order in which they called first. */
  readonly #nears: Uint32Array;
  /** The times of the remote's rows, near end after near end. */
  #times = new Float64Array(256);
  /** First and last row of each candidate, and where its times start among all of theirs. */
  #candidateRows = new Uint32Array(256);
  #starts = new Uint32Array(128);
  #candidateTimes = new Float64Array(1 << 12);

  constructor({ columns }: ScannedCapture, remotes: RemoteRows) {
    const { callers, parts, roles } = remotes.numbers;
    const nears = roles ? callers.size : columns.names.size;
    this.#isInOrder = columns.isInOrder;
    this.#time = columns.time;
    this.#remotes = remotes;
    this.#nearOf = new Int32Array(callers.size);
    for (let caller = 0; caller < callers.size; caller++)
      this.#nearOf[caller] = roles ? caller : remotes.numbers.nearOf(caller);
    if (roles) this.#beats = new MonitoredBeats(remotes, roles, this.#nearOf, nears);
    else if (parts) this.#beats = new BeatRows(remotes, parts, columns.manner, this.#nearOf, nears);
    this.#counts = new Uint32Array(nears);
    this.#next = new Int32Array(placesOfNear * nears);
    this.#nears = new Uint32Array(nears);
  }

  candidate(number: number): BeatPair {
    const [from, to] = [this.#starts[number]!, this.#starts[number + 1]!];
    return {
      firstRow: this.#candidateRows[2 * number]!,
      lastRow: this.#candidateRows[2 * number + 1]!,
      times: this.#candidateTimes.subarray(from, to),
    };
  }

  /** Looks at the pairs with one remote that was called, in the order in which they appear. */
  lookAt(remote: number): void {
    if (this.#remotes.rowCount(remote) < leastConnections || this.#remotes.isInbound(remote)) return;
    const nears = this.#countNears(remote);
    this.#beats?.look(remote, this.#nears, nears, this.#counts);
    const room = this.#makeRoom(nears);
    if (0 < room) this.#sortTimes(remote, room);
    const times = this.#times;
    // Near ends come in the order of their first rows.
    let first = this.#remotes.starts[remote]!;
    for (let i = 0, start = 0; i < nears; i++) {
      const near = this.#nears[i]!;
      const count = this.#counts[near]!;
      this.#counts[near] = 0;
      if (count < leastConnections) {
        this.#beats?.forget(near);
        continue;
      }
      const end = this.#orderTimes(start, start + count);
      this.tested++;
      if (quickLook(times, start, end)) {
        first = this.#firstOf(near, first);
        this.#keep(first, near, start, end);
      }
      this.#beats?.forget(near);
      start += count;
    }
  }

  /** How many near ends there are. */
  #countNears(remote: number): number {
    const { callers, callerStarts } = this.#remotes;
    const [counts, nears, nearOf] = [this.#counts, this.#nears, this.#nearOf];
    const end = callerStarts[remote + 1]! * placesOfCaller;
    let found = 0;
    for (let at = callerStarts[remote]! * placesOfCaller; at < end; at += placesOfCaller) {
      const near = nearOf[callers[at]!]!;
      const count = counts[near]!;
      if (count === 0) nears[found++] = near;
      counts[near] = count + callers[at + 1]!;
    }
    return found;
  }

  /** Where the rows of each near end belong, rare ones left out, and how many there are in all. */
  #makeRoom(nears: number): number {
    let room = 0;
    for (let i = 0; i < nears; i++) {
      const near = this.#nears[i]!;
      const count = this.#counts[near]!;
      this.#next[placesOfNear * near] = count < leastConnections ? -1 : room;
      if (leastConnections <= count) room += count;
    }
    return room;
  }

  #sortTimes(remote: number, room: number): void {
    this.#times = withRoom(this.#times, room);
    const { rows, starts } = this.#remotes;
    const [next, nearOf, time, times] = [this.#next, this.#nearOf, this.#time, this.#times];
    const beats = this.#beats;
    const end = starts[remote + 1]! * placesOfRow;
    for (let at = starts[remote]! * placesOfRow; at < end; at += placesOfRow) {
      const place = placesOfNear * nearOf[rows[at + 1]!]!;
      const to = next[place]!;
      if (to < 0) continue;
      const row = rows[at]!;
      if (beats && !beats.isBeat(row, nearOf[rows[at + 1]!]!)) continue;
      next[place] = to + 1;
      next[place + 1] = row;
      times[to] = time[row]!;
    }
  }

  /** Puts the times of a pair in order and gives their end. Rows without a time are rows of the pair, but no beats. */
  #orderTimes(start: number, end: number): number {
    const times = this.#times;
    if (this.#isInOrder) return end;
    let to = start;
    for (let i = start; i < end; i++) if (!Number.isNaN(times[i])) times[to++] = times[i]!;
    times.subarray(start, to).sort();
    return to;
  }

  /** Where the first row of a near end lies, from one that is not behind it. */
  #firstOf(near: number, from: number): number {
    if (this.#beats) return this.#beats.firstOf(near);
    const { rows } = this.#remotes;
    let at = from;
    while (this.#nearOf[rows[at * placesOfRow + 1]!] !== near) at++;
    return at;
  }

  #keep(first: number, near: number, start: number, end: number): void {
    const number = this.candidates++;
    this.#candidateRows = withRoom(this.#candidateRows, 2 * number + 2);
    this.#candidateRows[2 * number] = this.#remotes.rows[first * placesOfRow]!;
    this.#candidateRows[2 * number + 1] = this.#next[placesOfNear * near + 1]!;
    const to = this.#starts[number]!;
    this.#starts = withRoom(this.#starts, number + 2);
    this.#starts[number + 1] = to + end - start;
    this.#candidateTimes = withRoom(this.#candidateTimes, to + end - start);
    for (let i = start, at = to; i < end; i++, at++) this.#candidateTimes[at] = this.#times[i]!;
  }
}
