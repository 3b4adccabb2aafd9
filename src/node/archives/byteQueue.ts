/** Bytes of a stream, taken by count. */
export class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk = new Uint8Array(0);
  #at = 0;
  /** Bytes that were taken so far. */
  taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#source = chunks[Symbol.asyncIterator]();
  }

  /** So many bytes, or fewer at the end; a copy. For little. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    let length = 0;
    while (length < count) {
      const piece = await this.some(count - length);
      if (!piece) return bytes.subarray(0, length);
      bytes.set(piece, length);
      length += piece.length;
    }
    return bytes;
  }

  /** Some bytes, no more than so many; undefined at the end. Valid until more is taken. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#source.next();
      if (done) return undefined;
      this.#chunk = value as Uint8Array<ArrayBuffer>;
      this.#at = 0;
    }
    const piece = this.#chunk.subarray(this.#at, this.#at + most);
    this.#at += piece.length;
    this.taken += piece.length;
    return piece;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
