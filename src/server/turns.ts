/** Time after which long work lets waiting messages in. */
const sliceMs = 4;
/** Bytes that are scanned without a look at the clock: a millisecond or two. */
const together = 1 << 15;

/** Lets waiting messages in: by a host's own word for it where it has one, since a timer idles for a millisecond. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve);
  });
}

/** A function that lets waiting messages in, where the last time is long enough ago. */
export function pacer(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() < since + sliceMs) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
}

/** The same bytes in small pieces, between which waiting messages are let in. */
export async function* paced(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pause = pacer();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += together) {
      await pause();
      yield chunk.subarray(at, at + together);
    }
  }
}
