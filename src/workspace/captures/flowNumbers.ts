import { withRoom } from "../../core/names.ts";
import type { Columns } from "./columns.ts";

/** Source, destination, its port, manner, PID, process; then the flow's number + 1, and its rows. */
const stride = 8;
/** Rows looked up together: their places in the table are then fetched side by side, not one after the other. */
const together = 64;

/**
 * Numbers the flows of a capture in the order in which they appear, and counts their rows.
 *
 * A large log has some hundred thousand flows, and each row falls on another one: what costs is waiting for
 * memory. So all that is asked and noted of a flow lies in one half line of the cache.
 */
export class FlowNumbers {
  count = 0;
  /** The flow of each row. */
  readonly ofRow: Uint32Array;
  /** How many rows each flow has. */
  readonly rows: Uint32Array;
  /** The first row of each flow. */
  firstRow = new Uint32Array(1 << 8);
  readonly #columns: Columns;
  /** Open addressing; a number of 0 is free. */
  #table: Int32Array;
  readonly #hashes = new Int32Array(together);
  /** Only so that what is read ahead is used. */
  #ahead = 0;

  constructor(columns: Columns) {
    this.#columns = columns;
    this.ofRow = new Uint32Array(columns.count);
    // Room for a flow of every third row: places that no flow falls on take no memory.
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1 << 9, columns.count / 2)));
    this.#table = new Int32Array(stride * slots);
    for (let from = 0; from < columns.count; from += together) {
      const to = Math.min(columns.count, from + together);
      this.#lookAhead(from, to);
      this.#number(from, to);
    }
    this.firstRow = this.firstRow.slice(0, this.count);
    this.rows = this.#counted();
    this.#table = new Int32Array(0);
  }

  /** Hashes rows, and touches their places in the table. */
  #lookAhead(from: number, to: number): void {
    const { source, destination, destinationPort, manner, pid, process } = this.#columns;
    const hashes = this.#hashes;
    const table = this.#table;
    const mask = table.length / stride - 1;
    let ahead = 0;
    for (let row = from; row < to; row++) {
      const hash = hashOf(
        source[row]!,
        destination[row]!,
        (destinationPort[row]! << 12) ^ manner[row]!,
        pid[row]!,
        process[row]!,
      );
      hashes[row - from] = hash;
      ahead ^= table[(hash & mask) * stride]!;
    }
    this.#ahead ^= ahead;
  }

  #number(from: number, to: number): void {
    const { source, destination, destinationPort, manner, pid, process } = this.#columns;
    const { ofRow } = this;
    for (let row = from; row < to; row++) {
      // Room first: so a place that was found stays.
      if (this.#table.length < (this.count + 1) * stride * 1.5) this.#grow();
      const table = this.#table;
      const mask = table.length / stride - 1;
      for (let slot = this.#hashes[row - from]! & mask; ; slot = (slot + 1) & mask) {
        const at = slot * stride;
        const number = table[at + 6]!;
        if (number === 0) {
          table[at] = source[row]!;
          table[at + 1] = destination[row]!;
          table[at + 2] = destinationPort[row]!;
          table[at + 3] = manner[row]!;
          table[at + 4] = pid[row]!;
          table[at + 5] = process[row]!;
          table[at + 6] = this.#add(row);
        } else if (
          table[at] !== source[row] ||
          table[at + 1] !== destination[row] ||
          table[at + 2] !== destinationPort[row] ||
          table[at + 3] !== manner[row] ||
          table[at + 4] !== pid[row] ||
          table[at + 5] !== process[row]
        )
          continue;
        table[at + 7] = table[at + 7]! + 1;
        ofRow[row] = table[at + 6]! - 1;
        break;
      }
    }
  }

  /** The number + 1 of a flow that begins with this row. */
  #add(row: number): number {
    const flow = this.count++;
    this.firstRow = withRoom(this.firstRow, this.count);
    this.firstRow[flow] = row;
    return this.count;
  }

  #grow(): void {
    const old = this.#table;
    // Large tables only double: they are most of the memory there is.
    const table = new Int32Array(old.length * (old.length < 1 << 19 ? 4 : 2));
    const mask = table.length / stride - 1;
    for (let from = 0; from < old.length; from += stride) {
      if (old[from + 6] === 0) continue;
      const hash = hashOf(
        old[from]!,
        old[from + 1]!,
        (old[from + 2]! << 12) ^ old[from + 3]!,
        old[from + 4]!,
        old[from + 5]!,
      );
      let slot = hash & mask;
      while (table[slot * stride + 6] !== 0) slot = (slot + 1) & mask;
      for (let i = 0; i < stride; i++) table[slot * stride + i] = old[from + i]!;
    }
    this.#table = table;
  }

  #counted(): Uint32Array {
    const table = this.#table;
    const rows = new Uint32Array(this.count);
    for (let at = 0; at < table.length; at += stride) {
      if (table[at + 6] !== 0) rows[table[at + 6]! - 1] = table[at + 7]!;
    }
    return rows;
  }
}

function hashOf(a: number, b: number, c: number, d: number, e: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(c, 0x27d4eb2f), 0x165667b1);
  hash = Math.imul(hash ^ (hash >>> 13) ^ Math.imul(d, 0x9e3779b1) ^ e, 0x85ebca6b);
  return hash ^ (hash >>> 16);
}
