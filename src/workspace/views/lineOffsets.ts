import { ascii } from "../../core/ascii.ts";
import { withRoom } from "../../core/names.ts";
import { LineBreaks } from "../reading/lineBreaks.ts";

/** Lines between two noted ones: a megabyte of log takes some hundred bytes here. */
export const linesPerNote = 256;

/**
 * Where lines of a file start, for every 256th of them. Grows with the file: bytes are told in their order, each
 * once. Lines end as in editors, in any encoding in which CR and LF mean nothing else.
 */
export class LineOffsets {
  #offsets = new Float64Array(1024);
  #notes = 1;
  /** Line breaks among the bytes. */
  #breaks = 0;
  /** Whether the last byte is a CR, behind which an LF may come. */
  #endsInReturn = false;
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
    if (chunk.length === 0) return;
    let start = this.#endsInReturn && chunk[0] === ascii.lineFeed ? 1 : 0;
    if (this.#endsInReturn) this.#add(this.#bytes + start);
    this.#endsInReturn = false;
    const breaks = new LineBreaks(chunk);
    for (let at = breaks.next(start); at < chunk.length; at = breaks.next(start)) {
      const behind = breaks.behind(at);
      this.#endsInReturn = behind === undefined;
      start = behind ?? chunk.length;
      if (behind !== undefined) this.#add(this.#bytes + behind);
    }
    this.#bytes += chunk.length;
  }

  /** The line that begins there. */
  #add(offset: number): void {
    this.#breaks++;
    if (this.#breaks % linesPerNote !== 0) return;
    this.#offsets = withRoom(this.#offsets, this.#notes + 1);
    this.#offsets[this.#notes++] = offset;
  }

  /** Offset of a line whose number is `note * linesPerNote`; the end of what is known behind the last one. */
  offset(note: number): number {
    return note < this.#notes ? this.#offsets[note]! : this.#bytes;
  }
}
