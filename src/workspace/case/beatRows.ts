import { partOf, placesOfParts } from "../captures/countedOnce.ts";
import { placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";

/** Places of a near end: rows of its own, and of each part. */
const places = placesOfParts + 1;

/** Tells which rows are beats, where not every row is one. */
export interface Beats {
  /** Looks at the rows of a remote. Of its near ends, `counts` is given the number of beats. */
  look(remote: number, nears: Uint32Array, found: number, counts: Uint32Array): void;
  /** Whether a row is a beat of its near end. */
  isBeat(row: number, near: number): boolean;
  /** The first of the beats of a near end, as a place among the rows of remotes. */
  firstOf(near: number): number;
  /** Forgets the rows of a near end. */
  forget(near: number): void;
}

/**
 * Which rows of a capture's near ends are beats, where two rows may speak of one connection or packet: the starts of
 * connections where there are any, else their ends; and of a packet's two rows those that there are more of.
 */
export class BeatRows implements Beats {
  readonly #remotes: RemoteRows;
  readonly #parts: Uint8Array;
  readonly #manner: Uint16Array;
  readonly #nearOf: Int32Array;
  /** Rows of each near end with the remote looked at, by part; all zero between two remotes. */
  readonly #counts: Uint32Array;
  /** The place of the first of them. */
  readonly #firsts: Uint32Array;
  /** Parts of each near end that are no beats, as bits. */
  readonly #silent: Uint8Array;

  constructor(
    remotes: RemoteRows,
    parts: Uint8Array,
    manner: Uint16Array,
    nearOf: Int32Array,
    names: number,
  ) {
    this.#remotes = remotes;
    this.#parts = parts;
    this.#manner = manner;
    this.#nearOf = nearOf;
    this.#counts = new Uint32Array(places * names);
    this.#firsts = new Uint32Array(places * names);
    this.#silent = new Uint8Array(names);
  }

  look(remote: number, nears: Uint32Array, found: number, counts: Uint32Array): void {
    this.#count(remote);
    for (let i = 0; i < found; i++) {
      const near = nears[i]!;
      const first = near * places;
      this.#silent[near] = silentParts(this.#counts, first);
      let beats = 0;
      for (let part = 0; part < places; part++)
        if (this.#isHeard(near, part)) beats += this.#counts[first + part]!;
      counts[near] = beats;
    }
  }

  isBeat(row: number, near: number): boolean {
    return this.#isHeard(near, this.#parts[this.#manner[row]!]!);
  }

  firstOf(near: number): number {
    let first = Number.POSITIVE_INFINITY;
    for (let part = 0; part < places; part++) {
      const at = near * places + part;
      if (this.#isHeard(near, part) && this.#counts[at] !== 0) first = Math.min(first, this.#firsts[at]!);
    }
    return first;
  }

  forget(near: number): void {
    this.#counts.fill(0, near * places, near * places + places);
  }

  #isHeard(near: number, part: number): boolean {
    return (this.#silent[near]! & (1 << part)) === 0;
  }

  #count(remote: number): void {
    const { rows, starts } = this.#remotes;
    const end = starts[remote + 1]!;
    for (let place = starts[remote]!; place < end; place++) {
      const row = rows[place * placesOfRow]!;
      const near = this.#nearOf[rows[place * placesOfRow + 1]!]!;
      const at = near * places + this.#parts[this.#manner[row]!]!;
      if (this.#counts[at] === 0) this.#firsts[at] = place;
      this.#counts[at] = this.#counts[at]! + 1;
    }
  }
}

function silentParts(counts: Uint32Array, at: number): number {
  const ends = counts[at + partOf.start] === 0 ? 0 : 1 << partOf.end;
  const [audits, verdicts] = [counts[at + partOf.audit]!, counts[at + partOf.verdict]!];
  const fewer = audits <= verdicts ? partOf.audit : partOf.verdict;
  return ends | (1 << fewer);
}
