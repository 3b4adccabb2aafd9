import { ascii, isBlank, isDigit, isUpper, skipWord, trimEnd } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { isProtocolHeading, isTitle } from "./netstatWindowsWords.ts";

const pipe = 0x7c;
const longestHeading = 240;
/** Characters of the first column's heading, in the language with the longest. */
const longestFirstWord = 9;

/** The title or the column headings, as far as this line alone can say so. */
export function isKnownHeading(bytes: Uint8Array, at: number, end: number): boolean {
  if (longestHeading < end - at) return false;
  if (isTitle(bytes, at, end)) return true;
  const columns = columnsOf(bytes, at, end);
  if (columns.count < 3 || !isProtocolHeading(bytes, columns.firstFrom, endOfFirst(bytes, columns)))
    return false;
  const text = textOf(bytes, at, end);
  return !ofOtherTools.some((heading) => text.includes(heading));
}

/** Columns of Unix and of tools that print ports apart. */
const ofOtherTools = ["Recv-Q", "PID/Program", "Local Port"];

/** With `-t`, German Windows leaves a single blank behind "Proto."; Linux does behind "Proto". */
function endOfFirst(bytes: Uint8Array, { firstFrom, firstTo }: Columns): number {
  const wordTo = skipWord(bytes, firstFrom, firstTo);
  return bytes[wordTo - 1] === ascii.dot ? wordTo : firstTo;
}

/**
 * Column headings of any language, by their shape: one short word, then at least three more headings in
 * words alone.
 *
 *     Имя    Локальный адрес        Внешний адрес          Состояние       PID
 *     └┬┘    └──────┬──────┘        └─────┬─────┘          └───┬───┘       └┬┘
 */
export function isHeadingByShape(bytes: Uint8Array, at: number, end: number): boolean {
  if (longestHeading < end - at) return false;
  const columns = columnsOf(bytes, at, end);
  const isShort = columns.firstLength <= longestFirstWord && columns.firstWords === 1;
  return 4 <= columns.count && isShort && !isAllCapitals(bytes, columns.firstFrom, columns.firstTo);
}

/** `COMMAND     PID   USER`, `UID   PID`: Unix writes its headings so, and Windows in no language. */
function isAllCapitals(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isUpper(bytes[i])) return false;
  return true;
}

interface Columns {
  /** 0 where something stands in the line that no heading has. */
  readonly count: number;
  readonly firstFrom: number;
  readonly firstTo: number;
  readonly firstWords: number;
  /** In characters. */
  readonly firstLength: number;
}

function columnsOf(bytes: Uint8Array, start: number, lineEnd: number): Columns {
  let at = start;
  while (at < lineEnd && (isBlank(bytes[at]) || bytes[at] === pipe)) at++;
  const end = trimEnd(bytes, at, lineEnd);
  let count = 0;
  let firstTo = end;
  let firstWords = 1;
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (isDigit(byte) || isForeignToHeadings(byte)) return { ...nothing, firstFrom: at };
    if (!isBlank(byte) && byte !== pipe) {
      if (count === 0) count = 1;
      continue;
    }
    const gapEnd = endOfGap(bytes, i, end);
    if (isColumnGap(bytes, i, gapEnd)) {
      if (count === 1) firstTo = i;
      if (gapEnd < end) count++;
    } else if (count === 1) firstWords++;
    i = gapEnd - 1;
  }
  return { count, firstFrom: at, firstTo, firstWords, firstLength: charactersIn(bytes, at, firstTo) };
}

const nothing: Columns = { count: 0, firstFrom: 0, firstTo: 0, firstWords: 0, firstLength: 0 };

function isForeignToHeadings(byte: number): boolean {
  return (
    byte === ascii.colon ||
    byte === ascii.hash ||
    byte === ascii.percent ||
    byte === ascii.equals ||
    byte === ascii.leftBracket ||
    byte === ascii.backslash ||
    byte === ascii.comma
  );
}

function endOfGap(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (isBlank(bytes[i]) || bytes[i] === pipe)) i++;
  return i;
}

function isColumnGap(bytes: Uint8Array, from: number, to: number): boolean {
  return 2 <= to - from || bytes[from] === ascii.tab || bytes[from] === pipe;
}

function charactersIn(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++;
  return count;
}
