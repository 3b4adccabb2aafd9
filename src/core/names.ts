import { textOf } from "./lineBytes.ts";

/**
 * Gives every distinct name of a capture a small number, so that columns hold numbers and a name is kept
 * once. Looks names up by their bytes: a scan makes no strings.
 */
export class Names {
  // Small, since a note may hold thousands of captures of one row.
  #arena = new Uint8Array(1 << 10);
  #used = 0;
  /** Where each name starts in the arena; one more entry than names. */
  #starts = new Uint32Array(1 << 6);
  #hashes = new Int32Array(1 << 6);
  /** Open addressing; 0 is free, else the id + 1. */
  #slots = new Int32Array(1 << 7);
  #texts: string[] = [];
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** All names one after the other, and where each starts; one more start than names. */
  get packed(): PackedNames {
    return { bytes: this.#arena.subarray(0, this.#used), starts: this.#starts.subarray(0, this.#count + 1) };
  }

  /** Names as they were packed. Those who only ask for texts need no index of them. */
  static of({ bytes, starts }: PackedNames): Names {
    const names = new Names();
    names.#arena = bytes;
    names.#starts = starts;
    names.#count = starts.length - 1;
    names.#used = starts[names.#count]!;
    names.#slots = new Int32Array(0);
    return names;
  }

  idOf(bytes: Uint8Array, from: number, to: number): number {
    if (this.#slots.length === 0) this.#index();
    const hash = hashOf(bytes, from, to);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]! - 1;
      if (id < 0) return this.#add(bytes, from, to, hash, slot);
      if (this.#hashes[id] === hash && this.#is(id, bytes, from, to)) return id;
    }
  }

  /** The number that this name has already; -1 where it has none. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (this.#slots.length === 0) this.#index();
    const hash = hashOf(bytes, from, to);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]! - 1;
      if (id < 0 || (this.#hashes[id] === hash && this.#is(id, bytes, from, to))) return id;
    }
  }

  text(id: number): string {
    let text = this.#texts[id];
    if (text === undefined) {
      text = textOf(this.#arena, this.#starts[id]!, this.#starts[id + 1]!);
      this.#texts[id] = text;
    }
    return text;
  }

  /** The bytes of a name, valid until another one comes. */
  bytesOf(id: number): Uint8Array {
    return this.#arena.subarray(this.#starts[id]!, this.#starts[id + 1]!);
  }

  #is(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[id]!;
    if (this.#starts[id + 1]! - start !== to - from) return false;
    for (let i = from, at = start; i < to; i++, at++) if (bytes[i] !== this.#arena[at]) return false;
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const id = this.#count++;
    this.#slots[slot] = id + 1;
    this.#arena = withRoom(this.#arena, this.#used + to - from);
    this.#arena.set(bytes.subarray(from, to), this.#used);
    this.#used += to - from;
    this.#starts = withRoom(this.#starts, this.#count + 1);
    this.#starts[this.#count] = this.#used;
    this.#hashes = withRoom(this.#hashes, this.#count);
    this.#hashes[id] = hash;
    if (this.#slots.length < this.#count * 2) this.#rehash();
    return id;
  }

  #index(): void {
    this.#hashes = new Int32Array(Math.max(64, this.#count));
    for (let id = 0; id < this.#count; id++)
      this.#hashes[id] = hashOf(this.#arena, this.#starts[id]!, this.#starts[id + 1]!);
    let places = 1 << 6;
    while (places < this.#count) places *= 2;
    this.#slots = new Int32Array(places);
    this.#rehash();
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      let slot = this.#hashes[id]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** Names as bytes: `bytes[starts[id], starts[id + 1])` in UTF-8. */
export interface PackedNames {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0; // FNV-1a, 32 bit
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The same numbers in an array that has at least `length` places. */
export function withRoom<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: T,
  length: number,
): T {
  if (length <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => T)(Math.max(length, array.length * 2));
  grown.set(array as never);
  return grown;
}

/** The numbers in these places. */
export function picked<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: T,
  places: Uint32Array,
): T {
  const part = new (array.constructor as new (length: number) => T)(places.length);
  for (let i = 0; i < places.length; i++) part[i] = array[places[i]!]!;
  return part;
}
