/** SHA-1 (FIPS 180-4), which RFC 9562 needs for UUIDs by name. Not for evidence: files are hashed by the platform. */
export function sha1(message: Uint8Array): Uint8Array {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const padded = withPadding(message);
  const words = new Uint32Array(80);
  for (let block = 0; block < padded.length; block += 64) addBlock(state, words, padded, block);
  const digest = new Uint8Array(20);
  const view = new DataView(digest.buffer);
  for (const [i, word] of state.entries()) view.setUint32(4 * i, word);
  return digest;
}

/** The message, one bit, zeros, and the message's length in bits, in whole blocks of 64 bytes. */
function withPadding(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor((message.length + 8) / 64) + 1) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x2000_0000));
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0);
  return padded;
}

function addBlock(state: Uint32Array, words: Uint32Array, bytes: Uint8Array, from: number): void {
  const view = new DataView(bytes.buffer, from, 64);
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(4 * i);
  for (let i = 16; i < 80; i++) {
    words[i] = rotated(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1);
  }
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let i = 0; i < 80; i++) {
    const next = rotated(a, 5) + mixed(i, b, c, d) + e + constants[Math.floor(i / 20)]! + words[i]!;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next >>> 0;
  }
  for (const [i, word] of [a, b, c, d, e].entries()) state[i] = state[i]! + word;
}

const constants = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const;

function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) >>> 0;
  return (40 <= round && round < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d) >>> 0;
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}
