// The words of a plain row, each at its place. Compared byte by byte: characters of strings would cost a fifth of
// the time of reading a row.

// A plain number: a bundler can write it into the code, which it cannot do with the keys of an object.
const blank = 0x20;

export function isAllow(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x41 &&
    bytes[at + 1] === 0x4c &&
    bytes[at + 2] === 0x4c &&
    bytes[at + 3] === 0x4f &&
    bytes[at + 4] === 0x57 &&
    bytes[at + 5] === blank
  );
}

export function isDrop(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x44 &&
    bytes[at + 1] === 0x52 &&
    bytes[at + 2] === 0x4f &&
    bytes[at + 3] === 0x50 &&
    bytes[at + 4] === blank
  );
}

export function isSend(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x53 && bytes[at + 1] === 0x45 && bytes[at + 2] === 0x4e && bytes[at + 3] === 0x44;
}

export function isReceive(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x52 &&
    bytes[at + 1] === 0x45 &&
    bytes[at + 2] === 0x43 &&
    bytes[at + 3] === 0x45 &&
    bytes[at + 4] === 0x49 &&
    bytes[at + 5] === 0x56 &&
    bytes[at + 6] === 0x45
  );
}
