/** Bytes by name, for scanners. All evidence is scanned as UTF-8, of which ASCII is a part. */
export const ascii = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  blank: 0x20,
  quote: 0x22,
  hash: 0x23,
  percent: 0x25,
  asterisk: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  upperA: 0x41,
  upperT: 0x54,
  upperZ: 0x5a,
  leftBracket: 0x5b,
  backslash: 0x5c,
  rightBracket: 0x5d,
  underscore: 0x5f,
  backtick: 0x60,
  lowerA: 0x61,
  lowerZ: 0x7a,
  tilde: 0x7e,
} as const;

export function isBlank(byte: number | undefined): boolean {
  return byte === ascii.blank || byte === ascii.tab;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ascii.zero && byte <= ascii.nine;
}

export function isUpper(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ascii.upperA && byte <= ascii.upperZ;
}

export function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return lower >= ascii.lowerA && lower <= ascii.lowerZ;
}

export function isHexDigit(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return isDigit(byte) || (ascii.lowerA <= lower && lower <= ascii.lowerA + 5);
}

/** The first place at or after `at` that is no blank or tab, or `end`. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (bytes[i] === ascii.blank || bytes[i] === ascii.tab)) i++;
  return i;
}

/** The first blank or tab at or after `at`, or `end`. */
export function skipWord(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== ascii.blank && bytes[i] !== ascii.tab) i++;
  return i;
}

/** `end` moved back over trailing blanks, tabs and carriage returns. */
export function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  let i = end;
  while (start < i && (isBlank(bytes[i - 1]) || bytes[i - 1] === ascii.carriageReturn)) i--;
  return i;
}

/** The place of `byte` in `[at, end)`, or -1. */
export function indexOfByte(bytes: Uint8Array, byte: number, at: number, end: number): number {
  for (let i = at; i < end; i++) if (bytes[i] === byte) return i;
  return -1;
}

/** The last place of `byte` in `[at, end)`, or -1. */
export function lastIndexOfByte(bytes: Uint8Array, byte: number, at: number, end: number): number {
  for (let i = end - 1; at <= i; i--) if (bytes[i] === byte) return i;
  return -1;
}

/** Whether the ASCII `word` stands at `at`. */
export function hasWordAt(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (end - at < word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Whether `[from, to)` is exactly the ASCII `word`. */
export function isWord(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  return to - from === word.length && hasWordAt(bytes, from, to, word);
}

/** The decimal number of `[from, to)`, or NaN where it is empty, no number, or longer than 15 digits. */
export function decimal(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || 15 < to - from) return Number.NaN;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - ascii.zero;
    if (digit < 0 || 9 < digit) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
