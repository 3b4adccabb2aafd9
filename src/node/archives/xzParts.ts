import { crc32 } from "node:zlib";

/** Bytes of one stream of xz; `opens` where they are the first of theirs. */
export interface XzPart {
  readonly bytes: Uint8Array;
  readonly opens: boolean;
}

/** https://tukaani.org/xz/xz-file-format.txt, sections 2.1.1 and 2.1.2 */
const headerMagic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const headerSize = 12;
const footerSize = 12;
/** Footer and padding that are looked for in front of a header. */
const lookBack = 512;

/**
 * Cuts a file into its streams, since the decoder knows one only. A stream begins where the footer of another
 * ends, with nothing but padding between:
 *
 *     … CRC32 size flags YZ | 0000 0000 | FD 7zXZ 00 flags CRC32 …
 */
export async function* xzParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<XzPart> {
  let window = Buffer.alloc(0);
  /** What lies before this was handed out. */
  let from = 0;
  let opens = true;
  for await (const chunk of chunks) {
    const kept = Math.max(0, from - lookBack) & ~3;
    window = Buffer.concat([window.subarray(kept), chunk]);
    from -= kept;
    for (let at = window.indexOf(headerMagic, from); 0 <= at; at = window.indexOf(headerMagic, at + 1)) {
      if (window.length < at + headerSize) break;
      if (at === 0 || !isHeader(window, at) || !isBehindFooter(window, at)) continue;
      if (from < at) yield { bytes: window.subarray(from, at), opens };
      from = at;
      opens = true;
    }
    // A header may have begun.
    const to = Math.max(from, window.length - headerSize + 1);
    if (from < to) {
      yield { bytes: window.subarray(from, to), opens };
      from = to;
      opens = false;
    }
  }
  if (from < window.length) yield { bytes: window.subarray(from), opens };
}

function isHeader(bytes: Buffer, at: number): boolean {
  return at % 4 === 0 && bytes.readUInt32LE(at + 8) === crc32(bytes.subarray(at + 6, at + 8));
}

function isBehindFooter(bytes: Buffer, at: number): boolean {
  let end = at;
  while (4 <= end && bytes.readUInt32LE(end - 4) === 0) end -= 4;
  const start = end - footerSize;
  return (
    0 <= start &&
    bytes.toString("latin1", end - 2, end) === "YZ" &&
    bytes.readUInt32LE(start) === crc32(bytes.subarray(start + 4, end - 2))
  );
}
