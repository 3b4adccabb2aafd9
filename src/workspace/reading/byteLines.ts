import { ascii } from "../../core/ascii.ts";
import { LineBreaks } from "./lineBreaks.ts";

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
 * Cuts a stream of bytes into lines, as editors do. Keeps at most one unfinished line, of bounded length, whatever
 * the bytes are.
 */
export class ByteLines {
  readonly #sink: LineSink;
  readonly #run: LineRun | undefined;
  #rest = new Uint8Array(1024);
  #restLength = 0;
  #skipping = false;
  /** Whether a CR stands behind the unfinished line, which ends it with or without the byte behind. */
  #endsInReturn = false;

  constructor(sink: LineSink, run?: LineRun) {
    this.#sink = sink;
    this.#run = run;
  }

  /** `returns`: whether a CR may stand among the bytes. */
  push(chunk: Uint8Array, returns: "some" | "none" = "some"): void {
    if (chunk.length === 0) return;
    let start = this.#endsInReturn ? this.#endInReturn(chunk) : 0;
    if (this.#run && this.#restLength === 0 && !this.#skipping) start = this.#run(chunk, start);
    const breaks = new LineBreaks(chunk, returns);
    let end = breaks.next(start);
    for (; end < chunk.length; end = breaks.next(start)) {
      const behind = breaks.behind(end);
      this.#endsInReturn = behind === undefined;
      if (behind === undefined) break;
      this.#line(chunk, start, end);
      start = this.#run ? this.#run(chunk, behind) : behind;
    }
    this.#keep(chunk, start, Math.min(end, chunk.length));
  }

  /** Bytes of an unfinished line that are kept; undefined where it is longer than is kept. */
  get unfinished(): number | undefined {
    if (this.#skipping) return undefined;
    return this.#endsInReturn ? this.#restLength + 1 : this.#restLength;
  }

  /** Hands over a last line that has no line break. */
  finish(): void {
    if (this.#restLength !== 0 || this.#endsInReturn) this.#line(this.#rest, 0, 0);
    this.#endsInReturn = false;
  }

  /** Ends the unfinished line, and returns where the next one starts. */
  #endInReturn(chunk: Uint8Array): number {
    this.#endsInReturn = false;
    this.#line(this.#rest, 0, 0);
    return chunk[0] === ascii.lineFeed ? 1 : 0;
  }

  #line(bytes: Uint8Array, start: number, end: number): void {
    if (this.#skipping) {
      this.#skipping = false;
      this.#sink(this.#rest, 0, this.#restLength, "cut");
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
    if (most < end - start) this.#sink(bytes, start, start + most, "cut");
    else this.#sink(bytes, start, end, "whole");
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
