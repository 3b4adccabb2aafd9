import { withRoom } from "../../core/names.ts";

/**
 * Numbers what tells deeds apart: a kind, an actor, what else tells them apart, and a text, in the order in which they
 * come. Nearly all events of a large capture are asked for, and few are new, so a look-up touches little memory.
 */
export class DeedKeys {
  #count = 0;
  /** Hash and number + 1 in pairs; open addressing. */
  #slots = new Int32Array(1 << 9);
  /** Kind, actor, what else, and where the text ends in `#text`: it begins where the one before ends. */
  #numbers = new Int32Array(1 << 8);
  #text = new Uint8Array(1 << 12);
  /** Of what was asked for last. */
  #hash = 0;
  #slot = 0;

  /** The number of this key; -1 where it has none. */
  find(kind: number, actor: number, apart: number, bytes: Uint8Array, from: number, to: number): number {
    const slots = this.#slots;
    const mask = (slots.length >> 1) - 1;
    const hash = hashOf(kind, actor, apart, bytes, from, to);
    this.#hash = hash;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[2 * slot + 1]! - 1;
      this.#slot = slot;
      if (number < 0) return -1;
      if (
        slots[2 * slot] === hash &&
        this.#is(number, kind, actor, apart) &&
        this.#hasText(number, bytes, from, to)
      )
        return number;
    }
  }

  /** Gives the key that was asked for last, and not found, the next number. */
  add(kind: number, actor: number, apart: number, bytes: Uint8Array, from: number, to: number): void {
    const number = this.#count++;
    const start = this.#startOf(number);
    const end = start + to - from;
    this.#slots[2 * this.#slot] = this.#hash;
    this.#slots[2 * this.#slot + 1] = number + 1;
    this.#text = withRoom(this.#text, end);
    this.#text.set(bytes.subarray(from, to), start);
    this.#numbers = withRoom(this.#numbers, 4 * this.#count);
    this.#numbers[4 * number] = kind;
    this.#numbers[4 * number + 1] = actor;
    this.#numbers[4 * number + 2] = apart;
    this.#numbers[4 * number + 3] = end;
    if (this.#slots.length < 4 * this.#count) this.#rehash();
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#numbers[4 * number - 1]!;
  }

  #is(number: number, kind: number, actor: number, apart: number): boolean {
    const numbers = this.#numbers;
    const at = 4 * number;
    return numbers[at] === kind && numbers[at + 1] === actor && numbers[at + 2] === apart;
  }

  #hasText(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const text = this.#text;
    let at = this.#startOf(number);
    if (this.#numbers[4 * number + 3]! - at !== to - from) return false;
    for (let i = from; i < to; i++, at++) if (bytes[i] !== text[at]) return false;
    return true;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 4);
    const mask = (slots.length >> 1) - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let slot = old[i]! & mask;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = old[i]!;
      slots[2 * slot + 1] = old[i + 1]!;
    }
    this.#slots = slots;
  }
}

/** Four bytes at a time: byte by byte would take most of the time that events take. */
function hashOf(
  kind: number,
  actor: number,
  apart: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  let hash = Math.imul(kind + 1, 0x85ebca6b) ^ Math.imul(actor, 0xc2b2ae35) ^ Math.imul(apart, 0x27d4eb2f);
  let at = from;
  for (const last = to - 4; at <= last; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ word, 0x9e3779b1);
  }
  for (; at < to; at++) hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ bytes[at]!, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ (to - from), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
