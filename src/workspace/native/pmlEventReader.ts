import { EventHead, eventHeadSize } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlCapture } from "./pmlCapture.ts";
import type { RandomBytes } from "./randomBytes.ts";

/** An event with more is damaged: stacks and details of real ones have at most some hundred kilobytes. */
export const largestEvent = 2 << 20;
const smallestWindow = 1 << 14;
const largestWindow = 1 << 20;

/**
 * Reads single events of a capture by their numbers: those that stand near each other in the file with one read of
 * the disk, whatever their order.
 */
export class PmlEventReader {
  readonly #bytes: RandomBytes;
  readonly #capture: PmlCapture;
  readonly #head: EventHead;
  #window = new Uint8Array(smallestWindow);
  /** What of the file the window holds. */
  #from = 0;
  #to = 0;
  /** Bytes that were read so far. */
  bytesRead = 0;

  constructor(bytes: RandomBytes, capture: PmlCapture) {
    this.#bytes = bytes;
    this.#capture = capture;
    this.#head = new EventHead(capture.header.pointerSize);
  }

  /** The event, until the next is read; undefined where it does not lie in the file, or is damaged. */
  async read(event: number): Promise<EventHead | undefined> {
    return this.held(event) ?? (await this.#fill(this.#capture.offsets.at(event), event));
  }

  /** The same at once, where its bytes are at hand. */
  held(event: number): EventHead | undefined {
    const at = this.#capture.offsets.at(event);
    if (at < this.#from || this.#to < at + eventHeadSize) return undefined;
    const head = this.#head;
    head.take(this.#window, at - this.#from);
    return largestEvent < head.size || this.#to < at + head.size || !this.#attachHeld(at) ? undefined : head;
  }

  /** Whether the extra detail is there, if there is one. */
  #attachHeld(at: number): boolean {
    const { extraOffset } = this.#head;
    if (extraOffset === 0) return true;
    const extraAt = at + extraOffset;
    if (extraAt < this.#from || this.#to < extraAt + 2) return false;
    const place = extraAt - this.#from;
    const size = this.#window[place]! | (this.#window[place + 1]! << 8);
    if (this.#to < extraAt + 2 + size) return false;
    this.#head.attach(place + 2, place + 2 + size);
    return true;
  }

  async #fill(at: number, event: number): Promise<EventHead | undefined> {
    if (this.#bytes.size < at + eventHeadSize || at < this.#capture.header.eventsAt) return undefined;
    // What is read on from where the last window ended is likely to be read on further.
    const isNext = this.#from <= at && at <= this.#to + smallestWindow;
    const size = isNext ? Math.min(this.#window.length * 2, largestWindow) : smallestWindow;
    await this.#load(at, size);
    const found = this.held(event);
    if (found) return found;
    const head = this.#head;
    if (largestEvent < head.size || this.#bytes.size < at + head.size) return undefined;
    await this.#load(at, head.size + (1 << 16) + 2);
    return this.held(event) ?? (await this.#joinExtra(at));
  }

  async #load(at: number, size: number): Promise<void> {
    // Another buffer, so that what a head was taken of is not seen to change.
    this.#window = new Uint8Array(size);
    this.#from = at;
    this.#to = at + (await this.#bytes.read(at, this.#window));
    this.bytesRead += this.#to - at;
    this.#head.take(this.#window, 0);
  }

  /** An event whose extra detail stands elsewhere, in bytes of its own; without it where there is none. */
  async #joinExtra(at: number): Promise<EventHead | undefined> {
    const head = this.#head;
    const { size, extraOffset } = head;
    if (this.#to < at + size) return undefined;
    const own = this.#window.subarray(0, size);
    const extra = new Uint8Array(2 + 0xffff);
    const read = await this.#bytes.read(at + extraOffset, extra);
    this.bytesRead += read;
    const length = read < 2 ? -1 : extra[0]! | (extra[1]! << 8);
    const joined = new Uint8Array(size + Math.max(0, length));
    joined.set(own);
    head.take(joined, 0);
    if (0 <= length && 2 + length <= read) {
      joined.set(extra.subarray(2, 2 + length), size);
      head.attach(size, size + length);
    }
    return head;
  }
}
