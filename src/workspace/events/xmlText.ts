const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text of XML as it is meant. */
export function xmlText(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[name as string] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

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
