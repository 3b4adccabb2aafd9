import { ascii, indexOfByte, isLetter, isWord, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { endsWithExe } from "../cells/cellShapes.ts";
import { isNotAvailable } from "./tasklistWords.ts";

/** What the last column of `/svc` and `/m` lists. */
export type Listed = "services" | "modules";

/** Services or modules of one process; "N/A" lists none. Says what they are, by their names where it must. */
export function putList(row: Row, from: number, to: number, listed: Listed | undefined): Listed | undefined {
  if (isNotAvailable(row.bytes, from, to)) return listed;
  const known = listed ?? (startsWithModule(row.bytes, from, to) ? "modules" : "services");
  if (from < to) row.set(known === "modules" ? field.module : field.service, from, to);
  return known;
}

/** An account is always printed with its domain; what has none says that there is none to be read. */
export function putUser(row: Row, from: number, to: number): void {
  if (from < to && 0 <= indexOfByte(row.bytes, ascii.backslash, from, to)) row.set(field.user, from, to);
}

const moduleEndings = ["dll", "exe", "drv", "ocx", "cpl", "sys", "tsp", "acm", "pyd", "mui"];

/** Services have no file extension, modules nearly always. */
function startsWithModule(bytes: Uint8Array, from: number, to: number): boolean {
  const comma = indexOfByte(bytes, ascii.comma, from, to);
  const end = trimEnd(bytes, from, comma < 0 ? to : comma);
  if (endsWithExe(bytes, from, end)) return true;
  return (
    from + 4 < end &&
    bytes[end - 4] === ascii.dot &&
    moduleEndings.some((ending) => endsWith(bytes, end, ending))
  );
}

function endsWith(bytes: Uint8Array, end: number, word: string): boolean {
  for (let i = 0; i < word.length; i++)
    if ((bytes[end - word.length + i]! | 0x20) !== word.charCodeAt(i)) return false;
  return true;
}

/**
 * How many columns of a console the bytes take: characters of East Asian scripts take two, and tasklist pads
 * by columns.
 */
export function columnsIn(bytes: Uint8Array, from: number, to: number): number {
  let columns = 0;
  for (let i = from; i < to; i++) columns += columnsOfByte(bytes, i);
  return columns;
}

/** Where `columns` columns behind `from` lie. */
export function behindColumns(bytes: Uint8Array, from: number, end: number, columns: number): number {
  let i = from;
  for (let left = columns; i < end; i++) {
    const width = columnsOfByte(bytes, i);
    if (left < width || (left === 0 && width === 0 && (bytes[i]! & 0xc0) !== 0x80)) break;
    left -= width;
  }
  return i;
}

/** A character's columns are counted at its first byte. */
function columnsOfByte(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe3) return 1;
  if (byte < 0xee) return 2;
  if (byte === 0xef)
    return bytes[at + 1] === 0xbc || (bytes[at + 1] === 0xbd && bytes[at + 2]! <= 0xa0) ? 2 : 1;
  return byte === 0xee ? 1 : 2;
}

/** `svchost.exe`, `System Idle Process`: what can stand as an image name; never a path. */
export function isImageName(bytes: Uint8Array, from: number, to: number): boolean {
  if (to <= from || longestName < to - from) return false;
  let letters = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (isForbiddenInNames(byte)) return false;
    if (isLetter(byte) || 0x7f < byte) letters++;
  }
  return 0 < letters && skipBlanks(bytes, from, to) === from;
}

const longestName = 260;

/** What Windows forbids in file names. */
function isForbiddenInNames(byte: number): boolean {
  return (
    byte === ascii.quote ||
    byte === ascii.asterisk ||
    byte === ascii.slash ||
    byte === ascii.colon ||
    byte === ascii.less ||
    byte === ascii.greater ||
    byte === ascii.backslash ||
    byte === 0x3f ||
    byte === 0x7c
  );
}

/** The processes of Windows' own that no file stands behind. */
const systemProcesses = [
  "System Idle Process",
  "System",
  "Secure System",
  "Registry",
  "Memory Compression",
  "vmmem",
];

export function isSystemProcess(bytes: Uint8Array, from: number, to: number): boolean {
  return systemProcesses.some((name) => isWord(bytes, from, to, name));
}
