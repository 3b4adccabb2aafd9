import { withRoom } from "../../core/names.ts";
import { mixedHash } from "../../core/textHash.ts";

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

  /** The number of this key; -1 where it has none. `textHash` is that of the text. */
  find(
    kind: number,
    actor: number,
    apart: number,
    textHash: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): number {
    const slots = this.#slots;
    const mask = (slots.length >> 1) - 1;
    const hash = mixedHash(mixedHash(mixedHash(textHash, kind), actor), apart);
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
