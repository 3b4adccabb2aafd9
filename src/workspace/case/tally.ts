import { withRoom } from "../../core/names.ts";

/** Lists up to this length are sorted by hand: a call of the array's own sort would cost more. */
const short = 24;

/** The places of texts in the order of their spelling. */
export function spellingOrder(texts: readonly string[]): Uint32Array {
  return Uint32Array.from(texts.keys()).sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
}

/**
 * Counts numbered texts of one group after the other, without a map for each group. A list is sorted as plain
 * numbers, each of which holds a total and the place of its text among all texts.
 */
export class Tally {
  readonly #texts: readonly string[];
  /** The texts in the order of their spelling, and the place of each in it. */
  readonly #spelled: readonly string[];
  readonly #rank: Uint32Array;
  readonly #totals: Float64Array;
  /** What was counted since the last list was taken. */
  #seen = new Uint32Array(64);
  #count = 0;
  #keys = new Float64Array(64);
  /** Most lists have one text: all that have the same share one. */
  readonly #single: (readonly string[] | undefined)[];

  constructor(texts: readonly string[]) {
    const order = spellingOrder(texts);
    this.#texts = texts;
    this.#spelled = Array.from(order, (number) => texts[number]!);
    this.#rank = new Uint32Array(texts.length);
    for (let rank = 0; rank < order.length; rank++) this.#rank[order[rank]!] = rank;
    this.#totals = new Float64Array(texts.length);
    this.#single = Array(texts.length).fill(undefined);
  }

  /** Nothing is counted for a number of -1. */
  add(number: number, count: number): void {
    if (number < 0) return;
    const total = this.#totals[number]!;
    this.#totals[number] = total + count;
    if (total !== 0) return;
    if (this.#count === this.#seen.length) {
      this.#seen = withRoom(this.#seen, this.#count + 1);
      this.#keys = withRoom(this.#keys, this.#count + 1);
    }
    this.#seen[this.#count++] = number;
  }

  /** What was counted since the last call, the most frequent first; of equals, in the order of their spelling. */
  take(): readonly string[] {
    const count = this.#count;
    this.#count = 0;
    if (count === 0) return none;
    if (1 < count) return this.#sorted(count);
    const number = this.#seen[0]!;
    this.#totals[number] = 0;
    this.#single[number] ??= [this.#texts[number]!];
    return this.#single[number];
  }

  #sorted(count: number): readonly string[] {
    const keys = this.#keys;
    const totals = this.#totals;
    const size = this.#rank.length;
    for (let i = 0; i < count; i++) {
      const number = this.#seen[i]!;
      keys[i] = this.#rank[number]! - totals[number]! * size;
      totals[number] = 0;
    }
    sortFirst(keys, count);
    const list = new Array<string>(count);
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      list[i] = this.#spelled[key - Math.floor(key / size) * size]!;
    }
    return list;
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
