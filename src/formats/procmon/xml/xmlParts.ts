import { ascii, indexOfByte } from "../../../core/ascii.ts";

/** What stands next on a line: a text, a tag, or its end. Declarations and comments are passed over. */
export type XmlPart = "text" | "open" | "close" | "empty" | "end";

/**
 * Takes a line of XML apart. Where a tag is not closed on its line, the rest of the line is text.
 *
 *     <PID>4711</PID>
 *      └┬┘ └┬─┘  └┬┘
 *      open text  close
 */
export class XmlParts {
  /** Of a tag its name, of a text all of it. */
  from = 0;
  to = 0;
  /** Behind the part. */
  at = 0;
  #end = 0;

  start(from: number, end: number): void {
    this.at = from;
    this.#end = end;
  }

  next(bytes: Uint8Array): XmlPart {
    for (;;) {
      const { at } = this;
      if (this.#end <= at) return "end";
      if (bytes[at] !== ascii.less) return this.#text(bytes, at);
      const close = indexOfByte(bytes, ascii.greater, at, this.#end);
      if (close < 0) return this.#take(at, this.#end);
      this.at = close + 1;
      const mark = bytes[at + 1];
      if (mark !== question && mark !== exclamation) return this.#tag(bytes, at + 1, close);
    }
  }

  #text(bytes: Uint8Array, at: number): "text" {
    const less = indexOfByte(bytes, ascii.less, at, this.#end);
    return this.#take(at, less < 0 ? this.#end : less);
  }

  #take(from: number, to: number): "text" {
    this.from = from;
    this.to = to;
    this.at = to;
    return "text";
  }

  #tag(bytes: Uint8Array, start: number, close: number): "open" | "close" | "empty" {
    const isClose = bytes[start] === ascii.slash;
    const isEmpty = !isClose && bytes[close - 1] === ascii.slash;
    this.from = isClose ? start + 1 : start;
    let to = this.from;
    const end = isEmpty ? close - 1 : close;
    while (to < end && ascii.blank < bytes[to]!) to++;
    this.to = to;
    return isClose ? "close" : isEmpty ? "empty" : "open";
  }
}

const question = 0x3f;
const exclamation = 0x21;
