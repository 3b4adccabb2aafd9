import { withRoom } from "../../core/names.ts";
import type { Steps } from "../../core/steps.ts";
import { placesOfParts, secondRows } from "./countedOnce.ts";
import { roleOfEvent } from "./eventRoles.ts";
import { numberRows, type RowNumbers } from "./rowNumbers.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** Places of one row among those of its remote: the row, its caller. */
export const placesOfRow = 2;
/** Places of one caller among those of a remote: the caller, its connections. */
export const placesOfCaller = 2;

const rowsPerStep = 1 << 15;

/**
 * The rows of a capture, remote after remote: one far address and port, one transport, one direction. Remotes
 * are numbered in the order in which they appear, and each one's rows stand in the order of the capture.
 *
 * A million rows are written out once, each beside others of its remote, and counted once by their callers: what is
 * asked of a remote or a pair then walks through little memory that lies together.
 */
export class RemoteRows {
  readonly numbers: RowNumbers;
  readonly count: number;
  readonly #manner: Uint16Array;
  /** Where the rows of each remote start in `rows`, counted in rows; one more entry than remotes. */
  readonly starts: Uint32Array;
  /** `placesOfRow` for each row that has a far end. */
  readonly rows: Uint32Array;
  /** Where the callers of each remote start in `callers`, counted in callers; one more entry than remotes. */
  readonly callerStarts: Uint32Array;
  /** `placesOfCaller` for each caller of each remote, in the order in which they called first. */
  callers = new Uint32Array(64);

  constructor(numbers: RowNumbers, manner: Uint16Array) {
    const count = numbers.remotes.size;
    this.#manner = manner;
    this.numbers = numbers;
    this.count = count;
    this.starts = new Uint32Array(count + 1);
    for (let i = 0; i < count; i++) this.starts[i + 1] = this.starts[i]! + numbers.remoteRows[i]!;
    this.rows = new Uint32Array(this.starts[count]! * placesOfRow);
    this.callerStarts = new Uint32Array(count + 1);
  }

  /** The far end's name, by its number in the capture's columns. */
  address(remote: number): number {
    return this.numbers.remotes.at(remote, 0);
  }

  port(remote: number): number {
    return this.numbers.remotes.at(remote, 1);
  }

  /** Its place in the `transports` of the numbers. */
  transportNumber(remote: number): number {
    return this.numbers.remotes.at(remote, 2) >> 1;
  }

  transport(remote: number): string | undefined {
    return this.numbers.transports[this.transportNumber(remote)];
  }

  isInbound(remote: number): boolean {
    return (this.numbers.remotes.at(remote, 2) & 1) === 1;
  }

  isDirectionSaid(remote: number): boolean {
    return this.numbers.isSaid[remote] === 1;
  }

  rowCount(remote: number): number {
    return this.starts[remote + 1]! - this.starts[remote]!;
  }

  /** Its rows, of which two that speak of one connection or packet count once. */
  connections(remote: number): number {
    return this.numbers.connectionsOfRemote(remote);
  }

  firstRow(remote: number): number {
    return this.rows[this.starts[remote]! * placesOfRow]!;
  }

  lastRow(remote: number): number {
    return this.rows[(this.starts[remote + 1]! - 1) * placesOfRow]!;
  }

  *gather(): Steps<void> {
    const rows = this.numbers.remoteOf.length;
    const next = this.starts.slice();
    for (let from = 0; from < rows; from += rowsPerStep) {
      this.#write(from, Math.min(rows, from + rowsPerStep), next);
      yield;
    }
    this.numbers.remoteOf = new Int32Array(0);
    const counts = new Uint32Array(this.numbers.callers.size);
    const parts = new Uint32Array(this.numbers.parts ? counts.length * placesOfParts : 0);
    for (let remote = 0, due = rowsPerStep; remote < this.count; remote++) {
      this.#countCallers(remote, counts, parts);
      if (this.starts[remote]! < due) continue;
      due += rowsPerStep;
      yield;
    }
  }

  #write(from: number, to: number, next: Uint32Array): void {
    const { remoteOf, callerOf } = this.numbers;
    const { rows } = this;
    for (let row = from; row < to; row++) {
      const remote = remoteOf[row]!;
      if (remote < 0) continue;
      const place = next[remote]!;
      next[remote] = place + 1;
      rows[place * placesOfRow] = row;
      rows[place * placesOfRow + 1] = callerOf[row]!;
    }
  }

  /** `counts` has a place for each caller, `parts` some more, and both are all zero before and after. */
  #countCallers(remote: number, counts: Uint32Array, parts: Uint32Array): void {
    const { rows, starts } = this;
    const from = starts[remote]! * placesOfRow;
    const to = starts[remote + 1]! * placesOfRow;
    const first = this.callerStarts[remote]! * placesOfCaller;
    // Each row may have a caller of its own.
    this.callers = withRoom(this.callers, first + to - from);
    const { callers } = this;
    let end = first;
    for (let at = from; at < to; at += placesOfRow) {
      const caller = rows[at + 1]!;
      if (counts[caller] === 0) {
        callers[end] = caller;
        end += placesOfCaller;
      }
      counts[caller] = counts[caller]! + 1;
    }
    if (this.numbers.parts) this.#takeSeconds(from, to, this.numbers.parts, counts, parts);
    if (this.numbers.roles) this.#takeRest(from, to, this.numbers.roles, counts);
    for (let at = first; at < end; at += placesOfCaller) {
      const caller = callers[at]!;
      callers[at + 1] = counts[caller]!;
      counts[caller] = 0;
    }
    this.callerStarts[remote + 1] = end / placesOfCaller;
  }

  /** Takes the events that are no connections of their own off the counts of the remote's callers. */
  #takeRest(from: number, to: number, roles: Uint8Array, counts: Uint32Array): void {
    const { rows } = this;
    for (let at = from; at < to; at += placesOfRow) {
      if ((roles[rows[at]!]! & roleOfEvent.counted) !== 0) continue;
      counts[rows[at + 1]!] = counts[rows[at + 1]!]! - 1;
    }
  }

  /** Takes the rows that are the second one of a connection off the counts of the remote's callers. */
  #takeSeconds(
    from: number,
    to: number,
    parts: Uint8Array,
    counts: Uint32Array,
    ofCallers: Uint32Array,
  ): void {
    const { rows } = this;
    const manner = this.#manner;
    for (let at = from; at < to; at += placesOfRow) {
      const part = parts[manner[rows[at]!]!]!;
      const place = rows[at + 1]! * placesOfParts + part - 1;
      if (part !== 0) ofCallers[place] = ofCallers[place]! + 1;
    }
    for (let at = from; at < to; at += placesOfRow) {
      const caller = rows[at + 1]!;
      const first = caller * placesOfParts;
      const seconds = secondRows(ofCallers, first);
      if (seconds !== 0) counts[caller] = counts[caller]! - seconds;
      ofCallers.fill(0, first, first + placesOfParts);
    }
  }
}

export function* remoteRowsOf(capture: ScannedCapture): Steps<RemoteRows> {
  let rows = known.get(capture);
  if (!rows) {
    rows = new RemoteRows(yield* numberRows(capture), capture.columns.manner);
    yield* rows.gather();
    known.set(capture, rows);
  }
  return rows;
}

/** Captures do not change; the case is joined anew whenever another one does. */
const known = new WeakMap<ScannedCapture, RemoteRows>();
