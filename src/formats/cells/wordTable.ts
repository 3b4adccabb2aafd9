/** Power of two, some times the words that any table here has. */
const places = 1024;
const longestWord = 24;

/**
 * Words of ASCII by their bytes, whatever the case: a log of a million lines has twenty million words, and a string
 * for each would cost more than all else that is asked of them.
 */
export class WordTable<T> {
  readonly #texts: (Uint8Array | undefined)[] = Array.from({ length: places }, () => undefined);
  readonly #values: (T | undefined)[] = Array.from({ length: places }, () => undefined);

  /** `text` is in lower case; there are far fewer words than places. */
  add(text: string, value: T): void {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    let place = hashOf(bytes, 0, bytes.length);
    while (this.#texts[place]) place = (place + 1) & (places - 1);
    this.#texts[place] = bytes;
    this.#values[place] = value;
  }

  find(bytes: Uint8Array, from: number, to: number): T | undefined {
    if (longestWord < to - from) return undefined;
    for (let place = hashOf(bytes, from, to); ; place = (place + 1) & (places - 1)) {
      const text = this.#texts[place];
      if (!text) return undefined;
      if (isSame(bytes, from, to, text)) return this.#values[place];
    }
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ lower(bytes[at]!), 0x01000193);
  return (hash ^ (hash >>> 15)) & (places - 1);
}

function isSame(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  if (to - from !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (lower(bytes[from + i]!) !== text[i]) return false;
  return true;
}

function lower(byte: number): number {
  return 0x41 <= byte && byte <= 0x5a ? byte | 0x20 : byte;
}
