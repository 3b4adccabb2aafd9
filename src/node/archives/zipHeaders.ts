import type { Member, PackedFile } from "./archive.ts";
import { ByteQueue } from "./byteQueue.ts";
import { deflatedLength } from "./inflate.ts";
import { usefulTime } from "./memberTime.ts";
import { type ZipPlace, zipMember } from "./zipMember.ts";

const headerSize = 30;
const signature = 0x04034b50;
const signatureBytes = Buffer.from("PK\u0003\u0004", "latin1");
/** Section 4.3.9: signature, CRC-32, and two sizes of eight bytes. */
const longestDescriptor = 24;

/** The files of a zip whose end is missing, one header after the other. APPNOTE.TXT, section 4.3.7 */
export async function* membersByHeaders(packed: PackedFile): AsyncGenerator<Member> {
  for (let offset = 0; offset + headerSize < packed.size; ) {
    const queue = new ByteQueue(packed.read({ from: offset, to: offset + (1 << 17) }));
    const header = Buffer.from(await queue.take(headerSize));
    if (header.length < headerSize || header.readUInt32LE(0) !== signature) return queue.close();
    const name = Buffer.from(await queue.take(header.readUInt16LE(26))).toString("utf8");
    await queue.close();
    const start = offset + headerSize + header.readUInt16LE(26) + header.readUInt16LE(28);
    const place = await placeOf(packed, { header, name, offset, start });
    if (!name.endsWith("/")) yield zipMember(packed, place);
    const next = start + place.packedSize;
    offset = place.isOpen ? await headerNear(packed, next) : next;
  }
}

interface LocalHeader {
  readonly header: Buffer;
  readonly name: string;
  readonly offset: number;
  /** Where its content starts. */
  readonly start: number;
}

/** Where the header leaves sizes to be told behind the file (bit 3), deflate says itself where it ends. */
async function placeOf(
  packed: PackedFile,
  { header, name, offset, start }: LocalHeader,
): Promise<ZipPlace & { readonly isOpen: boolean }> {
  const flags = header.readUInt16LE(6);
  const method = header.readUInt16LE(8);
  const isOpen = (flags & 8) !== 0;
  const length = isOpen && method === 8 ? await deflatedLength(packed.read({ from: start })) : undefined;
  return {
    ...{ name, method, offset, isOpen, isEncrypted: (flags & 1) !== 0 },
    packedSize: isOpen ? (length ?? packed.size - start) : header.readUInt32LE(18),
    ...(isOpen ? {} : { size: header.readUInt32LE(22), crc: header.readUInt32LE(14) }),
    changed: usefulTime(dosSeconds(header.readUInt16LE(12), header.readUInt16LE(10))),
  };
}

/** The next header behind the sizes that follow a file; the end where there is none. */
async function headerNear(packed: PackedFile, from: number): Promise<number> {
  const queue = new ByteQueue(packed.read({ from, to: from + longestDescriptor + 4 }));
  const bytes = Buffer.from(await queue.take(longestDescriptor + 4));
  await queue.close();
  const at = bytes.indexOf(signatureBytes);
  return at < 0 ? packed.size : from + at;
}

/** MS-DOS has no zone: its time is taken for UTC. */
function dosSeconds(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31];
  return Date.UTC(year, month, day, time >> 11, (time >> 5) & 63, (time & 31) * 2) / 1000;
}
