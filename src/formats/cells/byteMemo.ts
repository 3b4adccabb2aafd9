/**
 * Remembers one short text of the line above, so that a line on which it stands again need not be read anew.
 * Only a cache: a reader without it reads the same.
 */
export class ByteMemo {
  readonly #text: Uint8Array;
  #length = 0;

  constructor(longest: number) {
    this.#text = new Uint8Array(longest);
  }

  /** 0 where nothing is remembered. */
  get length(): number {
    return this.#length;
  }

  /** A copy of the remembered text. */
  get text(): Uint8Array {
    return this.#text.slice(0, this.#length);
  }

  /** Whether the remembered text stands at `at`. */
  isAt(bytes: Uint8Array, at: number): boolean {
    const text = this.#text;
    // From the end: that is where texts of a log differ, as the day of a date does.
    for (let i = this.#length - 1; 0 <= i; i--) if (bytes[at + i] !== text[i]) return false;
    return this.#length !== 0;
  }

  /** Remembers nothing where the text is too long. */
  keep(bytes: Uint8Array, from: number, to: number): void {
    const length = to - from;
    this.#length = length <= this.#text.length ? length : 0;
    for (let i = 0; i < this.#length; i++) this.#text[i] = bytes[from + i]!;
  }

  forget(): void {
    this.#length = 0;
  }
}
