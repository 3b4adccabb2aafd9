import { ascii } from "../../core/ascii.ts";
import { withRoom } from "../../core/names.ts";

/** Lines between two noted ones: a megabyte of log takes some hundred bytes here. */
export const linesPerNote = 256;

/**
 * Where lines of a file start, for every 256th of them. Grows with the file: bytes are told in their order, each
 * once. Lines end at LF, in any encoding in which that byte means nothing else.
 */
export class LineOffsets {
  #offsets = new Float64Array(1024);
  #notes = 1;
  /** Line feeds among the bytes. */
  #breaks = 0;
  #bytes = 0;

  /** Noted lines, the first one of the file included. */
  get notes(): number {
    return this.#notes;
  }

  /** Bytes told so far. */
  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(ascii.lineFeed); 0 <= at; at = chunk.indexOf(ascii.lineFeed, at + 1)) {
      this.#breaks++;
      if (this.#breaks % linesPerNote !== 0) continue;
      this.#offsets = withRoom(this.#offsets, this.#notes + 1);
      this.#offsets[this.#notes++] = this.#bytes + at + 1;
    }
    this.#bytes += chunk.length;
  }

  /** Offset of a line whose number is `note * linesPerNote`; the end of what is known behind the last one. */
  offset(note: number): number {
    return note < this.#notes ? this.#offsets[note]! : this.#bytes;
  }
}
