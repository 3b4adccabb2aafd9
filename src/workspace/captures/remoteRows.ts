import { withRoom } from "../../core/names.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Steps } from "../../core/steps.ts";
import { FarEnd } from "./farEnds.ts";
import type { ScannedCapture } from "./scannedFile.ts";
import { whosOf } from "./whos.ts";

/** Places of one row among those of its remote: the row, its near end's name, its process, its manner. */
export const placesOfRow = 4;

const rowsPerStep = 1 << 15;

/**
 * The rows of a capture, remote after remote: one far address and port, one transport, one direction. Remotes
 * are numbered in the order in which they appear, and each one's rows stand in the order of the capture.
 *
 * A million rows are written out once, each beside others of its remote, with all that is asked of it: so every
 * question about a remote walks through memory that lies together.
 */
export class RemoteRows {
  /** Where the rows of each remote start in `rows`, counted in rows; one more entry than remotes. */
  starts = new Uint32Array(1);
  /** `placesOfRow` for each row that has a far end. */
  rows = new Int32Array(0);
  /** The time of each of these rows. */
  times = new Float64Array(0);
  /** 1 for each name of the capture's columns that is a near end. */
  readonly isNear: Uint8Array;
  readonly transports: (string | undefined)[] = [];
  readonly #capture: ScannedCapture;
  /** Far end's name, port, place in `transports`, inbound. */
  readonly #keys = new Quadruples();
  #counts = new Uint32Array(256);
  /** 1 where a row of the remote says its direction. */
  #said = new Uint8Array(256);

  constructor(capture: ScannedCapture) {
    this.#capture = capture;
    this.isNear = new Uint8Array(capture.columns.names.size);
  }

  get count(): number {
    return this.#keys.size;
  }

  /** The far end's name, by its number in the capture's columns. */
  address(remote: number): number {
    return this.#keys.at(remote, 0);
  }

  port(remote: number): number {
    return this.#keys.at(remote, 1);
  }

  transport(remote: number): string | undefined {
    return this.transports[this.#keys.at(remote, 2)];
  }

  isInbound(remote: number): boolean {
    return this.#keys.at(remote, 3) === 1;
  }

  isDirectionSaid(remote: number): boolean {
    return this.#said[remote] === 1;
  }

  rowCount(remote: number): number {
    return this.starts[remote + 1]! - this.starts[remote]!;
  }

  firstRow(remote: number): number {
    return this.rows[this.starts[remote]! * placesOfRow]!;
  }

  lastRow(remote: number): number {
    return this.rows[(this.starts[remote + 1]! - 1) * placesOfRow]!;
  }

  *gather(): Steps<void> {
    const { count } = this.#capture.columns;
    const remoteOf = new Int32Array(count);
    const end = new FarEnd(this.#capture);
    const transports = this.#numberTransports();
    for (let from = 0; from < count; from += rowsPerStep) {
      this.#number(remoteOf, from, Math.min(count, from + rowsPerStep), end, transports);
      yield;
    }
    this.starts = new Uint32Array(this.count + 1);
    for (let i = 0; i < this.count; i++) this.starts[i + 1] = this.starts[i]! + this.#counts[i]!;
    this.rows = new Int32Array(this.starts[this.count]! * placesOfRow);
    this.times = new Float64Array(this.starts[this.count]!);
    const next = this.starts.slice();
    for (let from = 0; from < count; from += rowsPerStep) {
      this.#write(remoteOf, from, Math.min(count, from + rowsPerStep), next);
      yield;
    }
  }

  /** The place in `transports` of each manner. */
  #numberTransports(): Int32Array {
    return Int32Array.from(this.#capture.columns.manners, ({ transport }) => {
      const known = this.transports.indexOf(transport);
      return known < 0 ? this.transports.push(transport) - 1 : known;
    });
  }

  #number(remoteOf: Int32Array, from: number, to: number, end: FarEnd, transports: Int32Array): void {
    const { manner } = this.#capture.columns;
    const keys = this.#keys;
    for (let row = from; row < to; row++) {
      remoteOf[row] = -1;
      if (!end.look(row)) continue;
      const remote = keys.numberOf(end.address, end.port, transports[manner[row]!]!, end.inbound);
      if (this.#counts.length < keys.size) {
        this.#counts = withRoom(this.#counts, keys.size);
        this.#said = withRoom(this.#said, keys.size);
      }
      this.#counts[remote] = this.#counts[remote]! + 1;
      if (end.assumed === 0) this.#said[remote] = 1;
      remoteOf[row] = remote;
    }
  }

  #write(remoteOf: Int32Array, from: number, to: number, next: Uint32Array): void {
    const { source, destination, manner, time } = this.#capture.columns;
    const who = whosOf(this.#capture).ofRow;
    const { rows, times, isNear } = this;
    for (let row = from; row < to; row++) {
      const remote = remoteOf[row]!;
      if (remote < 0) continue;
      const place = next[remote]!;
      next[remote] = place + 1;
      times[place] = time[row]!;
      const at = place * placesOfRow;
      const near = source[row] === this.address(remote) ? destination[row]! : source[row]!;
      isNear[near] = 1;
      rows[at] = row;
      rows[at + 1] = near;
      rows[at + 2] = who[row]!;
      rows[at + 3] = manner[row]!;
    }
  }
}

export function* remoteRowsOf(capture: ScannedCapture): Steps<RemoteRows> {
  let rows = known.get(capture);
  if (!rows) {
    rows = new RemoteRows(capture);
    yield* rows.gather();
    known.set(capture, rows);
  }
  return rows;
}

/** Captures do not change; the case is joined anew whenever another one does. */
const known = new WeakMap<ScannedCapture, RemoteRows>();
