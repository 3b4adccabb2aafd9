import { crc32 } from "node:zlib";
import type { Member, PackedFile } from "./archive.ts";
import { endsEarly, isDamaged, notRead } from "./archiveFaults.ts";
import { ByteQueue } from "./byteQueue.ts";
import { inflateRaw } from "./inflate.ts";

/** Where a member's bytes lie in a zip, and how. APPNOTE.TXT, section 4.3.12 */
export interface ZipPlace {
  readonly name: string;
  /** 0 is stored, 8 deflate. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedSize: number;
  /** Both absent where they stand behind the file, and nothing led there. */
  readonly size?: number;
  readonly crc?: number;
  /** Of its own header. */
  readonly offset: number;
  readonly changed: number;
}

export function zipMember(packed: PackedFile, place: ZipPlace): Member {
  const { name, size = undefined, changed } = place;
  return { name, size, changed, read: () => content(packed, place) };
}

const headerSize = 30;

async function* content(packed: PackedFile, place: ZipPlace): AsyncGenerator<Uint8Array> {
  const { isEncrypted, method, offset, packedSize } = place;
  if (isEncrypted) throw notRead("The file is encrypted in the archive");
  if (method !== 0 && method !== 8)
    throw notRead(`The file is packed by method ${method} of zip, which is not supported`);
  const queue = new ByteQueue(packed.read({ from: offset, to: offset + headerSize }));
  const header = Buffer.from(await queue.take(headerSize));
  await queue.close();
  if (header.length < headerSize) throw endsEarly(packed.size);
  if (header.readUInt32LE(0) !== 0x04034b50) throw isDamaged(offset);
  const from = offset + headerSize + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = packed.read({ from, to: from + packedSize });
  yield* checked(packed, place, method === 8 ? inflateRaw(stored) : stored);
}

/** Says at the end whether that was what had been packed. */
async function* checked(
  packed: PackedFile,
  { size, crc, offset }: ZipPlace,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let [length, sum] = [0, 0];
  for await (const chunk of chunks) {
    length += chunk.length;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size === undefined) return;
  if (length < size) throw endsEarly(packed.size);
  if (size < length || sum !== crc) throw isDamaged(offset);
}
