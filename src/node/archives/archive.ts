import type { ByteRange } from "../../workspace/reading/files.ts";

/** The bytes of an archive, as it lies on the disk. */
export interface PackedFile {
  /** The last part of its path. */
  readonly name: string;
  readonly size: number;
  /** Microseconds since 1970. */
  readonly changed: number;
  read(range?: ByteRange): AsyncIterable<Uint8Array>;
}

/** A file in an archive. */
export interface Member {
  /** As the archive has it: whoever packed it may have written anything. */
  readonly name: string;
  /** Bytes, as the archive says; undefined where it does not. */
  readonly size: number | undefined;
  /** Microseconds since 1970; NaN where it does not say. */
  readonly changed: number;
  /** Throws a `ReadingFault` behind what can be read. */
  read(): AsyncIterable<Uint8Array>;
}

/** Lists what lies in an archive. Throws a `ReadingFault` behind what it could list. */
export type Members = (packed: PackedFile) => AsyncIterable<Member>;
