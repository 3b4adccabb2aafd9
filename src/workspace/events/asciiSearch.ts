import type { FilterRelation } from "../../core/eventFilter.ts";

/** Where letters beyond ASCII decide, bytes do not tell: some have small letters that are ASCII. */
type Found = "met" | "not met" | "unknown";

/** Looks at a cell in UTF-8, whatever the case of its letters. */
export type ByteSearch = (bytes: Uint8Array, from: number, to: number) => Found;

type Place = (bytes: Uint8Array, from: number, to: number, wanted: Uint8Array) => Found;

const searches: Readonly<
  Record<FilterRelation, { readonly place: Place; readonly how: "so" | "not" } | undefined>
> = {
  is: { place: isWanted, how: "so" },
  "is not": { place: isWanted, how: "not" },
  "begins with": { place: begins, how: "so" },
  "ends with": { place: ends, how: "so" },
  contains: { place: contains, how: "so" },
  excludes: { place: contains, how: "not" },
  "less than": undefined,
  "more than": undefined,
};

const firstBeyond = 0x80;
/** Of every byte, the small letter. */
const small = Uint8Array.from({ length: 256 }, (_, byte) =>
  0x41 <= byte && byte <= 0x5a ? byte | 0x20 : byte,
);

/** A search for a value in small letters; undefined where the value is not all ASCII. */
export function asciiSearch(relation: FilterRelation, value: string): ByteSearch | undefined {
  const search = searches[relation];
  const wanted = new TextEncoder().encode(value);
  if (!search || wanted.some((byte) => firstBeyond <= byte)) return undefined;
  const { place, how } = search;
  if (how === "so") return (bytes, from, to) => place(bytes, from, to, wanted);
  return (bytes, from, to) => {
    const found = place(bytes, from, to, wanted);
    return found === "unknown" ? found : found === "met" ? "not met" : "met";
  };
}

function isWanted(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): Found {
  const found = begins(bytes, from, to, wanted);
  return found === "met" && to - from !== wanted.length ? "not met" : found;
}

function begins(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): Found {
  for (let i = 0; i < wanted.length; i++) {
    if (to <= from + i) return "not met";
    const byte = bytes[from + i]!;
    if (firstBeyond <= byte) return "unknown";
    if (small[byte] !== wanted[i]) return "not met";
  }
  return "met";
}

function ends(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): Found {
  for (let i = wanted.length - 1, at = to - 1; 0 <= i; i--, at--) {
    if (at < from) return "not met";
    const byte = bytes[at]!;
    if (firstBeyond <= byte) return "unknown";
    if (small[byte] !== wanted[i]) return "not met";
  }
  return "met";
}

function contains(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): Found {
  if (wanted.length === 0) return "met";
  const first = wanted[0]!;
  const capital = 0x61 <= first && first <= 0x7a ? first - 0x20 : first;
  const last = to - wanted.length;
  let all = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    all |= byte;
    if ((byte !== first && byte !== capital) || last < at) continue;
    let i = 1;
    while (i < wanted.length && small[bytes[at + i]!] === wanted[i]) i++;
    if (i === wanted.length) return "met";
  }
  return all < firstBeyond ? "not met" : "unknown";
}
