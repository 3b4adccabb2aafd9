import { withRoom } from "./names.ts";

/**
 * Numbers distinct tuples of 32-bit integers in the order in which they first come. A hash table without
 * objects: grouping a million rows makes no garbage.
 */
export class Tuples {
  readonly #width: number;
  /** The tuples, one after the other. */
  #values: Int32Array;
  /** Open addressing; 0 is free, else the number + 1. */
  #slots = new Int32Array(1 << 10);
  #count = 0;

  constructor(width: number) {
    this.#width = width;
    this.#values = new Int32Array(width << 8);
  }

  get size(): number {
    return this.#count;
  }

  /** One element of the tuple with this number. */
  at(number: number, element: number): number {
    return this.#values[number * this.#width + element]!;
  }

  /** The number of the tuple in the first elements of `tuple`, which is copied where it is new. */
  numberOf(tuple: Int32Array): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(tuple, 0, this.#width) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1;
      if (number < 0) return this.#add(tuple, slot);
      if (this.#is(number, tuple)) return number;
    }
  }

  #is(number: number, tuple: Int32Array): boolean {
    const start = number * this.#width;
    for (let i = 0; i < this.#width; i++) if (this.#values[start + i] !== tuple[i]) return false;
    return true;
  }

  #add(tuple: Int32Array, slot: number): number {
    const number = this.#count++;
    this.#slots[slot] = number + 1;
    this.#values = withRoom(this.#values, this.#count * this.#width);
    for (let i = 0; i < this.#width; i++) this.#values[number * this.#width + i] = tuple[i]!;
    if (this.#slots.length < this.#count * 2) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number++) {
      let slot = hashOf(this.#values, number * this.#width, this.#width) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function hashOf(values: Int32Array, start: number, width: number): number {
  let hash = 0x9e3779b1 | 0;
  for (let i = 0; i < width; i++) {
    hash = Math.imul(hash ^ values[start + i]!, 0x85ebca6b | 0);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35 | 0);
  return hash ^ (hash >>> 13);
}
