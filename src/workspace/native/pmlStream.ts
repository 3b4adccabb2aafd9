import { EventHead, eventHeadSize } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlOffsets } from "../../formats/procmon/pml/pmlOffsets.ts";
import type { ByteRange } from "../reading/files.ts";
import { largestEvent } from "./pmlEventReader.ts";

/** Takes one event, until the next one comes. */
export type EventSink = (event: number, head: EventHead) => void;

/**
 * Events of a file that has them in their order, as its bytes come by: each chunk is looked through where it lies, and
 * only what stands across two chunks is copied. An extra detail stands right behind its event.
 */
export class PmlStream {
  /** The event that comes next. */
  event = 0;
  /** Whether an extra detail stands elsewhere: then events are to be read one by one. */
  isApart = false;
  readonly #offsets: PmlOffsets;
  readonly #sink: EventSink;
  readonly #head: EventHead;
  /** Bytes from the file's beginning to the next chunk. */
  #at: number;
  /** An event that stands across chunks, as far as it has come. */
  #part = new Uint8Array(1 << 12);
  #partLength = 0;
  /** Bytes that all events have together; more than the file has where they overlap. */
  #sum = 0;
  #damaged = 0;
  readonly #mostSum: number;

  /** `range`: of the file, in which events stand, and whose chunks come. */
  constructor(offsets: PmlOffsets, pointerSize: 4 | 8, range: Required<ByteRange>, sink: EventSink) {
    this.#offsets = offsets;
    this.#sink = sink;
    this.#head = new EventHead(pointerSize);
    this.#at = range.from;
    this.#mostSum = (range.to - range.from) * 2;
  }

  push(chunk: Uint8Array): void {
    let taken = 0;
    if (this.#partLength !== 0) {
      taken = this.#goOn(chunk);
      if (taken < 0) {
        this.#at += chunk.length;
        return;
      }
    }
    this.#readFrom(chunk, taken);
    this.#at += chunk.length;
  }

  /** How many events could not be read; those that are left do not lie in the file. */
  finish(): number {
    return this.#damaged + this.#offsets.count - this.event;
  }

  #readFrom(chunk: Uint8Array, taken: number): void {
    const { count } = this.#offsets;
    while (this.event < count) {
      const at = this.#offsets.at(this.event) - this.#at;
      if (chunk.length <= at) return;
      // Of an event that begins within the one before, the beginning is gone.
      if (at < taken) this.#pass();
      else if (this.#isWhole(chunk, at)) this.#hand(chunk, at);
      else if (largestEvent < this.#needed(chunk, at, chunk.length)) this.#pass();
      else {
        this.#keep(chunk, at);
        return;
      }
    }
  }

  #isWhole(chunk: Uint8Array, at: number): boolean {
    return this.#needed(chunk, at, chunk.length) <= chunk.length - at;
  }

  /** Bytes that the event at `at` takes, as far as these bytes tell. */
  #needed(bytes: Uint8Array, at: number, end: number): number {
    if (end < at + eventHeadSize) return eventHeadSize;
    const head = this.#head;
    head.take(bytes, at);
    const { size, extraOffset } = head;
    if (extraOffset !== size || largestEvent < size) return size;
    const extra = at + size;
    if (end < extra + 2) return size + 2;
    return size + 2 + (bytes[extra]! | (bytes[extra + 1]! << 8));
  }

  #hand(bytes: Uint8Array, at: number): void {
    const head = this.#head;
    const { size, extraOffset } = head;
    this.#sum += size;
    if (largestEvent < size || this.#mostSum < this.#sum) {
      this.#pass();
      return;
    }
    if (extraOffset === size) {
      const from = at + size + 2;
      head.attach(from, from + (bytes[from - 2]! | (bytes[from - 1]! << 8)));
    } else if (extraOffset !== 0) this.isApart = true;
    this.#sink(this.event++, head);
  }

  #pass(): void {
    this.event++;
    this.#damaged++;
  }

  #keep(chunk: Uint8Array, at: number): void {
    this.#partLength = 0;
    this.#append(chunk, at, chunk.length);
  }

  /** More of the event that stands across chunks; where in the chunk it ends, or -1 where it goes on. */
  #goOn(chunk: Uint8Array): number {
    for (let taken = 0; ; ) {
      const needed = this.#needed(this.#part, 0, this.#partLength);
      if (largestEvent < needed) {
        this.#partLength = 0;
        this.#pass();
        return 0;
      }
      if (needed <= this.#partLength) {
        this.#partLength = 0;
        this.#hand(this.#part, 0);
        return taken;
      }
      if (taken === chunk.length) return -1;
      const more = Math.min(needed - this.#partLength, chunk.length - taken);
      this.#append(chunk, taken, taken + more);
      taken += more;
    }
  }

  #append(chunk: Uint8Array, from: number, to: number): void {
    const length = this.#partLength + to - from;
    if (this.#part.length < length) {
      const grown = new Uint8Array(Math.max(length, this.#part.length * 2));
      grown.set(this.#part.subarray(0, this.#partLength));
      this.#part = grown;
    }
    this.#part.set(chunk.subarray(from, to), this.#partLength);
    this.#partLength = length;
  }
}
