/** Bytes of a stream, taken by count. */
export class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk = new Uint8Array(0);
  #at = 0;
  #failure: unknown;
  /** Bytes that were taken so far. */
  taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#source = chunks[Symbol.asyncIterator]();
  }

  /** So many bytes, or fewer where the stream ends or fails; a copy. For little. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    let length = 0;
    while (length < count) {
      const piece = await this.#someBefore(length, count);
      if (!piece) return bytes.subarray(0, length);
      bytes.set(piece, length);
      length += piece.length;
    }
    return bytes;
  }

  /** An error is for whoever asks next where there is something to be handed out first. */
  async #someBefore(length: number, count: number): Promise<Uint8Array | undefined> {
    try {
      return await this.some(count - length);
    } catch (error) {
      if (length === 0) throw error;
      this.#failure = error;
      return undefined;
    }
  }

  /** Some bytes, no more than so many; undefined at the end. Valid until more is taken. */
  async some(most: number): Promise<Uint8Array | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
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
