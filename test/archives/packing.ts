import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** A file that is to be packed. */
export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly method?: "stored" | "deflated" | "streamed" | "encrypted" | "unknown";
}

/** 2031-07-02T09:00:00Z, when all of them were changed. */
export const packedAt = Date.UTC(2031, 6, 2, 9);
const dosTime = 9 << 11;
const dosDate = ((2031 - 1980) << 9) | (7 << 5) | 2;

const methods = { stored: 0, deflated: 8, streamed: 8, encrypted: 0, unknown: 99 } as const;

/** A zip by APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.14 to 16; `zip64` keeps sizes in the fields of that. */
export function zipOf(files: readonly Packed[], kind: "plain" | "zip64" = "plain"): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, method = "deflated" } of files) {
    const body = methods[method] === 8 ? deflateRawSync(bytes) : Buffer.from(bytes);
    const raw = Buffer.from(name, "latin1");
    const fields = [
      u16(method === "encrypted" ? 1 : method === "streamed" ? 8 : 0),
      u16(methods[method]),
      u16(dosTime),
      u16(dosDate),
      u32(crc32(bytes)),
    ];
    const extra =
      kind === "zip64"
        ? Buffer.concat([u16(1), u16(24), u64(bytes.length), u64(body.length), u64(offset)])
        : none;
    const sizes = (value: number) => u32(kind === "zip64" ? 0xffffffff : value);
    const real = [u32(crc32(bytes)), u32(body.length), u32(bytes.length)];
    // Who streams knows sizes and sum only when all is written.
    const isStreamed = method === "streamed";
    const before = isStreamed ? [u32(0), u32(0), u32(0)] : real;
    const behind = isStreamed ? [u32(0x08074b50), ...real] : [];
    const names = [u16(raw.length), u16(0), raw];
    const header = [u32(0x04034b50), u16(20), ...fields.slice(0, -1), ...before, ...names, body, ...behind];
    parts.push(...header);
    directory.push(
      ...[u32(0x02014b50), u16(20), u16(20), ...fields, sizes(body.length), sizes(bytes.length)],
      ...[u16(raw.length), u16(extra.length), u16(0), u16(0), u16(0), u32(0), sizes(offset), raw, extra],
    );
    offset += Buffer.concat(header).length;
  }
  const central = Buffer.concat(directory);
  const end64 = Buffer.concat([
    ...[u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0)],
    ...[u64(files.length), u64(files.length), u64(central.length), u64(offset)],
    ...[u32(0x07064b50), u32(0), u64(offset + central.length), u32(1)],
  ]);
  const many = kind === "zip64" ? 0xffff : files.length;
  const end = [u32(0x06054b50), u16(0), u16(0), u16(many), u16(many), u32(central.length)];
  const start = u32(kind === "zip64" ? 0xffffffff : offset);
  return Buffer.concat([...parts, central, ...(kind === "zip64" ? [end64] : []), ...end, start, u16(0)]);
}

/** A tar as POSIX has it; names of more than 100 bytes in a pax record. */
export function tarOf(files: readonly Packed[]): Buffer {
  const blocks = files.flatMap(({ name, bytes }) => {
    const record = `path=${name}\n`;
    const length = [0, 1, 2, 3, 4]
      .map((digits) => digits + 1 + Buffer.byteLength(record))
      .find((n) => `${n} ${record}`.length === n);
    const pax = Buffer.from(`${length} ${record}`);
    const long = Buffer.byteLength(name) <= 100 ? [] : [tarHeader("pax", pax.length, "x"), padded(pax)];
    return [...long, tarHeader(name.slice(0, 100), bytes.length, "0"), padded(bytes)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function tarHeader(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, "utf8");
  block.write("0000644\0", 100);
  block.write(size.toString(8).padStart(11, "0"), 124);
  block.write((packedAt / 1000).toString(8).padStart(11, "0"), 136);
  block.write("        ", 148);
  block.write(type, 156);
  block.write("ustar\x0000", 257, "latin1");
  block.write(
    block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0"),
    148,
  );
  return block;
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** In several members, as `cat a.gz b.gz` gives them. */
export function gzipOf(bytes: Uint8Array, members = 1): Buffer {
  const each = Math.ceil(bytes.length / members);
  const parts = Array.from({ length: members }, (_, i) => gzipSync(bytes.subarray(i * each, (i + 1) * each)));
  return Buffer.concat(parts);
}

/** Two frames that store what they hold, and a skippable one before each. RFC 8878, section 3.1 */
export function zstdOf(bytes: Uint8Array): Buffer {
  const half = bytes.length >> 1;
  const skippable = Buffer.concat([u32(0x184d2a50), u32(3), Buffer.from("abc")]);
  const frames = [bytes.subarray(0, half), bytes.subarray(half)].map((part) => {
    const blocks: Buffer[] = [];
    for (let at = 0; at < part.length; at += 1000) {
      const piece = part.subarray(at, at + 1000);
      const head = (piece.length << 3) | (part.length <= at + 1000 ? 1 : 0);
      blocks.push(Buffer.from([head & 255, (head >> 8) & 255, head >> 16]), Buffer.from(piece));
    }
    // Window of 128 kB, no checksum, no size.
    return Buffer.concat([u32(0xfd2fb528), Buffer.from([0, 7 << 3]), ...blocks]);
  });
  return Buffer.concat(frames.flatMap((frame) => [skippable, frame]));
}

/** Two streams that store what they hold, with padding between. https://tukaani.org/xz/xz-file-format.txt */
export function xzOf(bytes: Uint8Array): Buffer {
  const half = bytes.length >> 1;
  return Buffer.concat([xzStream(bytes.subarray(0, half)), Buffer.alloc(8), xzStream(bytes.subarray(half))]);
}

function xzStream(bytes: Uint8Array): Buffer {
  const flags = Buffer.from([0, 1]);
  const header = Buffer.concat([Buffer.from("fd377a585a00", "hex"), flags, u32(crc32(flags))]);
  const blockHead = Buffer.from([2, 0, 0x21, 1, 0, 0, 0, 0]);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 1 << 16) {
    const piece = bytes.subarray(at, at + (1 << 16));
    chunks.push(
      Buffer.from([at === 0 ? 1 : 2, (piece.length - 1) >> 8, (piece.length - 1) & 255]),
      Buffer.from(piece),
    );
  }
  const block = Buffer.concat([blockHead, u32(crc32(blockHead)), ...chunks, Buffer.from([0])]);
  const padding = Buffer.alloc((4 - (block.length % 4)) % 4);
  const records = Buffer.concat([Buffer.from([0, 1]), varint(block.length + 4), varint(bytes.length)]);
  const index = Buffer.concat([records, Buffer.alloc((4 - (records.length % 4)) % 4)]);
  const tail = Buffer.concat([u32(index.length / 4), flags]);
  const footer = Buffer.concat([u32(crc32(tail)), tail, Buffer.from("YZ")]);
  return Buffer.concat([header, block, padding, u32(crc32(bytes)), index, u32(crc32(index)), footer]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}

const none = Buffer.alloc(0);

function u16(value: number): Buffer {
  return Buffer.from([value & 255, value >> 8]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
