/** Time after which long work lets waiting messages in. */
const sliceMs = 4;
/** Bytes that are scanned without a look at the clock: a millisecond or two. */
const together = 1 << 15;

/** Lets waiting messages in. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The same bytes in small pieces, between which waiting messages are let in. */
export async function* paced(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let since = performance.now();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += together) {
      if (since + sliceMs < performance.now()) {
        await turn();
        since = performance.now();
      }
      yield chunk.subarray(at, at + together);
    }
  }
}
