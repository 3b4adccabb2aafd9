import { ascii, isBlank, isDigit, isLetter, trimEnd } from "../../core/ascii.ts";

export type StatisticsLine = "none" | "statistics" | "routes";

const longestLine = 200;

/**
 * What `-e`, `-s` and `-r` print beside the connections, by shape:
 *
 *     ===========================        IPv4 Statistics        Packets Received   = 4711        Bytes   815   4711
 */
export function statisticsLine(bytes: Uint8Array, at: number, lineEnd: number): StatisticsLine {
  const end = trimEnd(bytes, at, lineEnd);
  if (longestLine < end - at) return "none";
  if (isRuler(bytes, at, end)) return "routes";
  if (isAssignment(bytes, at, end) || isCountRow(bytes, at, end) || namesProtocolVersion(bytes, at, end))
    return "statistics";
  return "none";
}

function isRuler(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (bytes[i] !== ascii.equals) return false;
  return at + 20 <= end;
}

function isAssignment(bytes: Uint8Array, at: number, end: number): boolean {
  let i = end;
  while (at < i && isDigit(bytes[i - 1])) i--;
  if (i === end) return false;
  while (at < i && isBlank(bytes[i - 1])) i--;
  return at + 1 < i && bytes[i - 1] === ascii.equals && isBlank(bytes[i - 2]);
}

/** Words, then two counts. */
function isCountRow(bytes: Uint8Array, at: number, end: number): boolean {
  let i = end;
  for (let counts = 0; counts < 2; counts++) {
    const to = i;
    while (at < i && isDigit(bytes[i - 1])) i--;
    const gapEnd = i;
    if (i === to) return false;
    while (at < i && isBlank(bytes[i - 1])) i--;
    if (gapEnd - i < 2) return false;
  }
  for (let k = at; k < i; k++) if (isDigit(bytes[k]) || bytes[k] === ascii.colon) return false;
  return at < i && (isLetter(bytes[at]) || 0x7f < bytes[at]!);
}

/** `TCP Statistics for IPv4`, `ICMPv6-Statistik`: the version is not translated. */
function namesProtocolVersion(bytes: Uint8Array, at: number, end: number): boolean {
  if (60 < end - at) return false;
  let versions = 0;
  for (let i = at; i < end; i++) {
    if (bytes[i] === ascii.colon) return false;
    const version = bytes[i] === 0x76 && 0 < i && bytes[i - 1] === 0x50; // "Pv"
    if (version && isDigit(bytes[i + 1])) versions++;
  }
  return versions === 1;
}
