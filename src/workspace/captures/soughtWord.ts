/** A word of ASCII that is looked for in many texts (Horspool): few of a text's bytes are looked at. */
export class SoughtWord {
  readonly text: string;
  readonly #bytes: Uint8Array;
  /** By a byte: how much further the word may stand at least where this byte stands at its end. */
  readonly #skips: Uint8Array;

  constructor(text: string) {
    this.text = text;
    this.#bytes = new TextEncoder().encode(text);
    const { length } = this.#bytes;
    this.#skips = new Uint8Array(256).fill(length);
    for (let i = 0; i < length - 1; i++) this.#skips[this.#bytes[i]!] = length - 1 - i;
  }

  /** Whether it stands in `bytes[from, to)`. */
  isIn(bytes: Uint8Array, from: number, to: number): boolean {
    const word = this.#bytes;
    const last = word.length - 1;
    for (let end = from + last; end < to; end += this.#skips[bytes[end]!]!) {
      let i = last;
      while (0 <= i && bytes[end - last + i] === word[i]) i--;
      if (i < 0) return true;
    }
    return false;
  }
}
