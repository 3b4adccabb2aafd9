import { textOf } from "../../core/lineBytes.ts";
import { hashed } from "./keyNames.ts";

/** A log has some ten words for actions; whoever makes up more gets each looked up anew. */
const places = 64;
const longest = 32;

interface Meant<T> {
  readonly word: Uint8Array;
  readonly meaning: T;
}

/** Says what a word in bytes means, and makes a text of it only where the word was not met before. */
export class WordMeanings<T> {
  readonly #meaningOf: (word: string) => T;
  readonly #known: (Meant<T> | undefined)[] = new Array(places);

  /** `meaningOf` is asked of words in lower case. */
  constructor(meaningOf: (word: string) => T) {
    this.#meaningOf = meaningOf;
  }

  of(bytes: Uint8Array, from: number, to: number): T {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = hashed(hash, bytes[i]!);
    const place = (hash ^ (hash >>> 8)) & (places - 1);
    const known = this.#known[place];
    if (known && isSame(bytes, from, to, known.word)) return known.meaning;
    const meaning = this.#meaningOf(textOf(bytes, from, to).toLowerCase());
    if (to - from <= longest) this.#known[place] = { word: bytes.slice(from, to), meaning };
    return meaning;
  }
}

function isSame(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}
