import { isDigit, isLetter } from "../../core/ascii.ts";

/** No heading's word is longer, in bytes. */
const longestWord = 40;

/**
 * The words that known names begin with. Most lines that a format is asked about are none of its own: they are told
 * by their first word, without a string being made of it.
 */
export class FirstWords {
  readonly #hashes = new Set<number>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const bytes = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
      this.#hashes.add(hashOfWord(bytes, 0, bytes.length));
    }
  }

  /** Whether one of them may stand at `at`; a few other words are let through. */
  mayBeAt(bytes: Uint8Array, at: number, end: number): boolean {
    return this.#hashes.has(hashOfWord(bytes, at, end));
  }
}

/** Of small letters and digits alone, as names are compared, up to what ends a word. */
function hashOfWord(bytes: Uint8Array, at: number, end: number): number {
  let hash = 7;
  for (let i = at; i < end && i < at + longestWord; i++) {
    const byte = bytes[i]!;
    if (isLetter(byte)) hash = Math.imul(hash, 31) + (byte | 0x20);
    else if (isDigit(byte)) hash = Math.imul(hash, 31) + byte;
    else if (byte < 0x25 || byte === 0x3a || byte === 0x3d || byte === 0x7c || 0x7f < byte) break;
  }
  return hash | 0;
}
