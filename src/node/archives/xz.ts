import { XzReadableStream } from "xz-decompress";
import { endsEarly, isDamaged, notRead } from "./archiveFaults.ts";
import { type XzPart, xzParts } from "./xzParts.ts";

// The library lets one stream wait for another to end. An xz within a tar.xz would wait for ever: the outer one
// ends after it.
Object.assign(XzReadableStream, { _contextMutex: { acquire: async () => {}, release: () => {} } });

/** Unpacks xz: any number of streams, as `cat a.xz b.xz` puts them together. */
export async function* unxz(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const parts = new PartsInTurn(xzParts(chunks));
  try {
    for (await parts.advance(); parts.current; await parts.skipStream()) yield* oneStream(parts);
  } finally {
    await parts.close();
  }
}

async function* oneStream(parts: PartsInTurn): AsyncGenerator<Uint8Array> {
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const bytes = await parts.takeOfStream();
    if (bytes) controller.enqueue(bytes);
    else controller.close();
  };
  // Nothing is read ahead: what comes next may be the next stream's.
  const packed = new ReadableStream({ pull }, { highWaterMark: 0 });
  const unpacked = new XzReadableStream(packed).getReader();
  const next = () =>
    unpacked.read().catch((error) => {
      throw faultOf(error, parts.read);
    });
  try {
    for (let { value } = await next(); value; { value } = await next()) if (0 < value.length) yield value;
  } finally {
    // The library fails where it is told to stop behind its end.
    await unpacked.cancel().catch(() => {});
  }
}

/** Results of xz-embedded (xz.h) that the library gives in its message. */
function faultOf(error: unknown, byte: number): Error {
  const result = Number(/error code (\d+)/.exec(String(error))?.[1]);
  if (result === 3 || result === 4) return notRead("The archive needs more memory than is given to it");
  if (result === 2 || result === 6) return notRead("The archive uses an option of xz that is not supported");
  // Without a result, or with 8: there was nothing more to read.
  return Number.isNaN(result) || result === 8 ? endsEarly(byte) : isDamaged(byte);
}

/** The parts of a file, one stream's after the other's. */
class PartsInTurn {
  readonly #parts: AsyncGenerator<XzPart>;
  current: XzPart | undefined;
  /** Bytes that were read so far. */
  read = 0;
  /** Whether the part at hand opens a stream of which nothing was taken yet. */
  #isFresh = false;

  constructor(parts: AsyncGenerator<XzPart>) {
    this.#parts = parts;
  }

  async advance(): Promise<void> {
    const { done, value } = await this.#parts.next();
    this.current = done ? undefined : value;
    this.read += this.current?.bytes.length ?? 0;
    this.#isFresh = this.current?.opens === true;
  }

  /** The next bytes of the stream at hand; undefined at its end. */
  async takeOfStream(): Promise<Uint8Array | undefined> {
    if (!this.#isFresh) {
      await this.advance();
      return this.#isFresh ? undefined : this.current?.bytes;
    }
    this.#isFresh = false;
    return this.current?.bytes;
  }

  /** To where the next stream opens. */
  async skipStream(): Promise<void> {
    while (this.current && !this.#isFresh) await this.advance();
  }

  async close(): Promise<void> {
    await this.#parts.return(undefined);
  }
}
