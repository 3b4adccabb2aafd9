/** Arrays of numbers as they lie in memory. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
type NumbersKind = "u8" | "u16" | "u32" | "i32" | "f64";

/** Where an array lies among the others: kind, offset in bytes, count; or one number that all of it is. */
export type PackedPlace =
  | readonly [NumbersKind, number, number]
  | readonly [NumbersKind, "all", number, number];

const constructors = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;

/** Gathers arrays, each at a multiple of eight bytes. */
export class PackingBytes {
  readonly pieces: Uint8Array[] = [];
  #length = 0;

  put(numbers: Numbers): PackedPlace {
    const kind = kindOf(numbers);
    const [first] = numbers;
    if (16 < numbers.length && numbers.every((value) => value === first))
      return [kind, "all", numbers.length, first!];
    const at = this.#length;
    this.#add(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    return [kind, at, numbers.length];
  }

  #add(bytes: Uint8Array): void {
    if (bytes.length !== 0) this.pieces.push(bytes);
    const padding = -bytes.length & 7;
    if (padding !== 0) this.pieces.push(new Uint8Array(padding));
    this.#length += bytes.length + padding;
  }
}

/** The array at a place; undefined where it is none. It lies in the buffer itself. */
export function unpackedNumbers(bytes: Uint8Array<ArrayBuffer>, place: PackedPlace): Numbers | undefined {
  const [kind, at, count] = place;
  const make = constructors[kind];
  if (!make || !Number.isSafeInteger(count) || count < 0) return undefined;
  if (at === "all") return new make(count).fill(place[3]!);
  if (bytes.length < at + count * make.BYTES_PER_ELEMENT) return undefined;
  return new make(bytes.buffer, bytes.byteOffset + at, count);
}

function kindOf(numbers: Numbers): NumbersKind {
  const found = Object.entries(constructors).find(([, make]) => numbers instanceof make);
  return found?.[0] as NumbersKind;
}
