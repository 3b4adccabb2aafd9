import { endsEarly, isDamaged, notRead } from "./archiveFaults.ts";
import { ZstdStream } from "./zstdDecoder.ts";

const packedTogether = 1 << 14;

/** Unpacks Zstandard: any number of frames, and skippable ones between them. RFC 8878 */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = await ZstdStream.create();
  let taken = 0;
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += packedTogether) {
        const piece = chunk.subarray(at, at + packedTogether);
        taken += piece.length;
        yield* stream.push(piece);
        if (stream.error !== undefined) throw faultOf(stream.error, taken);
      }
    }
    if (!stream.isComplete) throw endsEarly(taken);
  } finally {
    stream.close();
  }
}

/** Codes of zstd_errors.h. */
const tooMuchMemory: ReadonlySet<number> = new Set([16, 64]);
const unknownDictionary = 32;

function faultOf(error: number, byte: number): Error {
  if (tooMuchMemory.has(error)) return notRead("The archive needs more memory than is given to it");
  if (error === unknownDictionary)
    return notRead("The archive was packed with a dictionary that is not at hand");
  return isDamaged(byte);
}
