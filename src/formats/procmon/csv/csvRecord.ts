import { ascii } from "../../../core/ascii.ts";

/** No capture has more columns. */
const mostCells = 64;

/** What stands between two columns. */
export type CsvDelimiter = "," | ";" | "\t";

/**
 * The cells of one record of CSV, as byte spans without the quotes around them (RFC 4180). Whatever stands in a quoted
 * cell belongs to it, line breaks too.
 *
 *     "8:55:07.0236729 AM","a.exe",4711,"say ""hi"""
 *      └───────┬────────┘   └─┬─┘  └┬─┘  └───┬────┘
 */
export class CsvRecord {
  count = 0;
  readonly from = new Int32Array(mostCells);
  readonly to = new Int32Array(mostCells);
  /** Whether a quoted cell of the record has quotes in it, each written twice. */
  hasDoubledQuotes = false;
  /** Whether a quote stands within a quoted cell that is not written twice: then none is. */
  #hasLoneQuotes = false;

  /** "open" where a quote is left open: the record goes on below; the cell that is open is the last one. */
  split(bytes: Uint8Array, start: number, end: number, delimiter: number): "whole" | "open" {
    const kind = this.#splitStrictly(bytes, start, end, delimiter);
    const isQuoted = bytes[start] === ascii.quote && bytes[end - 1] === ascii.quote;
    if (!this.#hasLoneQuotes || !isQuoted) return kind;
    this.#splitAtQuotedDelimiters(bytes, start, end, delimiter);
    return "whole";
  }

  #splitStrictly(bytes: Uint8Array, start: number, end: number, delimiter: number): "whole" | "open" {
    this.count = 0;
    this.hasDoubledQuotes = false;
    this.#hasLoneQuotes = false;
    let at = start;
    for (;;) {
      if (bytes[at] === ascii.quote && at < end) {
        const close = this.endOfQuoted(bytes, at + 1, end, delimiter);
        this.#add(at + 1, close < 0 ? end : close);
        if (close < 0) return "open";
        at = close + 1;
      } else {
        const from = at;
        while (at < end && bytes[at] !== delimiter) at++;
        this.#add(from, at);
      }
      if (end <= at) return "whole";
      at++;
    }
  }

  /** The quote that closes the cell that is open at `start`, or -1. */
  endOfQuoted(bytes: Uint8Array, start: number, end: number, delimiter: number): number {
    for (let at = start; at < end; at++) {
      if (bytes[at] !== ascii.quote) continue;
      if (at + 1 === end || bytes[at + 1] === delimiter) return at;
      if (bytes[at + 1] === ascii.quote) {
        this.hasDoubledQuotes = true;
        at++;
      } else this.#hasLoneQuotes = true;
    }
    return -1;
  }

  /** Of a writer that does not double quotes: cells end where a quote, the delimiter and a quote stand. */
  #splitAtQuotedDelimiters(bytes: Uint8Array, start: number, end: number, delimiter: number): void {
    this.count = 0;
    this.hasDoubledQuotes = false;
    let from = start + 1;
    for (let at = from; at < end - 1; at++) {
      if (bytes[at] !== ascii.quote || bytes[at + 1] !== delimiter || bytes[at + 2] !== ascii.quote) continue;
      this.#add(from, at);
      from = at + 3;
      at = from - 1;
    }
    this.#add(from, end - 1);
  }

  #add(from: number, to: number): void {
    if (this.count === mostCells) return;
    this.from[this.count] = from;
    this.to[this.count++] = to;
  }
}
