import type { Files } from "../reading/files.ts";

const sampled = 1 << 16;

/**
 * What a file's bytes `[0, size)` look like at their beginning, middle and end, as 16 hexadecimal digits.
 * Undefined where there are fewer. It tells a file that was written anew from one that has grown; it proves nothing.
 */
export async function contentSample(files: Files, uri: string, size: number): Promise<string | undefined> {
  const middle = Math.floor(Math.max(0, size / 2 - sampled / 2));
  const hash = new SampleHash();
  let bytes = 0;
  for (const from of new Set([0, middle, Math.max(0, size - sampled)])) {
    const to = Math.min(size, from + sampled);
    for await (const chunk of files.read(uri, { from, to })) {
      hash.add(chunk);
      bytes += chunk.length;
    }
    if (bytes !== to - from) return undefined;
    bytes = 0;
  }
  return hash.text;
}

/** Two sums of 32 bits, multiplied by different odd numbers: quick, and enough to tell logs apart. */
class SampleHash {
  #first = 0x811c9dc5 | 0;
  #second = 0x9e3779b9 | 0;

  add(bytes: Uint8Array): void {
    let [first, second] = [this.#first, this.#second];
    for (let i = 0; i < bytes.length; i++) {
      first = Math.imul(first ^ bytes[i]!, 0x01000193);
      second = Math.imul(second + bytes[i]!, 0x85ebca6b) ^ (second >>> 15);
    }
    [this.#first, this.#second] = [first, second];
  }

  get text(): string {
    return [this.#first, this.#second].map((sum) => (sum >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
