/** Bytes after which what was written is handed on; few enough that they stay in the nearer caches. */
const room = 1 << 17;
/** Words of four bytes are copied, so up to three bytes beyond the end are written over. */
const slack = 4;

const encoder = new TextEncoder();

/** Takes bytes to read until it returns: they are the writer's. */
export type TakeBytes = (bytes: Uint8Array) => void;

/** Texts as bytes of JSON, quotes and all, by number: encoded once, however many lists have them. */
export class JsonTexts {
  readonly bytes: DataView;
  /** Where each text starts in `bytes`; one more entry than texts. */
  readonly starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.starts = new Uint32Array(texts.length + 1);
    const bytes: Uint8Array[] = [];
    let end = 0;
    const out = new JsonBytes((piece) => {
      bytes.push(piece.slice());
    });
    for (let i = 0; i < texts.length; i++) {
      out.value(texts[i]!);
      this.starts[i + 1] = out.written;
    }
    out.flush();
    const all = new Uint8Array(out.written + slack);
    for (const piece of bytes) {
      all.set(piece, end);
      end += piece.length;
    }
    this.bytes = new DataView(all.buffer);
  }
}

/** Writes JSON as bytes: of a large log half a million ids, for which strings would be too dear. */
export class JsonBytes {
  readonly #take: TakeBytes;
  readonly #bytes = new Uint8Array(room + slack);
  readonly #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #handedOn = 0;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  /** Bytes in all. */
  get written(): number {
    return this.#handedOn + this.#length;
  }

  /** Writes a text that is JSON already. */
  raw(text: string): void {
    if (room - this.#length < text.length) this.flush();
    if (room < text.length) {
      this.#hand(encoder.encode(text));
      return;
    }
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (0x7f < unit) {
        this.#length = at;
        this.#encode(text.slice(i));
        return;
      }
      bytes[at++] = unit;
    }
    this.#length = at;
  }

  /** Writes a text as a value of JSON. */
  value(text: string): void {
    this.raw(needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`);
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
    if (length !== 0) this.#hand(this.#bytes.subarray(0, length));
  }

  #copy({ bytes, starts }: JsonTexts, number: number): void {
    const from = starts[number]!;
    const length = starts[number + 1]! - from;
    if (room - this.#length < length) this.flush();
    if (room < length) {
      this.#hand(new Uint8Array(bytes.buffer, from, length));
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

  #encode(text: string): void {
    const bytes = encoder.encode(text);
    if (room - this.#length < bytes.length) this.flush();
    if (room < bytes.length) {
      this.#hand(bytes);
      return;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #hand(bytes: Uint8Array): void {
    this.#handedOn += bytes.length;
    this.#take(bytes);
  }
}

const needsEscape = /[^ !#-[\]-~]/;
