import type { PackingKind } from "../../core/archiveKind.ts";
import type { Member, PackedFile } from "./archive.ts";
import { ByteQueue } from "./byteQueue.ts";
import { usefulTime } from "./memberTime.ts";
import { unpacked } from "./unpack.ts";

/** How much larger a log is than it is packed, about. */
const usualRatio = 10;

/** The one file that gzip, zstd or xz have packed: `fw.log.gz` holds `fw.log`. */
export async function* packedMember(packed: PackedFile, kind: PackingKind): AsyncGenerator<Member> {
  yield {
    name: packed.name.replace(/\.(?:gz|gzip|zst|zstd|xz|z)$/i, ""),
    size: packed.size * usualRatio,
    changed: kind === "gzip" ? await timeOfGzip(packed) : Number.NaN,
    read: () => unpacked(kind, packed.read()),
  };
}

/** RFC 1952, MTIME: seconds since 1970, 0 for none. */
async function timeOfGzip(packed: PackedFile): Promise<number> {
  const queue = new ByteQueue(packed.read({ from: 4, to: 8 }));
  const bytes = await queue.take(4);
  await queue.close();
  return bytes.length < 4 ? Number.NaN : usefulTime(Buffer.from(bytes).readUInt32LE(0));
}
