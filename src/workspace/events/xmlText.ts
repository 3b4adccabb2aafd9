import { xmlText } from "../../formats/cells/xmlText.ts";

/** The text of the first element of a name in a fragment; undefined where it has none. */
export function elementText(fragment: string, name: string): string | undefined {
  const open = `<${name}>`;
  const start = fragment.indexOf(open);
  if (start < 0) return undefined;
  const end = fragment.indexOf(`</${name}>`, start);
  return end < 0 ? undefined : xmlText(fragment.slice(start + open.length, end));
}

/** The insides of all elements of a name, at the most `most`. */
export function* elementsOf(fragment: string, name: string, most = 100_000): Generator<string> {
  const [open, close] = [`<${name}>`, `</${name}>`];
  let at = 0;
  for (let left = most; 0 < left; left--) {
    const start = fragment.indexOf(open, at);
    const end = start < 0 ? -1 : fragment.indexOf(close, start);
    if (end < 0) return;
    yield fragment.slice(start + open.length, end);
    at = end + close.length;
  }
}

/** A word that is looked for in bytes: steps over as many bytes as it has, where none of them can be in it. */
export class ByteWord {
  readonly length: number;
  readonly #bytes: Uint8Array;
  /** How far the last byte that was compared lets go on. */
  readonly #steps = new Uint8Array(256);

  constructor(word: string) {
    this.#bytes = new TextEncoder().encode(word).subarray(0, longestWord);
    this.length = this.#bytes.length;
    this.#steps.fill(this.length);
    for (let i = 0; i < this.length - 1; i++) this.#steps[this.#bytes[i]!] = this.length - 1 - i;
  }

  /** The first place of it in `bytes[from, to)`; -1 where there is none. */
  in(bytes: Uint8Array, from: number, to = bytes.length): number {
    const last = this.length - 1;
    for (let end = from + last; end < to; end += this.#steps[bytes[end]!]!) {
      let i = last;
      while (0 <= i && bytes[end - last + i] === this.#bytes[i]) i--;
      if (i < 0) return end - last;
    }
    return -1;
  }
}

/** Steps are bytes. Names of elements are shorter. */
const longestWord = 255;
