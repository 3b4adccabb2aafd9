import { wasmExports } from "../core/kernel.ts";
import { jsonWasm } from "../kernel/json.wasm.js";
import type { JsonTexts } from "./jsonBytes.ts";

interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What `src/kernel/json.ts` exports. Places count bytes of its memory. */
export interface JsonKernel {
  readonly memory: GrowingMemory;
  readonly nextInList: { readonly value: number };
  placeTexts(
    end: number,
    pieces: number,
    startsOfPieces: number,
    addresses: number,
    startsOfAddresses: number,
  ): void;
  placePairs(pairs: number, sums: number, keys: number, ranks: number): void;
  placeRemotes(
    address: number,
    port: number,
    way: number,
    rows: number,
    assumed: number,
    first: number,
    last: number,
    digits: number,
    zone: number,
  ): void;
  rank(pairs: number): number;
  list(out: number, bytes: number, starts: number, from: number, length: number, closing: number): number;
  spellIds(bytes: number, starts: number, remotes: number): number;
  remote(out: number, place: number): number;
}

/** A kernel with a memory of its own; undefined where there can be none. */
export function newJsonKernel(): JsonKernel | undefined {
  return wasmExports(jsonWasm) as JsonKernel | undefined;
}

const pageSize = 1 << 16;
/** Every place is a multiple of this, and has as much behind it that may be read and written over. */
const unit = 64;

/** Texts by number, as places in a memory. */
export interface TextsAt {
  readonly bytes: number;
  readonly starts: number;
}

/** Places in a memory, one behind the other; what is to lie there is copied once the memory is large enough. */
export class MemoryPlan {
  #end = unit;
  readonly #copies: { readonly at: number; readonly bytes: Uint8Array }[] = [];

  /** Makes room for so many bytes. */
  place(size: number): number {
    const at = this.#end;
    this.#end = (Math.ceil((at + size) / unit) + 1) * unit;
    return at;
  }

  copy({ buffer, byteOffset, byteLength }: ArrayBufferView): number {
    const at = this.place(byteLength);
    this.#copies.push({ at, bytes: new Uint8Array(buffer, byteOffset, byteLength) });
    return at;
  }

  copyTexts({ bytes, starts }: JsonTexts): TextsAt {
    return { bytes: this.copy(bytes), starts: this.copy(starts) };
  }

  /** Gives the memory that size, and copies. */
  lay(memory: GrowingMemory): void {
    const pages = Math.ceil((this.#end - memory.buffer.byteLength) / pageSize);
    if (0 < pages) memory.grow(pages);
    const all = new Uint8Array(memory.buffer);
    for (const { at, bytes } of this.#copies) all.set(bytes, at);
  }
}
