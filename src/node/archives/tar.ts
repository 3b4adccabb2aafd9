import { endsEarly, isDamaged, notRead } from "./archiveFaults.ts";
import { ByteQueue } from "./byteQueue.ts";
import { isTarHeader, type TarHeader, tarHeader, tarRecords } from "./tarHeader.ts";

/** A file in a tar. Its body is to be read before the next file is asked for. */
export interface TarFile {
  readonly name: string;
  readonly size: number;
  /** Microseconds since 1970. */
  readonly changed: number;
  body(): AsyncGenerator<Uint8Array>;
}

const blockSize = 512;
/** Names and records that stand before a file's header. */
const longestRecords = 1 << 20;

/** The files of a tar, one after the other: ustar, pax and GNU. POSIX.1-2024, pax, "ustar Interchange Format" */
export async function* tarFiles(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const queue = new ByteQueue(chunks);
  try {
    let records: Partial<TarHeader> = {};
    for (;;) {
      const block = await queue.take(blockSize);
      // Many a tar has no end but its last file's.
      if (block.length === 0 || block.every((byte) => byte === 0)) return;
      if (block.length < blockSize && !(await queue.some(1))) throw endsEarly(queue.taken);
      if (!isTarHeader(block)) throw isDamaged(queue.taken);
      const header = tarHeader(block);
      if (header.kind === "records" || header.kind === "long name") {
        if (longestRecords < header.size) throw isDamaged(queue.taken);
        records = { ...records, ...tarRecords(header, await queue.take(header.size)) };
        await queue.take(paddingOf(header.size));
        continue;
      }
      const file = { ...header, ...(header.kind === "other" ? {} : records) };
      const body = new TarBody(queue, file.size);
      records = {};
      // Old tars know a folder by its name alone.
      if (file.kind !== "other" && !file.name.endsWith("/")) yield tarFile(file, body);
      await body.skip();
    }
  } finally {
    await queue.close();
  }
}

function tarFile({ name, size, changed, kind }: TarHeader, content: TarBody): TarFile {
  const body = async function* (): AsyncGenerator<Uint8Array> {
    if (kind === "sparse")
      throw notRead("The file is stored with holes (sparse) in the tar: unpack it to have it read");
    yield* content.read();
  };
  return { name, size, changed, body };
}

class TarBody {
  readonly #queue: ByteQueue;
  readonly #size: number;
  #left: number;

  constructor(queue: ByteQueue, size: number) {
    this.#queue = queue;
    this.#size = size;
    this.#left = size;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    while (0 < this.#left) {
      const piece = await this.#queue.some(this.#left);
      if (!piece) throw endsEarly(this.#queue.taken);
      this.#left -= piece.length;
      yield piece;
    }
  }

  /** To the next header. Nothing is left to be skipped where the tar has ended. */
  async skip(): Promise<void> {
    let left = this.#left + paddingOf(this.#size);
    this.#left = 0;
    while (0 < left) {
      const piece = await this.#queue.some(left);
      if (!piece) return;
      left -= piece.length;
    }
  }
}

function paddingOf(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize;
}
