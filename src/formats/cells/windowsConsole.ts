import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  isLetter,
  skipBlanks,
  skipWord,
  trimEnd,
} from "../../core/ascii.ts";

/** What a console or a paste puts around a command's output; none of it is evidence. */
export function isConsoleLine(bytes: Uint8Array, at: number, lineEnd: number): boolean {
  const end = trimEnd(bytes, at, lineEnd);
  return (
    isPrompt(bytes, at, end) ||
    isCommand(bytes, at, end) ||
    isBanner(bytes, at, end) ||
    isRule(bytes, at, end)
  );
}

/** `C:\Users\kim>netstat -ano`, `PS C:\>`, `PS \\srv\share>`, `$ netstat`, `> tasklist` */
function isPrompt(bytes: Uint8Array, at: number, end: number): boolean {
  const path = hasWordAt(bytes, at, end, "PS ") ? at + 3 : at;
  if (isPathAt(bytes, path, end)) {
    const greater = indexOfByte(bytes, ascii.greater, path, Math.min(end, path + longestPath));
    return 0 <= greater;
  }
  if (hasWordAt(bytes, at, end, "PS>")) return true;
  const marked = bytes[at] === dollar || bytes[at] === ascii.greater;
  return marked && (at + 1 === end || isBlank(bytes[at + 1]) || isLetter(bytes[at + 1]));
}

const dollar = 0x24;
const longestPath = 1024;

/** `C:\`, `HKLM:\`, `\\srv\share`, `//srv/share` */
function isPathAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (hasWordAt(bytes, at, end, "\\\\")) return true;
  let colon = at;
  while (colon < end && colon < at + 8 && isLetter(bytes[colon])) colon++;
  if (colon === at || bytes[colon] !== ascii.colon) return false;
  return (
    bytes[colon + 1] === ascii.backslash ||
    bytes[colon + 1] === ascii.slash ||
    bytes[colon + 1] === ascii.greater
  );
}

const commands = ["netstat", "tasklist"];

function isCommand(bytes: Uint8Array, at: number, end: number): boolean {
  return commands.some((word) => hasFolded(bytes, at, end, word) && isCall(bytes, at + word.length, end));
}

/** What stands behind the command's name; both list themselves: `tasklist.exe   3120 N/A`. */
function isCall(bytes: Uint8Array, nameTo: number, end: number): boolean {
  const at = hasFolded(bytes, nameTo, end, ".exe") ? nameTo + 4 : nameTo;
  if (at === end || bytes[at] === ascii.slash) return true;
  const word = skipBlanks(bytes, at, end);
  if (word === at) return false;
  // The seconds of `netstat 5` are the last word.
  return !isDigit(bytes[word]) || skipWord(bytes, word, end) === end;
}

const banners = ["microsoft windows [", "windows powershell", "(c) ", "copyright (c) ", "-- more --", "^c"];

function isBanner(bytes: Uint8Array, at: number, end: number): boolean {
  return banners.some((start) => hasFolded(bytes, at, end, start));
}

function hasFolded(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (end - at < word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const byte = bytes[at + i]!;
    const lower = 0x41 <= byte && byte <= 0x5a ? byte | 0x20 : byte;
    if (lower !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** What stands for lines left out, or draws a line: `...`, `[...]`, `[snip]`, `----------`, `|---|---|`, `...snip...`. */
function isRule(bytes: Uint8Array, at: number, end: number): boolean {
  if (hasFolded(bytes, at, end, "----------") || hasFolded(bytes, at, end, "__________")) return true;
  if (isElision(bytes, at, end)) return true;
  for (let i = at; i < end; i++) if (!isRuleByte(bytes[i]!)) return false;
  return at < end;
}

function isElision(bytes: Uint8Array, at: number, end: number): boolean {
  let from = at;
  let to = end;
  while (from < to && isElisionMark(bytes[from]!)) from++;
  while (from < to && isElisionMark(bytes[to - 1]!)) to--;
  if (from === at) return false;
  return from === to || (to - from === 4 && hasFolded(bytes, from, to, "snip"));
}

function isElisionMark(byte: number): boolean {
  return (
    byte === ascii.dot ||
    byte === ascii.leftBracket ||
    byte === ascii.rightBracket ||
    byte === ascii.less ||
    byte === ascii.greater ||
    byte === ascii.minus ||
    byte === ellipsis[0] ||
    byte === ellipsis[1] ||
    byte === ellipsis[2]
  );
}

/** U+2026 in UTF-8. */
const ellipsis = [0xe2, 0x80, 0xa6] as const;

function isRuleByte(byte: number): boolean {
  return byte === ascii.minus || byte === 0x7c || byte === ascii.colon || isBlank(byte);
}
