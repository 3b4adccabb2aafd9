/** Numbers distinct texts; -1 stands for none. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  numberOf(text: string | undefined): number {
    if (text === undefined) return -1;
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  text(number: number): string | undefined {
    return this.#texts[number];
  }
}

/** Counts numbered texts of one group after the other, without a map for each group. */
export class Counted {
  readonly textOf: (number: number) => string;
  readonly #totals: Float64Array;
  #seen: number[] = [];

  constructor(size: number, textOf: (number: number) => string) {
    this.#totals = new Float64Array(size);
    this.textOf = textOf;
  }

  add(number: number, count: number): void {
    if (number < 0) return;
    if (this.#totals[number] === 0) this.#seen.push(number);
    this.#totals[number] = this.#totals[number]! + count;
  }

  /** What was counted since the last call, the most frequent first; of equals, in the order of their spelling. */
  take(): readonly number[] {
    const seen = this.#seen;
    if (seen.length === 0) return [];
    const totals = this.#totals;
    if (1 < seen.length)
      seen.sort((a, b) => totals[b]! - totals[a]! || (this.textOf(a) < this.textOf(b) ? -1 : 1));
    for (const number of seen) totals[number] = 0;
    this.#seen = [];
    return seen;
  }
}
