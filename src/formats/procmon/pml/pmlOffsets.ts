/** Bytes of one offset: four, and a fifth that is 0 in files below 4 GiB. */
export const offsetSize = 5;
const narrow = 2 ** 32;

/** Where events begin in the file, in the order of the capture. */
export class PmlOffsets {
  readonly count: number;
  readonly #view: DataView;
  /** Whether the fifth byte is a part of the offset: it can be one only in files that large. */
  readonly #isWide: boolean;
  #isAscending: boolean | undefined;

  /** `bytes`: as many offsets as are to be read. */
  constructor(bytes: Uint8Array, fileSize: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#isWide = narrow < fileSize;
    this.count = Math.floor(bytes.length / offsetSize);
  }

  at(event: number): number {
    const i = event * offsetSize;
    const low = this.#view.getUint32(i, true);
    return this.#isWide ? low + this.#view.getUint8(i + 4) * narrow : low;
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
