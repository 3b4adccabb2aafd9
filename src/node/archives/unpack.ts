import { type ArchiveKind, archiveHead, archiveKindOf, type PackingKind } from "../../core/archiveKind.ts";
import { notRead } from "./archiveFaults.ts";
import { ByteQueue } from "./byteQueue.ts";
import { gunzip } from "./inflate.ts";
import { unxz } from "./xz.ts";
import { unzstd } from "./zstd.ts";

type Unpack = (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

const unpackings: { readonly [K in PackingKind]: Unpack } = { gzip: gunzip, zstd: unzstd, xz: unxz };

export function isPacking(kind: ArchiveKind): kind is PackingKind {
  return kind in unpackings;
}

export function unpacked(kind: PackingKind, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return unpackings[kind](chunks);
}

/** A member as it is to be read: one that is packed by itself is unpacked; an archive in an archive is not. */
export async function* readable(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const outer = await peeked(chunks);
  const kind = archiveKindOf(outer.head);
  if (kind === undefined) return yield* outer.all();
  if (!isPacking(kind)) return refuse(kind, outer);
  const inner = await peeked(unpacked(kind, outer.all()));
  const innerKind = archiveKindOf(inner.head);
  if (innerKind !== undefined) return refuse(innerKind, inner);
  yield* inner.all();
}

async function refuse(kind: ArchiveKind, { close }: Peeked): Promise<never> {
  await close();
  throw archiveWithin(kind);
}

function archiveWithin(kind: ArchiveKind): Error {
  return notRead(`This is an archive in an archive (${kind}): unpack the outer one to have this one read`);
}

interface Peeked {
  readonly head: Uint8Array;
  /** All chunks, those of the head again. */
  all(): AsyncGenerator<Uint8Array>;
  /** Where they are not wanted. */
  close(): Promise<void>;
}

async function peeked(chunks: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const queue = new ByteQueue(chunks);
  const head = await queue.take(archiveHead);
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (0 < head.length) yield head;
      for (let piece = await queue.some(wholeChunk); piece; piece = await queue.some(wholeChunk)) yield piece;
    } finally {
      await queue.close();
    }
  }
  return { head, all, close: () => queue.close() };
}

const wholeChunk = Number.POSITIVE_INFINITY;
