import { constants, createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from "node:zlib";
import type { ReadingFault } from "../../workspace/reading/readingFault.ts";
import { endsEarly, isDamaged } from "./archiveFaults.ts";

/** Bytes that are handed to zlib at a time: they may unpack to a thousand times as many. */
const packedTogether = 1 << 14;
const unpackedTogether = 1 << 17;

/** Unpacks gzip: one member or several, as rotated logs are concatenated. RFC 1952 */
export function gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return unpacked(createGunzip({ chunkSize: unpackedTogether }), chunks);
}

/** Unpacks the bare deflate of zip. RFC 1951 */
export function inflateRaw(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return unpacked(createInflateRaw({ chunkSize: unpackedTogether }), chunks);
}

/** How many bytes deflate takes before it ends by itself; undefined where it does not. */
export async function deflatedLength(chunks: AsyncIterable<Uint8Array>): Promise<number | undefined> {
  const zlib = createInflateRaw({ chunkSize: unpackedTogether });
  try {
    for await (const _ of unpacked(zlib, chunks));
    return zlib.bytesWritten;
  } catch {
    // Whoever reads it will be told.
    return undefined;
  }
}

/**
 * Piece by piece, so that what was unpacked before an error is handed out: a stream that is piped loses what
 * it holds when it fails.
 */
async function* unpacked(
  zlib: Gunzip | InflateRaw,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = [];
  const pieces = new ZlibPieces(zlib, out);
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length && !pieces.isOver; at += packedTogether) {
        await pieces.write(chunk.subarray(at, at + packedTogether));
        yield* out.splice(0);
      }
      if (pieces.isOver) break;
    }
    if (!pieces.isOver) await pieces.end();
    yield* out.splice(0);
    if (pieces.failure) throw pieces.failure;
  } finally {
    zlib.destroy();
  }
}

class ZlibPieces {
  readonly #zlib: Gunzip | InflateRaw;
  #hasEnded = false;
  #failed: NodeJS.ErrnoException | undefined;
  #wake = () => {};

  constructor(zlib: Gunzip | InflateRaw, out: Uint8Array[]) {
    this.#zlib = zlib;
    zlib.on("data", (piece: Uint8Array) => out.push(piece));
    zlib.on("end", () => {
      this.#hasEnded = true;
      this.#wake();
    });
    zlib.on("error", (error) => {
      this.#failed = error;
      this.#wake();
    });
  }

  /** Whether nothing more comes: at an error, or at the end of deflate with other bytes behind it. */
  get isOver(): boolean {
    return this.#hasEnded || this.#failed !== undefined;
  }

  get failure(): ReadingFault | undefined {
    if (!this.#failed) return undefined;
    const isShort = (this.#failed as { readonly errno?: number }).errno === constants.Z_BUF_ERROR;
    return isShort ? endsEarly(this.#zlib.bytesWritten) : isDamaged(this.#zlib.bytesWritten);
  }

  write(piece: Uint8Array): Promise<void> {
    return this.#settled((done) => this.#zlib.write(piece, done));
  }

  end(): Promise<void> {
    return this.#settled(() => this.#zlib.end());
  }

  #settled(start: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      start(resolve);
    });
  }
}
