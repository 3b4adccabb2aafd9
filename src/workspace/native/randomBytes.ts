import type { FileEntry, Files } from "../reading/files.ts";
import { type Fault, readablePart } from "../reading/readingFault.ts";

/** Bytes of which any part is read. */
export interface RandomBytes {
  readonly size: number;
  /** Fills the buffer from an offset on, and says how many bytes there were: fewer only where the file ends. */
  read(offset: number, buffer: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** What can only be read from its beginning is held in memory, if it has no more bytes than these. */
const mostHeld = 512 << 20;

/** A file of which any part can be read: on the disk, or, where that is not possible, in memory. */
export async function openRandom(files: Files, entry: FileEntry): Promise<RandomBytes | Fault> {
  const file = entry.archive ? undefined : await files.open?.(entry.uri);
  if (!file) return heldBytes(files.read(entry.uri), entry.size);
  return {
    size: entry.size,
    close: () => file.close(),
    read: async (offset, buffer) => {
      let length = 0;
      while (length < buffer.length) {
        const read = await file.read(offset + length, buffer.subarray(length));
        if (read === 0) break;
        length += read;
      }
      return length;
    },
  };
}

/** Bytes that come in chunks, all in memory. */
export async function heldBytes(
  chunks: AsyncIterable<Uint8Array>,
  expected: number,
): Promise<RandomBytes | Fault> {
  let fault: Fault | undefined;
  let held = new Uint8Array(Math.min(Math.max(expected, 1 << 12), mostHeld));
  let length = 0;
  const readable = readablePart(chunks, (reason) => {
    fault = reason;
  });
  for await (const chunk of readable) {
    if (mostHeld < length + chunk.length) return tooLarge;
    if (held.length < length + chunk.length) held = grown(held, length + chunk.length);
    held.set(chunk, length);
    length += chunk.length;
  }
  if (fault && length === 0) return fault;
  return bytesInMemory(held.subarray(0, length));
}

export function bytesInMemory(bytes: Uint8Array): RandomBytes {
  return {
    size: bytes.length,
    close: async () => {},
    read: async (offset, buffer) => {
      const part = bytes.subarray(Math.min(offset, bytes.length), offset + buffer.length);
      buffer.set(part);
      return part.length;
    },
  };
}

/** All bytes of a part; fewer where the file ends. */
export async function partOf(bytes: RandomBytes, from: number, to: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(Math.max(0, Math.min(to, bytes.size) - from));
  return buffer.subarray(0, await bytes.read(from, buffer));
}

const tooLarge: Fault = {
  code: "EV028",
  sentence:
    "This native capture can be read from its beginning only, and has more than 512 MiB: unpack it, or copy it to this machine",
};

function grown(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(Math.min(mostHeld, Math.max(length, bytes.length * 2)));
  next.set(bytes);
  return next;
}
