/** A stretch of one line, as half-open offsets: UTF-16 units in a text, bytes in a scanned line. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of one line of one document; lines are 0-based here and 1-based wherever a person reads them. */
export interface LineSpan extends Span {
  readonly line: number;
}
