import { ZSTDDecoder } from "zstddec/stream";
import { endsEarly, isDamaged } from "./archiveFaults.ts";

/** Small, since what is left of a piece is unpacked to its end even when nobody wants it. */
const packedTogether = 1 << 13;
/** Outputs without a byte that one piece may have, for frames that are skipped, before it is taken for damaged. */
const mostEmpty = packedTogether / 8 + 16;
/** Outputs of 128 kB after which a reading that was given up is not led to its end. */
const mostUnwanted = 256;

/**
 * Unpacks Zstandard: any number of frames, and skippable ones between them. RFC 8878
 *
 * The decoder asks for its input in between and cannot wait. But it asks for no more than one piece before it
 * gives something, be it nothing: one piece in stock is enough.
 */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const stock: Uint8Array[] = [];
  let taken = 0;
  let sinceTaken = 0;
  function* pieces(): Generator<Uint8Array> {
    for (let piece = stock.shift(); piece; piece = stock.shift()) {
      taken += piece.length;
      sinceTaken = 0;
      yield piece;
    }
  }
  const outputs = decoder.decodeStreaming(pieces());
  const source = piecesOf(chunks);
  let state: "open" | "over" | "broken" = "open";
  try {
    for (;;) {
      const piece = stock.length === 0 ? await source.next() : undefined;
      if (piece?.value) stock.push(piece.value);
      const output = nextOf(outputs);
      state = output === "short" || output === undefined ? "over" : state;
      if (output === "short") throw endsEarly(taken);
      if (output === undefined) return;
      if (output.length === 0 && mostEmpty < ++sinceTaken) {
        state = "broken";
        throw isDamaged(taken);
      }
      if (0 < output.length) yield output;
    }
  } finally {
    await source.return(undefined);
    // The decoder frees its memory at its end and nowhere else.
    stock.length = 0;
    for (let i = 0; state === "open" && i < mostUnwanted; i++)
      if (!(nextOf(outputs) instanceof Uint8Array)) state = "over";
  }
}

/** The decoder throws where its input ends within a frame, and at nothing else. */
function nextOf(outputs: Generator<Uint8Array>): Uint8Array | "short" | undefined {
  try {
    const { done, value } = outputs.next();
    return done ? undefined : value;
  } catch {
    return "short";
  }
}

async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += packedTogether) yield chunk.slice(at, at + packedTogether);
  return undefined;
}
