import { withRoom } from "../../core/names.ts";

/** Events between two noted ones. */
export const eventsPerNote = 64;
const farthestStep = 0xffff;

/** Where events of a text begin, and on which lines, for every 64th of them; of the others, how far it is to the next. */
export class NotedEvents {
  /** 0 where it is farther than fits. */
  #steps = new Uint16Array(1024);
  #last = 0;
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
    this.#noteStep(offset - this.#last);
    this.#last = offset;
    this.#count++;
  }

  /** Bytes from where an event begins to where the next one does; undefined where that is not noted. */
  step(event: number): number | undefined {
    return event + 1 < this.#count ? this.#steps[event] || undefined : undefined;
  }

  #noteStep(step: number): void {
    const event = this.#count - 1;
    if (event < 0) return;
    this.#steps = withRoom(this.#steps, event + 1);
    this.#steps[event] = step <= farthestStep ? step : 0;
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
