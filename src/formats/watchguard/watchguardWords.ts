import { ascii, decimal, isBlank, isDigit, isWord, lastIndexOfByte, skipBlanks } from "../../core/ascii.ts";
import type { FieldIndex } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";

const mostWords = 60;
/** Two addresses, and what may follow them before it matters no more. */
const wordsOfTraffic = 8;
const leftParenthesis = 0x28;
const rightParenthesis = 0x29;

/**
 * The words of a Firebox's message that are no pairs, and what stands in the last parentheses:
 *
 *     msg_id="3000-0148" Allow 1-Trusted 0-External 52 tcp … app_name="Web (other)" (HTTP-proxy-00)
 *                        └─┬─┘ └───┬───┘ └───┬────┘                                  └──policy───┘
 */
export class WatchguardWords {
  count = 0;
  /** The first word behind a pair: the message's own, where the pair is its id. */
  first = 0;
  /** The first of two addresses in a row, or -1. */
  firstAddress = -1;
  policyFrom = -1;
  policyTo = -1;
  readonly #from = new Int32Array(mostWords);
  readonly #to = new Int32Array(mostWords);
  #bytes: Uint8Array = new Uint8Array(0);

  split(bytes: Uint8Array, from: number, end: number): void {
    this.#bytes = bytes;
    this.count = this.first = 0;
    this.firstAddress = this.policyFrom = -1;
    const isPolicyLast = bytes[end - 1] === rightParenthesis;
    for (let at = skipBlanks(bytes, from, end); at < end; ) {
      const to =
        bytes[at] === leftParenthesis ? this.#parentheses(at, end) : this.#word(at, wordEnd(bytes, at, end));
      at = skipBlanks(bytes, to, end);
      const hasAll = 0 <= this.firstAddress && this.firstAddress + wordsOfTraffic <= this.count;
      if (isPolicyLast && hasAll) {
        this.#parentheses(Math.max(at, lastIndexOfByte(bytes, leftParenthesis, at, end)), end);
        return;
      }
    }
  }

  isNumber(word: number): boolean {
    if (word < 0 || this.count <= word) return false;
    return !Number.isNaN(decimal(this.#bytes, this.#from[word]!, this.#to[word]!));
  }

  /** Where a slash stands in the word, or -1. */
  slashIn(word: number): number {
    if (this.count <= word) return -1;
    for (let at = this.#from[word]!; at < this.#to[word]!; at++)
      if (this.#bytes[at] === ascii.slash) return at;
    return -1;
  }

  put(row: Row, index: FieldIndex, word: number, last = word): void {
    if (0 <= word && last < this.count) row.set(index, this.#from[word]!, this.#to[last]!);
  }

  is(word: number, text: string): boolean {
    return isWord(this.#bytes, this.#from[word]!, this.#to[word]!, text);
  }

  from(word: number): number {
    return this.#from[word]!;
  }

  to(word: number): number {
    return this.#to[word]!;
  }

  #word(from: number, to: number): number {
    let isPair = false;
    for (let at = from; at < to && !isPair; at++) isPair = this.#bytes[at] === ascii.equals;
    if (isPair && this.first === 0) this.first = this.count;
    if (!isPair && this.count < mostWords) {
      this.#from[this.count] = from;
      this.#to[this.count++] = to;
      const before = this.count - 2;
      if (this.firstAddress < 0 && 0 <= before && this.#isAddress(before + 1) && this.#isAddress(before))
        this.firstAddress = before;
    }
    return to;
  }

  /** A policy's name, unless it is the time. */
  #parentheses(from: number, end: number): number {
    let to = from + 1;
    while (to < end && this.#bytes[to] !== rightParenthesis) to++;
    if (to < end && !isDigit(this.#bytes[from + 1])) {
      this.policyFrom = from + 1;
      this.policyTo = to;
    }
    return Math.min(end, to + 1);
  }

  #isAddress(word: number): boolean {
    return isPlainAddress(this.#bytes, this.#from[word]!, this.#to[word]!);
  }
}

/** Blanks within quotes do not end a word. */
function wordEnd(bytes: Uint8Array, from: number, end: number): number {
  let isQuoted = false;
  let at = from;
  for (; at < end && (isQuoted || !isBlank(bytes[at])); at++)
    if (bytes[at] === ascii.quote) isQuoted = !isQuoted;
  return at;
}
