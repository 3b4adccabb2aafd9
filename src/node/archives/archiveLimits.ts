import { ReadingFault } from "../../workspace/reading/readingFault.ts";

/** What is read of one archive at the most: a few kilobytes can unpack to more than a disk holds. */
export interface ArchiveLimits {
  /** Bytes of all that lies in it, unpacked. */
  readonly bytes: number;
  /** How many times its own size that may be, beyond what is little anyway. */
  readonly ratio: number;
  readonly members: number;
}

export const usualLimits: ArchiveLimits = { bytes: 8 * 2 ** 30, ratio: 1000, members: 100_000 };

export function isSameLimits(a: ArchiveLimits, b: ArchiveLimits): boolean {
  return a.bytes === b.bytes && a.ratio === b.ratio && a.members === b.members;
}

/** Whatever its ratio, so much does no harm. */
const littleBytes = 100 * 2 ** 20;

/** Counts what comes out of one archive. Bytes of a member count once, however often they are read. */
export class ArchiveMeter {
  readonly #limits: ArchiveLimits;
  readonly #packed: number;
  readonly #read = new Map<number, number>();
  #total = 0;

  constructor(limits: ArchiveLimits, packed: number) {
    this.#limits = limits;
    this.#packed = packed;
  }

  /** Hands the bytes of a member on, up to where they become too many. */
  async *metered(member: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      const before = this.#read.get(member) ?? 0;
      if (before < bytes) {
        this.#read.set(member, bytes);
        this.#total += bytes - before;
      }
      this.#check();
      yield chunk;
    }
  }

  #check(): void {
    const { bytes, ratio } = this.#limits;
    if (bytes < this.#total)
      throw new ReadingFault(
        "EV023",
        `No more than ${shown(bytes)} bytes of an archive are read, and it has more`,
      );
    if (littleBytes < this.#total && ratio * this.#packed < this.#total)
      throw new ReadingFault(
        "EV023",
        `The archive unpacks to more than ${shown(ratio)} times its size, so the rest was left`,
      );
  }
}

function shown(count: number): string {
  return count.toLocaleString("en-US");
}
