/** Bytes of one offset: four, and a fifth that is 0 in files below 4 GiB. */
export const offsetSize = 5;
const narrow = 2 ** 32;

/** Where events begin in the file, in the order of the capture. */
export class PmlOffsets {
  readonly count: number;
  readonly #bytes: Uint8Array;
  /** Whether the fifth byte is a part of the offset: it can be one only in files that large. */
  readonly #isWide: boolean;
  #isAscending: boolean | undefined;

  /** `bytes`: as many offsets as are to be read. */
  constructor(bytes: Uint8Array, fileSize: number) {
    this.#bytes = bytes;
    this.#isWide = narrow < fileSize;
    this.count = Math.floor(bytes.length / offsetSize);
  }

  at(event: number): number {
    const bytes = this.#bytes;
    const i = event * offsetSize;
    const low = (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16)) + bytes[i + 3]! * 0x1000000;
    return this.#isWide ? low + bytes[i + 4]! * narrow : low;
  }

  /** Whether events stand in the file in the order of the capture. */
  get isAscending(): boolean {
    this.#isAscending ??= this.#ascends();
    return this.#isAscending;
  }

  #ascends(): boolean {
    let last = 0;
    for (let i = 0; i < this.count; i++) {
      const at = this.at(i);
      if (at < last) return false;
      last = at;
    }
    return true;
  }
}
