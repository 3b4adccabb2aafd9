import { ascii, isBlank, isDigit, isLetter, isUpper, trimEnd } from "../../core/ascii.ts";
import { skipSeparators, trimCells } from "../cells/cells.ts";
import { columnsIn } from "./tasklistCells.ts";
import { isImageHeading, isModuleHeading, isServiceHeading } from "./tasklistWords.ts";

/** What the headings say of the rows below. */
export type TaskTable = "plain" | "services" | "modules" | "listing";

const longestHeading = 400;

/**
 * The headings, in any language: "PID" is not translated, and is the second column.
 *
 *     Nom de l’image                 PID Nom de la sessio Numéro de s Utilisation
 *     └─────┬──────┘                 └┬┘ └──────────────────┬───────────────────┘
 */
export function headingOf(bytes: Uint8Array, at: number, lineEnd: number): TaskTable | undefined {
  const end = trimEnd(bytes, at, lineEnd);
  if (longestHeading < end - at) return undefined;
  const pid = placeOfPid(bytes, at, end);
  if (pid < 0 || !isFirstHeading(bytes, at, pid)) return undefined;
  const from = skipSeparators(bytes, pid + 3, end);
  if (from === end || isUnix(bytes, from, end)) return undefined;
  if (isServiceHeading(bytes, from, end)) return "services";
  if (isModuleHeading(bytes, from, end)) return "modules";
  return hasBlank(bytes, from, end) ? "plain" : "listing";
}

/** `========================= ======== ====`; the ruler says in which column PIDs end. */
export interface Ruler {
  readonly columns: number;
  readonly pidEnd: number;
}

export function rulerOf(bytes: Uint8Array, at: number, lineEnd: number): Ruler | undefined {
  const end = trimEnd(bytes, at, lineEnd);
  let columns = 0;
  let pidFrom = 0;
  let pidEnd = 0;
  for (let i = at; i < end; i++) {
    if (bytes[i] === ascii.equals) {
      if (i === at || bytes[i - 1] !== ascii.equals) columns++;
      if (columns === 1) pidFrom = i + 2 - at;
      if (columns === 2) pidEnd = i + 1 - at;
    } else if (!isBlank(bytes[i])) return undefined;
  }
  const isTasks = pidFrom === nameColumns + 1 && pidEnd <= nameColumns + 1 + mostPidColumns;
  return 2 < columns && isTasks ? { columns, pidEnd } : undefined;
}

/** Every version has 25 columns of names; other programs draw rulers too. */
const nameColumns = 25;
const mostPidColumns = 8;

/** The place of `PID` as a column of its own behind the first, or -1. */
function placeOfPid(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at + 3; i + 3 < end; i++) {
    const isPid = bytes[i] === 0x50 && bytes[i + 1] === 0x49 && bytes[i + 2] === 0x44;
    if (isPid && skipSeparators(bytes, i - 2, i) === i && skipSeparators(bytes, i + 3, end) !== i + 3)
      return i;
  }
  return -1;
}

/** One heading of words; `ps`, `top` and `lsof` write theirs in capitals. */
function isFirstHeading(bytes: Uint8Array, at: number, pid: number): boolean {
  const to = trimCells(bytes, at, pid);
  // In a sentence a single blank stands in front of it.
  if (pid === to + 1 && isBlank(bytes[to]) && !isImageHeading(bytes, at, to)) return false;
  if (longestFirst < columnsIn(bytes, at, pid)) return false;
  let small = 0;
  for (let i = at; i < to; i++) {
    const byte = bytes[i]!;
    if (isDigit(byte) || foreignToFirst.includes(byte)) return false;
    if (isBlank(byte) && isBlank(bytes[i + 1])) return false;
    if (0x7f < byte || (isLetter(byte) && !isUpper(byte))) small++;
  }
  return 0 < small;
}

const longestFirst = 60;
/** Sentences and the headings of other tools have them: `Offset(P)`. */
const foreignToFirst: readonly number[] = [ascii.colon, ascii.percent, ascii.dot, 0x28];

/** `PPID`, `%CPU`, `TTY` */
function isUnix(bytes: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (bytes[i] === ascii.percent) return true;
  return bytes[from] === 0x50 && bytes[from + 1] === 0x50;
}

function hasBlank(bytes: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (isBlank(bytes[i])) return true;
  return false;
}
