import type { ShownEvents } from "./shownEvents.ts";

/** Captures that pages show, each by the number its page names it by. */
export class OpenCaptures {
  readonly #open = new Map<number, ShownEvents>();
  #last = 0;

  add(shown: ShownEvents): number {
    this.#open.set(++this.#last, shown);
    return this.#last;
  }

  get(id: number): ShownEvents | undefined {
    return this.#open.get(id);
  }

  async close(id: number): Promise<void> {
    const shown = this.#open.get(id);
    this.#open.delete(id);
    await shown?.close();
  }
}
