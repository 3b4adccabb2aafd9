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

export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0]!;
  for (let at = bytes.indexOf(first, from); 0 <= at; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < wanted.length && bytes[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
  }
  return -1;
}
