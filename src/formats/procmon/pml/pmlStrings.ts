import { wideTextOf } from "./wideTextOf.ts";

/** Texts that tables name by number. Each is decoded when it is asked for, and then kept. */
export class PmlStrings {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #texts = new Map<number, string>();
  /** Numbers that the table has room for. */
  readonly count: number;
  /** Whether it says to have more than there is room for. */
  readonly isCut: boolean;

  /** `bytes`: the part of the file that is the table. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const said = bytes.length < 4 ? 0 : this.#view.getUint32(0, true);
    this.count = Math.min(said, Math.max(0, Math.floor((bytes.length - 4) / 4)));
    this.isCut = bytes.length < 4 || this.count < said;
  }

  /** Undefined where the table has no such text. */
  text(number: number): string | undefined {
    if (this.count <= number) return undefined;
    const known = this.#texts.get(number);
    if (known !== undefined) return known;
    const text = this.#decoded(number);
    if (text !== undefined) this.#texts.set(number, text);
    return text;
  }

  #decoded(number: number): string | undefined {
    const at = this.#view.getUint32(4 + 4 * number, true);
    if (this.#bytes.length < at + 4) return undefined;
    const size = this.#view.getUint32(at, true);
    if (longestString < size || this.#bytes.length < at + 4 + size) return undefined;
    return wideTextOf(this.#bytes, at + 4, at + 4 + size);
  }
}

/** Bytes; command lines have at most 64 kB. */
const longestString = 1 << 18;
