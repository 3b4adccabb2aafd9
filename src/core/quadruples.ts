import { withRoom } from "./names.ts";

/**
 * Numbers distinct quadruples of 32-bit integers in the order in which they first come. A hash table without
 * objects: grouping a million rows makes no garbage. A key of fewer numbers leaves the rest 0.
 */
export class Quadruples {
  /** Four places a quadruple. */
  #values = new Int32Array(1 << 6);
  /** Open addressing; 0 is free, else the number + 1. */
  #slots = new Int32Array(1 << 6);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** One element, counted from 0, of the quadruple with this number. */
  at(number: number, element: 0 | 1 | 2 | 3): number {
    return this.#values[number * 4 + element]!;
  }

  numberOf(a: number, b: number, c: number, d: number): number {
    const slots = this.#slots;
    const values = this.#values;
    const mask = slots.length - 1;
    for (let slot = hashOf(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number < 0) return this.#add(a, b, c, d, slot);
      const at = number * 4;
      if (values[at] === a && values[at + 1] === b && values[at + 2] === c && values[at + 3] === d)
        return number;
    }
  }

  #add(a: number, b: number, c: number, d: number, slot: number): number {
    const number = this.#count++;
    this.#slots[slot] = number + 1;
    this.#values = withRoom(this.#values, this.#count * 4);
    this.#values.set([a, b, c, d], number * 4);
    if (this.#slots.length < this.#count * 2) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const values = this.#values;
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number++) {
      const at = number * 4;
      let slot = hashOf(values[at]!, values[at + 1]!, values[at + 2]!, values[at + 3]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(c, 0x27d4eb2f) ^ d, 0x165667b1);
  return hash ^ (hash >>> 13) ^ (hash >>> 21);
}
