import { putUtf8 } from "../../core/lineBytes.ts";

const widestCharacter = 4;

/**
 * Finds which of some known names a few bytes are, whatever their case. Who scans the bytes anyway makes the hash on
 * the way, so that nothing is read twice or made into a text.
 */
export class KeyNames {
  readonly #names: readonly Uint8Array[];
  /** By hash: the number of a name, or -1. */
  readonly #table: Int32Array;
  readonly #mask: number;

  constructor(names: readonly string[]) {
    this.#names = names.map(foldedBytes);
    const size = 2 ** Math.ceil(Math.log2(names.length * 4 + 1));
    this.#mask = size - 1;
    this.#table = new Int32Array(size).fill(-1);
    for (const [number, name] of this.#names.entries()) this.#table[this.#freePlace(name)] = number;
  }

  /** The number of the name at `[from, to)`, whose `hash` was made by `hashed`, or -1. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    for (let place = spread(hash) & this.#mask; ; place = (place + 1) & this.#mask) {
      const number = this.#table[place]!;
      if (number < 0 || isName(bytes, from, to, this.#names[number]!)) return number;
    }
  }

  /** As `find`, of bytes of which there is no hash yet. */
  findUnhashed(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0;
    for (let i = from; i < to; i++) hash = hashed(hash, bytes[i]!);
    return this.find(bytes, from, to, hash);
  }

  #freePlace(name: Uint8Array): number {
    let place = spread(name.reduce(hashed, 0)) & this.#mask;
    while (this.#table[place] !== -1) place = (place + 1) & this.#mask;
    return place;
  }
}

/** The hash of a name that goes on with this byte; of none it is 0. */
export function hashed(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + (byte | caseBit)) | 0;
}

/** What tells an upper from a lower letter; other bytes of keys stay apart without it. */
const caseBit = 0x20;

function spread(hash: number): number {
  return hash ^ (hash >>> 7);
}

function isName(bytes: Uint8Array, from: number, to: number, name: Uint8Array): boolean {
  if (to - from !== name.length) return false;
  for (let i = 0; i < name.length; i++) if ((bytes[from + i]! | caseBit) !== name[i]) return false;
  return true;
}

function foldedBytes(name: string): Uint8Array {
  const bytes = new Uint8Array(name.length * widestCharacter);
  let at = 0;
  for (const character of name) at += putUtf8(bytes, at, character.codePointAt(0)!);
  return bytes.slice(0, at).map((byte) => byte | caseBit);
}
