import type { Member, PackedFile } from "./archive.ts";
import { ByteQueue } from "./byteQueue.ts";
import { usefulTime } from "./memberTime.ts";
import { zipMember } from "./zipMember.ts";

const headerSize = 30;
const signature = 0x04034b50;

/**
 * The files of a zip whose end is missing, one header after the other. Where a header leaves the size to be
 * told behind the file (bit 3), no further one can be found. APPNOTE.TXT, section 4.3.7
 */
export async function* membersByHeaders(packed: PackedFile): AsyncGenerator<Member> {
  for (let offset = 0; offset + headerSize < packed.size; ) {
    const queue = new ByteQueue(packed.read({ from: offset, to: offset + (1 << 17) }));
    const header = Buffer.from(await queue.take(headerSize));
    if (header.length < headerSize || header.readUInt32LE(0) !== signature) return queue.close();
    const nameLength = header.readUInt16LE(26);
    const name = Buffer.from(await queue.take(nameLength)).toString("utf8");
    await queue.close();
    const isOpen = (header.readUInt16LE(6) & 8) !== 0;
    const packedSize = isOpen ? packed.size - offset : header.readUInt32LE(18);
    const place = {
      name,
      method: header.readUInt16LE(8),
      isEncrypted: (header.readUInt16LE(6) & 1) !== 0,
      packedSize,
      size: isOpen ? Number.MAX_SAFE_INTEGER : header.readUInt32LE(22),
      crc: header.readUInt32LE(14),
      offset,
      changed: usefulTime(dosSeconds(header.readUInt16LE(12), header.readUInt16LE(10))),
    };
    if (!name.endsWith("/")) yield zipMember(packed, place);
    if (isOpen) return;
    offset += headerSize + nameLength + header.readUInt16LE(28) + packedSize;
  }
}

/** MS-DOS has no zone: its time is taken for UTC. */
function dosSeconds(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31];
  return Date.UTC(year, month, day, time >> 11, (time >> 5) & 63, (time & 31) * 2) / 1000;
}
