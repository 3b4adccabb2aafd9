import { withRoom } from "../../core/names.ts";

/** Events between two noted ones. */
export const eventsPerNote = 64;

/** Where events of a text begin, and on which lines, for every 64th of them. */
export class NotedEvents {
  #offsets = new Float64Array(1024);
  #lines = new Float64Array(1024);
  #count = 0;

  /** Events told so far. */
  get count(): number {
    return this.#count;
  }

  get notes(): number {
    return Math.ceil(this.#count / eventsPerNote);
  }

  add(offset: number, line: number): void {
    if (this.#count % eventsPerNote === 0) {
      const note = this.#count / eventsPerNote;
      this.#offsets = withRoom(this.#offsets, note + 1);
      this.#lines = withRoom(this.#lines, note + 1);
      this.#offsets[note] = offset;
      this.#lines[note] = line;
    }
    this.#count++;
  }

  offset(note: number): number {
    return this.#offsets[note]!;
  }

  line(note: number): number {
    return this.#lines[note]!;
  }

  /** The last noted event that stands on a line or above it; -1 where there is none. */
  noteOnLine(line: number): number {
    let [low, high] = [0, this.notes];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#lines[middle]! <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
