const most = 4 << 20;

/** A response's text; undefined where it is longer than 4 MB, and then no more of it is taken. */
export async function boundedBody(response: Response): Promise<string | undefined> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let read = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of response.body) {
    read += chunk.byteLength;
    if (most < read) return undefined;
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}
