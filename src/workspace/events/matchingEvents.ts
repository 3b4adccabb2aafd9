import { withRoom } from "../../core/names.ts";
import type { EventSource } from "./eventSource.ts";
import type { EventTest } from "./eventTest.ts";

/** Events that are read before others get their turn. */
const together = 1024;

/** The events of a capture that meet a test, in their order. Found piece by piece, so that the first are there early. */
export class MatchingEvents {
  readonly #source: EventSource;
  readonly #test: EventTest;
  #found = new Uint32Array(1024);
  #count = 0;
  #checked = 0;

  constructor(source: EventSource, test: EventTest) {
    this.#source = source;
    this.#test = test;
  }

  /** Events found so far. */
  get count(): number {
    return this.#count;
  }

  /** Events looked at so far. */
  get checked(): number {
    return this.#checked;
  }

  get isWhole(): boolean {
    return this.#source.isWhole && this.#checked === this.#source.count;
  }

  /** Event numbers of `count` matches from the one at `from` on. */
  slice(from: number, count: number): Uint32Array {
    return this.#found.subarray(from, Math.min(this.#count, from + count));
  }

  /** How many matches stand before an event. */
  before(event: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#found[middle]! < event) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Looks at some more events. */
  async advance(): Promise<void> {
    const from = this.#checked;
    const to = Math.min(this.#source.count, from + together);
    if (from === to) return;
    const wanted = Uint32Array.from({ length: to - from }, (_, i) => from + i);
    await this.#source.read(wanted, (event, cellOf) => {
      if (this.#test(cellOf)) this.#add(event);
    });
    this.#checked = to;
  }

  #add(event: number): void {
    this.#found = withRoom(this.#found, this.#count + 1);
    this.#found[this.#count++] = event;
  }
}
