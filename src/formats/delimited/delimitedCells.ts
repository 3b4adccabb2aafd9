import { ascii, isBlank, trimEnd } from "../../core/ascii.ts";
import { fieldsOf } from "../cells/delimited.ts";

/** What parts the columns of a line; a blank stands for any run of blanks and tabs. */
export type Delimiter = "," | ";" | "|" | "\t" | " ";

/** No log has more columns. */
const mostCells = 256;

/**
 * The cells of one line after the other, as byte spans without the quotes and blanks around them.
 *
 *     "10.20.0.42" ; 49731 ;"a ""b"""
 *      └────┬───┘    └─┬─┘   └──┬──┘
 */
export class DelimitedCells {
  count = 0;
  readonly from = new Int32Array(mostCells);
  readonly to = new Int32Array(mostCells);
  /** Whether a quoted cell of the line split last has quotes in it, each written twice. */
  hasDoubledQuotes = false;

  /** False where a quote is left open, or the line has more cells than any log. */
  split(bytes: Uint8Array, start: number, end: number, delimiter: Delimiter): boolean {
    this.count = 0;
    this.hasDoubledQuotes = false;
    if (delimiter === " ") return this.#splitAtBlanks(bytes, start, end);
    const isTable = delimiter === "|" && bytes[start] === pipe;
    const from = isTable ? start + 1 : start;
    const to = isTable && from < end && bytes[end - 1] === pipe ? end - 1 : end;
    const mark = delimiter.charCodeAt(0);
    // Tools that write tabs seldom quote, and then every cell.
    return (
      this.#splitAt(bytes, from, to, mark) ||
      (mark !== ascii.tab && this.#splitQuoted(bytes, from, to, delimiter))
    );
  }

  /** False where a quote begins a cell. */
  #splitAt(bytes: Uint8Array, start: number, end: number, mark: number): boolean {
    this.count = 0;
    let from = start;
    for (let at = start; at <= end; at++) {
      if (at < end && bytes[at] !== mark) {
        if (bytes[at] === ascii.quote && mark !== ascii.tab) return false;
        continue;
      }
      if (this.count === mostCells) return false;
      this.#add(bytes, from, at);
      if (mark === ascii.tab) this.#unquote(bytes);
      from = at + 1;
    }
    return true;
  }

  #splitQuoted(bytes: Uint8Array, start: number, end: number, delimiter: string): boolean {
    this.count = 0;
    const fields = fieldsOf(bytes, start, end, delimiter);
    if (!fields || mostCells < fields.length) return false;
    for (const { start: from, end: to } of fields) {
      this.#add(bytes, from, to);
      this.hasDoubledQuotes ||= hasDoubled(bytes, from, to);
    }
    return true;
  }

  #splitAtBlanks(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    for (;;) {
      while (at < end && isBlank(bytes[at])) at++;
      if (at === end) return true;
      if (this.count === mostCells) return false;
      const isQuoted = bytes[at] === ascii.quote;
      const from = isQuoted ? at + 1 : at;
      at = from;
      while (at < end && (isQuoted ? bytes[at] !== ascii.quote : !isBlank(bytes[at]))) at++;
      this.from[this.count] = from;
      this.to[this.count++] = at;
      if (isQuoted && at < end) at++;
    }
  }

  /** Takes the quotes around the cell that was added last away. */
  #unquote(bytes: Uint8Array): void {
    const last = this.count - 1;
    const [from, to] = [this.from[last]!, this.to[last]!];
    if (to < from + 2 || bytes[from] !== ascii.quote || bytes[to - 1] !== ascii.quote) return;
    this.from[last] = from + 1;
    this.to[last] = to - 1;
    this.hasDoubledQuotes ||= hasDoubled(bytes, from + 1, to - 1);
  }

  #add(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && bytes[from] === ascii.blank) from++;
    this.from[this.count] = from;
    this.to[this.count++] = trimEnd(bytes, from, end);
  }
}

function hasDoubled(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i + 1 < to; i++)
    if (bytes[i] === ascii.quote && bytes[i + 1] === ascii.quote) return true;
  return false;
}

const pipe = 0x7c;
