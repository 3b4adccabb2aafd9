import { withRoom } from "./names.ts";

/** Places of one triple in the table: its three numbers, and its own number + 1; 0 there is free. */
const stride = 4;

/**
 * Numbers distinct triples of 32-bit integers in the order in which they first come. A hash table without objects,
 * which keeps all of a triple in one line of the cache: a million rows look it up twice each.
 */
export class Triples {
  #table = new Int32Array(stride << 4);
  /** Three places a triple, by its number. */
  #values = new Int32Array(3 << 3);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** One element, counted from 0, of the triple with this number. */
  at(number: number, element: 0 | 1 | 2): number {
    return this.#values[number * 3 + element]!;
  }

  numberOf(a: number, b: number, c: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = placeOf(a, b, c) & mask; ; at = (at + stride) & mask) {
      const number = table[at + 3]!;
      if (number === 0) return this.#add(a, b, c, at);
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c) return number - 1;
    }
  }

  /** -1 for a triple that has no number. */
  find(a: number, b: number, c: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = placeOf(a, b, c) & mask; ; at = (at + stride) & mask) {
      const number = table[at + 3]!;
      if (number === 0 || (table[at] === a && table[at + 1] === b && table[at + 2] === c)) return number - 1;
    }
  }

  #add(a: number, b: number, c: number, at: number): number {
    const number = this.#count++;
    put(this.#table, at, a, b, c, number);
    this.#values = withRoom(this.#values, this.#count * 3);
    const to = number * 3;
    this.#values[to] = a;
    this.#values[to + 1] = b;
    this.#values[to + 2] = c;
    if (this.#table.length < this.#count * stride * 1.5) this.#rehash();
    return number;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2);
    const values = this.#values;
    const mask = table.length - 1;
    for (let number = 0; number < this.#count; number++) {
      const [a, b, c] = [values[number * 3]!, values[number * 3 + 1]!, values[number * 3 + 2]!];
      let at = placeOf(a, b, c) & mask;
      while (table[at + 3] !== 0) at = (at + stride) & mask;
      put(table, at, a, b, c, number);
    }
    this.#table = table;
  }
}

function put(table: Int32Array, at: number, a: number, b: number, c: number, number: number): void {
  table[at] = a;
  table[at + 1] = b;
  table[at + 2] = c;
  table[at + 3] = number + 1;
}

/** A multiple of the stride. */
function placeOf(a: number, b: number, c: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ c, 0x27d4eb2f);
  return (hash ^ (hash >>> 13)) << 2;
}
