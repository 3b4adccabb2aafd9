import { withRoom } from "../core/names.ts";

/** Lists up to this length are sorted by hand: a call of the array's own sort would cost more. */
const short = 24;

/**
 * Counts numbered texts of one group after the other, without a map for each group. A list is sorted as plain
 * numbers, each of which holds a total and the place of its text among all texts.
 */
export class Tally {
  /** The list that was taken last, in its first places. */
  taken = new Uint32Array(64);
  readonly #texts: readonly string[];
  /** The numbers of the texts in the order of their spelling, and the place of each in it. */
  readonly #order: Uint32Array;
  readonly #rank: Uint32Array;
  readonly #totals: Float64Array;
  #keys = new Float64Array(64);
  #count = 0;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#order = Uint32Array.from(texts.keys()).sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
    this.#rank = new Uint32Array(texts.length);
    for (const [rank, number] of this.#order.entries()) this.#rank[number] = rank;
    this.#totals = new Float64Array(texts.length);
  }

  /** Nothing is counted for a number of -1. */
  add(number: number, count: number): void {
    if (number < 0) return;
    const total = this.#totals[number]!;
    this.#totals[number] = total + count;
    if (total !== 0) return;
    if (this.#count === this.taken.length) {
      this.taken = withRoom(this.taken, this.#count + 1);
      this.#keys = withRoom(this.#keys, this.#count + 1);
    }
    this.taken[this.#count++] = number;
  }

  /**
   * Lists in `taken` what was counted since the last call, the most frequent first; of equals, in the order of
   * their spelling. Returns how many there are.
   */
  take(): number {
    const { taken } = this;
    const count = this.#count;
    this.#count = 0;
    if (count === 1) this.#totals[taken[0]!] = 0;
    else this.#sort(taken, count);
    return count;
  }

  takeTexts(): readonly string[] {
    const count = this.take();
    const texts: string[] = [];
    for (let i = 0; i < count; i++) texts.push(this.#texts[this.taken[i]!]!);
    return texts;
  }

  #sort(numbers: Uint32Array, count: number): void {
    const keys = this.#keys;
    const totals = this.#totals;
    const size = this.#rank.length;
    for (let i = 0; i < count; i++) {
      const number = numbers[i]!;
      keys[i] = this.#rank[number]! - totals[number]! * size;
      totals[number] = 0;
    }
    sortFirst(keys, count);
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      numbers[i] = this.#order[key - Math.floor(key / size) * size]!;
    }
  }
}

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
