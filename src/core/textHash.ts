const factor = 0x9e3779b1;

/**
 * A 32-bit hash of `bytes[from, to)`: four sums side by side, each of every fourth word of four bytes, with zeros behind
 * the last byte. The kernel makes the same of sixteen bytes at a time: `src/kernel/textHash.ts`.
 */
export function textHash(bytes: Uint8Array, from: number, to: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = from;
  for (const last = to - 16; at <= last; at += 16) {
    a = added(a, wordAt(bytes, at));
    b = added(b, wordAt(bytes, at + 4));
    c = added(c, wordAt(bytes, at + 8));
    d = added(d, wordAt(bytes, at + 12));
  }
  if (at < to) {
    a = added(a, lastWordAt(bytes, at, to));
    b = added(b, lastWordAt(bytes, at + 4, to));
    c = added(c, lastWordAt(bytes, at + 8, to));
    d = added(d, lastWordAt(bytes, at + 12, to));
  }
  const sum = added(added(added(added(to - from, a), b), c), d);
  return sum ^ (sum >>> 15);
}

/** The hash of what has this hash and a number beside. */
export function mixedHash(hash: number, number: number): number {
  return Math.imul(hash ^ number ^ (hash >>> 13), factor);
}

function added(sum: number, word: number): number {
  return Math.imul(((sum << 5) | (sum >>> 27)) ^ word, factor);
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function lastWordAt(bytes: Uint8Array, at: number, to: number): number {
  let word = 0;
  for (let i = Math.min(at + 4, to) - 1; at <= i; i--) word = (word << 8) | bytes[i]!;
  return word;
}
