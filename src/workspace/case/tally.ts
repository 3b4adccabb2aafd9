import { withRoom } from "../../core/names.ts";
import { spellingOrder } from "./spellingOrder.ts";

/** Lists up to this length are sorted by hand: a call of the array's own sort would cost more. */
const short = 24;

/**
 * Counts numbered texts of one group after the other, without a map for each group. A list is sorted as plain
 * numbers, each of which holds a total and the rank of its text: its place among all texts as they are spelled.
 */
export class Tally {
  /** The texts in the order of their spelling. */
  readonly spelled: readonly string[];
  /** Ranks of what was taken last, as many as `take` has said. */
  ranks = new Uint32Array(64);
  /** The rank of each text. */
  readonly rank: Uint32Array;
  readonly #totals: Float64Array;
  /** What was counted since the last list was taken. */
  #seen = new Uint32Array(64);
  #count = 0;
  #keys = new Float64Array(64);
  /** Most lists have one text: all that have the same share one. */
  readonly #single: (readonly string[] | undefined)[];

  constructor(texts: readonly string[]) {
    const order = spellingOrder(texts);
    this.spelled = Array.from(order, (number) => texts[number]!);
    this.rank = new Uint32Array(texts.length);
    for (let rank = 0; rank < order.length; rank++) this.rank[order[rank]!] = rank;
    this.#totals = new Float64Array(texts.length);
    this.#single = Array(texts.length).fill(undefined);
  }

  /** Nothing is counted for a number below 0. */
  add(number: number, count: number): void {
    if (number < 0) return;
    const total = this.#totals[number]!;
    this.#totals[number] = total + count;
    if (total !== 0) return;
    if (this.#count === this.#seen.length) {
      this.#seen = withRoom(this.#seen, this.#count + 1);
      this.#keys = withRoom(this.#keys, this.#count + 1);
      this.ranks = withRoom(this.ranks, this.#count + 1);
    }
    this.#seen[this.#count++] = number;
  }

  /**
   * Writes to `ranks` what was counted since the last call, the most frequent first; of equals, in the order of
   * their spelling. Says how many.
   */
  take(): number {
    const count = this.#count;
    const size = this.rank.length;
    const [keys, ranks, totals] = [this.#keys, this.ranks, this.#totals];
    this.#count = 0;
    for (let i = 0; i < count; i++) {
      const number = this.#seen[i]!;
      keys[i] = this.rank[number]! - totals[number]! * size;
      totals[number] = 0;
    }
    sortFirst(keys, count);
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      ranks[i] = key - Math.floor(key / size) * size;
    }
    return count;
  }

  takeTexts(): readonly string[] {
    const count = this.take();
    if (count === 0) return none;
    if (1 < count) return Array.from({ length: count }, (_, i) => this.spelled[this.ranks[i]!]!);
    const rank = this.ranks[0]!;
    this.#single[rank] ??= [this.spelled[rank]!];
    return this.#single[rank];
  }
}

const none: readonly string[] = [];

function sortFirst(keys: Float64Array, count: number): void {
  if (short < count) {
    keys.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const key = keys[i]!;
    let at = i;
    for (; 0 < at && key < keys[at - 1]!; at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
}
