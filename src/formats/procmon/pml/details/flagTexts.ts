/** A flag, or several at once, and its word. */
export type FlagWord = readonly [flags: number, word: string];

/** Captures repeat few combinations; hostile ones shall not fill the memory. */
const mostTexts = 4096;

/** Words of flags, which are the same for the same flags: they are put together once. */
export class FlagTexts {
  readonly #words: readonly FlagWord[];
  readonly #separator: string;
  readonly #rest: (flags: number) => string;
  readonly #texts = new Map<number, string>();

  /** `rest` says what of flags without a word is told. */
  constructor(words: readonly FlagWord[], separator: string, rest: (flags: number) => string = () => "") {
    this.#words = words;
    this.#separator = separator;
    this.#rest = rest;
  }

  of(flags: number): string {
    const known = this.#texts.get(flags);
    if (known !== undefined) return known;
    if (this.#texts.size === mostTexts) this.#texts.clear();
    const text = this.#textOf(flags);
    this.#texts.set(flags, text);
    return text;
  }

  #textOf(flags: number): string {
    const words: string[] = [];
    let left = flags;
    for (const [bits, word] of this.#words) {
      if ((left & bits) >>> 0 !== bits) continue;
      words.push(word);
      left &= ~bits;
    }
    const rest = left === 0 ? "" : this.#rest(left >>> 0);
    if (rest !== "") words.push(rest);
    return words.join(this.#separator);
  }
}
