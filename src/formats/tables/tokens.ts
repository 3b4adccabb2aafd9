import { isBlank } from "../../core/ascii.ts";
import { columnsIn } from "../tasklist/tasklistCells.ts";

/** Behind so many words only the last column goes on. */
const mostTokens = 256;

/** The words of a line: what stands between blanks, and in which columns of the screen. */
export class Tokens {
  count = 0;
  /** Behind the last word of the line, which may be none of these. */
  end = 0;
  readonly from = new Int32Array(mostTokens);
  readonly to = new Int32Array(mostTokens);
  readonly #columns = new Int32Array(mostTokens);
  #bytes: Uint8Array = new Uint8Array(0);

  split(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.count = 0;
    this.end = end;
    let column = 0;
    for (let at = start; at < end && this.count < mostTokens; ) {
      const from = at;
      while (at < end && isBlank(bytes[at])) at++;
      column += at - from;
      if (at === end) break;
      const word = at;
      while (at < end && !isBlank(bytes[at])) at++;
      this.from[this.count] = word;
      this.to[this.count] = at;
      this.#columns[this.count++] = column;
      column += columnsIn(bytes, word, at);
    }
  }

  /** The column of the screen in which a word begins. */
  column(token: number): number {
    return this.#columns[token]!;
  }

  /** The column behind a word. */
  columnEnd(token: number): number {
    return this.#columns[token]! + columnsIn(this.#bytes, this.from[token]!, this.to[token]!);
  }

  /** Blanks between a word and the one before. */
  gap(token: number): number {
    return token === 0 ? 0 : this.from[token]! - this.to[token - 1]!;
  }
}
