import { ascii } from "../../core/ascii.ts";

/** More fields than any product logs in one line; what is behind them is not looked at. */
const mostFields = 256;

/**
 * Where the fields of one delimited line stand, found without making an object. One is used again for every line.
 * A quoted field is between its quotes; a quote doubled within one stays doubled.
 *
 *     1,"a, b",,c
 *     0  1────┘2 3
 */
export class FieldSpans {
  readonly from = new Int32Array(mostFields);
  readonly to = new Int32Array(mostFields);
  count = 0;

  /** `most`: how many fields are wanted. */
  split(bytes: Uint8Array, start: number, end: number, delimiter: number, most = mostFields): void {
    const { from, to } = this;
    let count = 0;
    let at = start;
    while (count < most) {
      let stop: number;
      if (bytes[at] === ascii.quote && at < end) {
        stop = closingQuote(bytes, at + 1, end, delimiter);
        from[count] = at + 1;
        to[count++] = stop;
        while (stop < end && bytes[stop] !== delimiter) stop++;
      } else {
        stop = at;
        while (stop < end && bytes[stop] !== delimiter) stop++;
        from[count] = at;
        to[count++] = stop;
      }
      if (end <= stop) break;
      at = stop + 1;
    }
    this.count = count;
  }

  /** Whether there is such a field and it is not empty. */
  has(index: number): boolean {
    return index < this.count && this.from[index]! < this.to[index]!;
  }
}

/** The quote that ends a field: one before a delimiter or the end. */
function closingQuote(bytes: Uint8Array, from: number, end: number, delimiter: number): number {
  let quotes = 0;
  for (let at = from; at < end; at++) {
    if (bytes[at] === ascii.quote) quotes++;
    else {
      if (quotes % 2 === 1 && bytes[at] === delimiter) return at - 1;
      quotes = 0;
    }
  }
  return quotes % 2 === 1 ? end - 1 : end;
}
