import { type Encoding, encodingOf, transcoder } from "../reading/encoding.ts";
import type { Files } from "../reading/files.ts";

/** A file of which parts are read. Text is in UTF-8. */
export interface FileBytes {
  readonly size: number;
  /** Offset of its first byte behind a byte order mark. */
  readonly first: number;
  /** Bytes `[from, to)`, or fewer where the file ends before. */
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What can be read from its beginning only, or is to be decoded, is held in memory up to this. Bytes. */
const mostHeld = 256 << 20;
const headBytes = 1 << 16;

/** Opens a file of text; a sentence where that cannot be. */
export async function openText(files: Files, uri: string): Promise<FileBytes | string> {
  const bytes = await openBytes(files, uri);
  if (typeof bytes === "string") return bytes;
  const encoding = encodingOf(await bytes.read(0, headBytes));
  if (!encoding) return closing(bytes, "This is no text.");
  if (encoding.name === "utf-8") return { ...bytes, first: encoding.mark };
  if (mostHeld < bytes.size)
    return closing(
      bytes,
      "This text is in another encoding than UTF-8, and too large to be decoded. Save it in UTF-8.",
    );
  return decoded(bytes, encoding);
}

export async function openBytes(files: Files, uri: string): Promise<FileBytes | string> {
  const entry = await files.stat(uri);
  if (!entry) return "There is no such file.";
  if (entry.fault) return `${entry.fault.sentence}.`;
  const file = await files.open?.(uri);
  if (!file) return heldBytes(files, uri);
  return {
    size: entry.size,
    first: 0,
    close: () => file.close(),
    read: async (from, to) => {
      const buffer = new Uint8Array(Math.max(0, Math.min(to, entry.size) - from));
      let length = 0;
      while (length < buffer.length) {
        const read = await file.read(from + length, buffer.subarray(length));
        if (read === 0) break;
        length += read;
      }
      return buffer.subarray(0, length);
    },
  };
}

async function heldBytes(files: Files, uri: string): Promise<FileBytes | string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of files.read(uri)) {
    size += chunk.length;
    if (mostHeld < size)
      return "This file can be read from its beginning only, and is too large to be held. Copy it to this machine first.";
    chunks.push(chunk.slice());
  }
  return inMemory(joined(chunks, size), 0);
}

async function decoded(bytes: FileBytes, encoding: Encoding): Promise<FileBytes> {
  const whole = await bytes.read(0, bytes.size);
  await bytes.close();
  return inMemory(transcoder(encoding).push(whole), 0);
}

function inMemory(bytes: Uint8Array, first: number): FileBytes {
  return {
    size: bytes.length,
    first,
    read: async (from, to) => bytes.subarray(from, to),
    close: async () => {},
  };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

async function closing(bytes: FileBytes, sentence: string): Promise<string> {
  await bytes.close();
  return sentence;
}
