/** Bytes after which what was written is handed on; few enough that they stay in the nearer caches. */
export const room = 1 << 17;
/** Bytes are copied some at a time, so as many beyond the end may be read and written over. */
export const slack = 64;
/** Bytes that one UTF-16 unit may take. */
const longestUnit = 3;

const encoder = new TextEncoder();

/** Takes bytes to read until it returns: they are the writer's. */
export type TakeBytes = (bytes: Uint8Array) => void;

/** Pieces of JSON as bytes, by number: encoded once, however many lists have them. */
export class JsonTexts {
  readonly bytes: DataView;
  /** Where each text starts in `bytes`; one more entry than texts. */
  readonly starts: Uint32Array;
  /** Bytes of the longest. */
  readonly longest: number;

  /** Texts as values, quotes and all. */
  static of(texts: readonly string[]): JsonTexts {
    return new JsonTexts(texts.map(valueText));
  }

  constructor(values: readonly string[]) {
    const { bytes, length } = encoded(values.join(""));
    this.bytes = new DataView(bytes.buffer);
    this.starts = new Uint32Array(values.length + 1);
    let longest = 0;
    let end = 0;
    const isAscii = values.reduce((sum, value) => sum + value.length, 0) === length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const size = isAscii ? value.length : encoder.encode(value).length;
      if (longest < size) longest = size;
      end += size;
      this.starts[i + 1] = end;
    }
    this.longest = longest;
  }
}

/** With slack behind them. */
function encoded(text: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly length: number } {
  const own = encoder.encode(text);
  const bytes = new Uint8Array(own.length + slack);
  bytes.set(own);
  return { bytes, length: own.length };
}

/** Writes JSON as bytes: of a large log half a million ids, for which strings would be too dear. */
export class JsonBytes {
  readonly #take: TakeBytes;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #length = 0;

  /** The bytes to write to may lie where others write to them too: `room` and `slack`. */
  constructor(take: TakeBytes, bytes = new Uint8Array(room + slack)) {
    this.#take = take;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset);
  }

  /** Makes room for so many bytes, at most `room`, and says where it begins. */
  reserve(most: number): number {
    if (room - this.#length < most) this.flush();
    return this.#length;
  }

  /** Somebody else has written up to there. */
  advance(to: number): void {
    this.#length = to;
  }

  /** Writes a text that is JSON already. */
  raw(text: string): void {
    const most = text.length * longestUnit;
    if (room - this.#length < most) this.flush();
    if (room < most) this.#take(encoder.encode(text));
    else this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** Writes a text as a value of JSON. */
  value(text: string): void {
    this.raw(valueText(text));
  }

  /** Writes a list of texts, the first so many of these numbers. */
  list(texts: JsonTexts, numbers: Uint32Array, count: number): void {
    this.#byte(0x5b); // [
    for (let i = 0; i < count; i++) {
      if (i !== 0) this.#byte(0x2c); // ,
      this.#copy(texts, numbers[i]!);
    }
    this.#byte(0x5d); // ]
  }

  /** Hands on what was not handed on yet. */
  flush(): void {
    const length = this.#length;
    this.#length = 0;
    if (length !== 0) this.#take(this.#bytes.subarray(0, length));
  }

  #copy({ bytes, starts }: JsonTexts, number: number): void {
    const from = starts[number]!;
    const length = starts[number + 1]! - from;
    if (room - this.#length < length) this.flush();
    if (room < length) {
      this.#take(new Uint8Array(bytes.buffer, from, length));
      return;
    }
    const view = this.#view;
    const to = this.#length;
    for (let i = 0; i < length; i += 4) view.setInt32(to + i, bytes.getInt32(from + i));
    this.#length = to + length;
  }

  #byte(byte: number): void {
    if (this.#length === room) this.flush();
    this.#bytes[this.#length++] = byte;
  }
}

/** A text as a value of JSON. */
export function valueText(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const needsEscape = /[^ !#-[\]-~]/;
