import { ascii } from "../../core/ascii.ts";

/** What is read of one line at the most; the rest of a longer one is passed over, and said. */
const longestLine = 65_536;
/** The same of a document in one line, as clouds write their JSON, and tools XML. */
const longestDocument = 32 << 20;

/** How much is read of a line at the most that begins with this byte. */
export function longestLineFrom(first: number | undefined): number {
  const isDocument = first === leftBrace || first === ascii.leftBracket || first === ascii.less;
  return isDocument ? longestDocument : longestLine;
}

const leftBrace = 0x7b;

/** Takes one line: `bytes[start, end)` without its line break. `cut` where the line is longer than that. */
export type LineSink = (bytes: Uint8Array, start: number, end: number, cut: "whole" | "cut") => void;

/**
 * Takes whole lines from `start` on that it can tell the ends of by itself, and returns where the first line
 * starts that it leaves.
 */
export type LineRun = (bytes: Uint8Array, start: number) => number;

/**
 * Cuts a stream of bytes into lines, at LF or CRLF (and at CR where a file has nothing else). Keeps at most
 * one unfinished line, of bounded length, whatever the bytes are.
 */
export class ByteLines {
  readonly #sink: LineSink;
  readonly #lineBreak: number;
  readonly #run: LineRun | undefined;
  #rest = new Uint8Array(1024);
  #restLength = 0;
  #skipping = false;

  constructor(sink: LineSink, lineBreak: number = ascii.lineFeed, run?: LineRun) {
    this.#sink = sink;
    this.#lineBreak = lineBreak;
    this.#run = run;
  }

  push(chunk: Uint8Array): void {
    const isAtStart = this.#restLength === 0 && !this.#skipping;
    let start = this.#run && isAtStart ? this.#run(chunk, 0) : 0;
    for (;;) {
      const end = chunk.indexOf(this.#lineBreak, start);
      if (end < 0) break;
      this.#line(chunk, start, end);
      start = end + 1;
      if (this.#run) start = this.#run(chunk, start);
    }
    this.#keep(chunk, start, chunk.length);
  }

  /** Bytes of an unfinished line that are kept; undefined where it is longer than is kept. */
  get unfinished(): number | undefined {
    return this.#skipping ? undefined : this.#restLength;
  }

  /** Hands over a last line that has no line break. */
  finish(): void {
    if (this.#restLength !== 0) this.#line(this.#rest, 0, 0);
  }

  #line(bytes: Uint8Array, start: number, end: number): void {
    if (this.#skipping) {
      this.#skipping = false;
      this.#emit(this.#rest, 0, this.#restLength, "cut");
      this.#restLength = 0;
    } else if (this.#restLength === 0) {
      this.#emitBounded(bytes, start, end);
    } else {
      const most = longestLineFrom(this.#rest[0]);
      if (bytes !== this.#rest) this.#append(bytes, start, Math.min(end, start + most));
      const length = this.#restLength;
      this.#restLength = 0;
      this.#emitBounded(this.#rest, 0, length);
    }
  }

  #emitBounded(bytes: Uint8Array, start: number, end: number): void {
    const most = longestLineFrom(bytes[start]);
    if (most < end - start) this.#emit(bytes, start, start + most, "cut");
    else this.#emit(bytes, start, end, "whole");
  }

  #emit(bytes: Uint8Array, start: number, end: number, cut: "whole" | "cut"): void {
    let to = end;
    while (start < to && bytes[to - 1] === ascii.carriageReturn) to--;
    this.#sink(bytes, start, to, cut);
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    if (start === end || this.#skipping) return;
    const most = longestLineFrom(this.#restLength === 0 ? chunk[start] : this.#rest[0]);
    const room = most + 1 - this.#restLength;
    this.#append(chunk, start, Math.min(end, start + room));
    if (most < this.#restLength) {
      this.#restLength = most;
      this.#skipping = true;
    }
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const length = this.#restLength + end - start;
    if (this.#rest.length < length) {
      const grown = new Uint8Array(Math.max(length, this.#rest.length * 2));
      grown.set(this.#rest.subarray(0, this.#restLength));
      this.#rest = grown;
    }
    this.#rest.set(bytes.subarray(start, end), this.#restLength);
    this.#restLength = length;
  }
}
