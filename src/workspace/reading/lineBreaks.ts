import { ascii } from "../../core/ascii.ts";

/**
 * Where lines of some bytes end, as editors have it: at LF, at CRLF, and at a CR without an LF. Asked of ascending
 * places, so that each byte is looked at once.
 */
export class LineBreaks {
  readonly #bytes: Uint8Array;
  #lineFeed = -1;
  #return: number;

  /** `returns`: whether a CR may stand among them. */
  constructor(bytes: Uint8Array, returns: "some" | "none" = "some") {
    this.#bytes = bytes;
    this.#return = returns === "some" ? -1 : Number.POSITIVE_INFINITY;
  }

  /** Where the first one begins at `from` or behind it; infinite where there is none. */
  next(from: number): number {
    if (this.#lineFeed < from) this.#lineFeed = this.#placeOf(ascii.lineFeed, from);
    if (this.#return < from) this.#return = this.#placeOf(ascii.carriageReturn, from);
    return Math.min(this.#lineFeed, this.#return);
  }

  /** Behind the one that begins at `at`; undefined where only a byte behind these tells that. */
  behind(at: number): number | undefined {
    if (this.#bytes[at] === ascii.lineFeed) return at + 1;
    if (at + 1 === this.#bytes.length) return undefined;
    return this.#bytes[at + 1] === ascii.lineFeed ? at + 2 : at + 1;
  }

  #placeOf(byte: number, from: number): number {
    const at = this.#bytes.indexOf(byte, from);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  }
}

/** Counts the line breaks of some bytes, from a place on. */
export class LineBreakCount {
  readonly #breaks: LineBreaks;
  #at: number;

  constructor(bytes: Uint8Array, from: number) {
    this.#breaks = new LineBreaks(bytes);
    this.#at = from;
  }

  /** How many begin before `to` and behind the place that was asked for last. */
  upTo(to: number): number {
    let count = 0;
    for (let at = this.#breaks.next(this.#at); at < to; at = this.#breaks.next(this.#at)) {
      count++;
      this.#at = this.#breaks.behind(at) ?? at + 1;
    }
    this.#at = Math.max(this.#at, to);
    return count;
  }
}
