import { ascii, isBlank, isDigit, isLetter } from "../../core/ascii.ts";

/**
 * Where the memory that starts at `at` ends, or -1. The mark of the thousands is the locale's: a comma, a
 * point, an apostrophe, or a no-break space, which may have come through a wrong code page.
 *
 *     1,023,972 K        153.964 K        64 200 КБ        2?316 Ko
 *     └────┬────┘        └───┬───┘        └───┬───┘        └──┬───┘
 */
export function endOfMemory(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isDigit(bytes[i])) i++;
  if (i === at) return -1;
  for (let group = endOfGroup(bytes, i, end); i < group; group = endOfGroup(bytes, i, end)) i = group;
  while (i < end && isBlank(bytes[i])) i++;
  return endOfUnit(bytes, i, end);
}

/** Behind a thousands mark and its three digits, or `at`. */
function endOfGroup(bytes: Uint8Array, at: number, end: number): number {
  const from = behindMark(bytes, at, end);
  const to = from + 3;
  if (from === at || end < to || (to < end && isDigit(bytes[to]))) return at;
  return isDigit(bytes[from]) && isDigit(bytes[from + 1]) && isDigit(bytes[from + 2]) ? to : at;
}

/** Of a mark beyond ASCII, or of the blanks that stand for one, up to three bytes. */
function behindMark(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at];
  if (end <= at || byte === undefined || isDigit(byte) || isLetter(byte)) return at;
  const isLong = isBlank(byte) || 0x7f < byte;
  if (!isLong)
    return byte === ascii.comma || byte === ascii.dot || byte === 0x27 || byte === 0x3f ? at + 1 : at;
  let i = at;
  while (i < end && i < at + 3 && (isBlank(bytes[i]) || 0x7f < bytes[i]!)) i++;
  return i;
}

/** `K`, `KB`, `Ko`, `КБ`; whatever the code page made of it, it starts with K or beyond ASCII. */
function endOfUnit(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at];
  if (end <= at || first === undefined || ((first | 0x20) !== 0x6b && first < 0x80)) return -1;
  let i = at;
  let letters = 0;
  for (; i < end && (isLetter(bytes[i]) || 0x7f < bytes[i]!); i++) if (bytes[i]! < 0x80) letters++;
  return letters <= mostLettersOfUnit && i - at <= longestUnit ? i : -1;
}

/** In ASCII: `KB`. */
const mostLettersOfUnit = 2;

const longestUnit = 9;

/** `0:01:36`, `202:51:56`: the processor time. */
export function isCpuTime(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 7 || 12 < to - from || bytes[to - 3] !== ascii.colon || bytes[to - 6] !== ascii.colon)
    return false;
  for (let i = from; i < to; i++) if (i !== to - 3 && i !== to - 6 && !isDigit(bytes[i])) return false;
  return true;
}
