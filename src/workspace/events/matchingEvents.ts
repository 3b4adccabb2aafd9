import { withRoom } from "../../core/names.ts";
import type { EventSource } from "./eventSource.ts";
import type { EventTest } from "./eventTest.ts";

/** Events that are read before others get their turn. */
const together = 2048;

/** The events of a capture that meet a test, in their order. Found piece by piece, so that the first are there early. */
export class MatchingEvents {
  readonly #source: EventSource;
  readonly #test: EventTest;
  /** What a wider filter left: as far as it looked, no others need be looked at. */
  #wider: MatchingEvents | undefined;
  #found = new Uint32Array(1024);
  #count = 0;
  #checked = 0;

  constructor(source: EventSource, test: EventTest, wider?: MatchingEvents) {
    this.#source = source;
    this.#test = test;
    this.#wider = wider;
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
    const wanted = this.#next();
    await this.#source.read(wanted.events, (event, cells) => {
      if (this.#test(cells)) this.#add(event);
    });
    this.#checked = wanted.to;
  }

  /** The events to be looked at next, and how far all have been looked at with them. */
  #next(): { readonly events: Uint32Array; readonly to: number } {
    const from = this.#checked;
    const wider = this.#wider;
    if (wider && from < wider.checked) {
      const first = wider.before(from);
      const events = wider.slice(first, together);
      return { events, to: first + events.length < wider.count ? events.at(-1)! + 1 : wider.checked };
    }
    this.#wider = undefined;
    const to = Math.min(this.#source.count, from + together);
    return { events: eventsFrom(from, to - from), to };
  }

  #add(event: number): void {
    this.#found = withRoom(this.#found, this.#count + 1);
    this.#found[this.#count++] = event;
  }
}

/** `count` events from one on. */
export function eventsFrom(first: number, count: number): Uint32Array {
  const events = new Uint32Array(Math.max(0, count));
  for (let i = 0; i < events.length; i++) events[i] = first + i;
  return events;
}
