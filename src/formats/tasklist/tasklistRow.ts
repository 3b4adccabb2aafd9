import { ascii, hasWordAt, isBlank, isDigit, isLetter } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { allDigits, endsWithExe } from "../cells/cellShapes.ts";
import { Cells, isSeparator, skipSeparators, trimCells } from "../cells/cells.ts";
import {
  behindColumns,
  columnsIn,
  isImageName,
  isSystemProcess,
  type Listed,
  putList,
  putUser,
} from "./tasklistCells.ts";
import { endOfMemory, isCpuTime } from "./tasklistMemory.ts";

/** What a process's row still lacks, which a wrapped line may bring. */
export type ProcessLack = "nothing" | "memory" | "cpuTime";

const longestPid = 10;
/** In bytes; tasklist cuts at 25 characters, people do not. */
const longestName = 260;

/**
 * Reads one row of tasklist's table by its shape; headings may be missing, translated or cut.
 *
 *     System Idle Process       0 Services        0        8 K Unknown  NT AUTHORITY\SYSTEM  5:32:11 N/A
 *     └───────┬─────────┘      PID └──┬───┘       #       └┬─┘ └──┬──┘  └────────┬────────┘  └──┬──┘ └┬┘
 *       image name                 session       memory     status         user           CPU time  title
 */
export class ProcessScanner {
  readonly #cells = new Cells();
  lack: ProcessLack = "nothing";
  /** What the row of `/svc` or `/m` read last lists. */
  listed: Listed | undefined = undefined;
  rowFrom = 0;

  /** The plain table and `/v`. Where the console is narrow, memory may stand on the next line. */
  readPlain(row: Row, start: number, lineEnd: number): boolean {
    const { bytes } = row;
    const end = trimCells(bytes, start, lineEnd);
    const cells = this.#cells;
    cells.start(bytes, start, end);
    if (!cells.next()) return false;
    const nameFrom = behindNumberPrefix(bytes, cells.from, cells.to);
    for (let nameTo = cells.to; nameTo - nameFrom <= longestName && cells.next(); nameTo = cells.to) {
      const { from, to } = cells;
      if (longestPid < to - from || !allDigits(bytes, from, to)) continue;
      if (!this.#readBehindPid(row, to, end)) continue;
      if (!isImageName(bytes, nameFrom, nameTo)) return false;
      this.#putName(row, nameFrom, nameTo, from, to);
      return true;
    }
    return false;
  }

  /** `/svc` and `/m`. `pidEnd` is the column in which PIDs end, by the ruler or as usual. */
  readListing(row: Row, start: number, lineEnd: number, pidEnd: number, listed: Listed | undefined): boolean {
    const { bytes } = row;
    const end = trimCells(bytes, start, lineEnd);
    const pid = this.#pidOfListing(bytes, start, end, pidEnd);
    if (!pid || !isImageName(bytes, pid.nameFrom, pid.nameTo)) return false;
    const from = skipSeparators(bytes, pid.to, end);
    this.listed = putList(row, from, end, listed);
    this.#putName(row, pid.nameFrom, pid.nameTo, pid.from, pid.to);
    this.lack = "nothing";
    return true;
  }

  /** What a narrow console or a mail program put onto the next line. */
  readRest(row: Row, at: number, lineEnd: number): boolean {
    const { bytes } = row;
    const end = trimCells(bytes, at, lineEnd);
    const from = skipSeparators(bytes, at, end);
    if (this.lack === "memory") {
      const to = endOfMemory(bytes, from, end);
      if (to < 0) return false;
      row.set(field.memory, from, to);
      this.lack = "nothing";
      if (to < end) this.#readVerbose(row, to, end);
      return true;
    }
    if (this.lack !== "cpuTime") return false;
    const cells = this.#cells;
    cells.start(bytes, from, end);
    return cells.next() && isCpuTime(bytes, cells.from, cells.to) && this.#putTimeAndTitle(row, end);
  }

  #putName(row: Row, nameFrom: number, nameTo: number, pidFrom: number, pidTo: number): void {
    row.set(field.process, nameFrom, nameTo);
    row.set(field.pid, pidFrom, pidTo);
    this.rowFrom = nameFrom;
  }

  /** `Services   0   8 K`, or without a session name (a remote shell), or memory alone (`/apps`). */
  #readBehindPid(row: Row, pidTo: number, end: number): boolean {
    const { bytes } = row;
    const from = skipMarks(bytes, pidTo, end);
    const to = endOfCell(bytes, from, end);
    if (from === end) return false;
    if (isSessionNumber(bytes, from, to) && this.#readMemory(row, to, end)) {
      row.set(field.sessionNumber, from, to);
      return true;
    }
    const numberFrom = skipMarks(bytes, to, end);
    const numberTo = endOfCell(bytes, numberFrom, end);
    if (!isDigit(bytes[from]) || !allDigits(bytes, from, to)) {
      const isNumber = isSessionNumber(bytes, numberFrom, numberTo);
      if (isNumber && (this.#readMemory(row, numberTo, end) || this.#lacksMemory(numberTo, end, pidTo))) {
        row.set(field.session, from, to);
        row.set(field.sessionNumber, numberFrom, numberTo);
        return true;
      }
    }
    const memoryTo = endOfMemory(bytes, from, end);
    if (memoryTo < 0 || (memoryTo < end && !isSeparator(bytes[memoryTo]!))) return false;
    row.set(field.memory, from, memoryTo);
    this.lack = "nothing";
    return true;
  }

  #readMemory(row: Row, at: number, end: number): boolean {
    const { bytes } = row;
    const from = skipMarks(bytes, at, end);
    const to = endOfMemory(bytes, from, end);
    if (to < 0 || (to < end && !isSeparator(bytes[to]!))) return false;
    row.set(field.memory, from, to);
    this.lack = "nothing";
    if (to < end) this.#readVerbose(row, to, end);
    return true;
  }

  /** Only where the columns are still in place: PIDs stand to the right, with room behind names. */
  #lacksMemory(at: number, end: number, pidTo: number): boolean {
    if (at !== end || at - pidTo < 20) return false;
    this.lack = "memory";
    return true;
  }

  /** From behind the memory: status and user in columns of 15 and 50, then the CPU time, then the title. */
  #readVerbose(row: Row, memoryTo: number, end: number): void {
    const { bytes } = row;
    const cells = this.#cells;
    cells.start(bytes, memoryTo, end);
    let hasTime = false;
    while (!hasTime && cells.next()) hasTime = isCpuTime(bytes, cells.from, cells.to);
    const userEnd = trimCells(bytes, memoryTo, hasTime ? cells.from : end);
    putStatusAndUser(row, memoryTo, userEnd);
    this.lack = hasTime ? "nothing" : "cpuTime";
    if (hasTime) this.#putTimeAndTitle(row, end);
  }

  #putTimeAndTitle(row: Row, end: number): boolean {
    const cells = this.#cells;
    row.set(field.cpuTime, cells.from, cells.to);
    const from = skipSeparators(row.bytes, cells.to, end);
    if (from < end) row.set(field.title, from, end);
    this.lack = "nothing";
    return true;
  }

  /** The number that ends where PIDs end; else the first with room in front of it; else the first. */
  #pidOfListing(bytes: Uint8Array, start: number, end: number, pidEnd: number): PidPlace | undefined {
    const cells = this.#cells;
    cells.start(bytes, start, end);
    if (!cells.next()) return undefined;
    const nameFrom = behindNumberPrefix(bytes, cells.from, cells.to);
    let best: PidPlace | undefined;
    let bestRank = 0;
    let column = columnsIn(bytes, nameFrom, cells.to);
    for (let nameTo = cells.to; cells.next() && column <= pidEnd; nameTo = cells.to) {
      const { from, to } = cells;
      column += columnsIn(bytes, nameTo, to);
      if (longestPid < to - from || !allDigits(bytes, from, to) || to === end) continue;
      const rank = column === pidEnd ? 3 : 1 < cells.gap ? 2 : 1;
      if (rank <= bestRank) continue;
      best = { nameFrom, nameTo, from, to };
      bestRank = rank;
    }
    return best;
  }
}

interface PidPlace {
  readonly nameFrom: number;
  readonly nameTo: number;
  readonly from: number;
  readonly to: number;
}

/** Whether the row's name alone says that it is a process. */
export function isProgram({ bytes, from, to }: Row): boolean {
  const [nameFrom, nameTo] = [from[field.process]!, to[field.process]!];
  return endsWithExe(bytes, nameFrom, nameTo) || isSystemProcess(bytes, nameFrom, nameTo);
}

/** Whether a row of `/svc` or `/m` has its PID in the column where PIDs end. */
export function isInColumn({ bytes, from, to }: Row, pidEnd: number): boolean {
  return columnsIn(bytes, from[field.process]!, to[field.pid]!) === pidEnd;
}

/**
 * Whether the memory ends in ` K` and the name has no gaps: behind other units, or without the blank, a number may be
 * anybody's, and so may words in columns.
 */
export function hasPlainUnit({ bytes, from, to }: Row): boolean {
  const end = to[field.memory]!;
  let at = end;
  while (from[field.memory]! < at && isLetter(bytes[at - 1])) at--;
  const isPlain = at < end && isBlank(bytes[at - 1]) && bytes[at] !== lowerK;
  return isPlain && !hasGap(bytes, from[field.process]!, to[field.process]!);
}

const lowerK = 0x6b;

function hasGap(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i + 1 < to; i++) if (isBlank(bytes[i]) && isBlank(bytes[i + 1])) return true;
  return false;
}

const statusColumns = 15;

/**
 *     153,964 K Wird ausgeführt NT-AUTORITÄT\SYSTEM
 *               └─────┬───────┘ └───────┬─────────┘
 *                 15 columns           user
 */
function putStatusAndUser(row: Row, memoryTo: number, end: number): void {
  const { bytes } = row;
  const from = skipSeparators(bytes, memoryTo, end);
  if (from === end) return;
  const userFrom = userStart(bytes, memoryTo, from, end);
  const statusTo = trimCells(bytes, from, userFrom);
  if (from < statusTo) row.set(field.status, from, statusTo);
  putUser(row, userFrom, end);
}

function userStart(bytes: Uint8Array, memoryTo: number, from: number, end: number): number {
  const border = behindColumns(bytes, memoryTo + 1, end, statusColumns);
  if (end <= border) return end;
  if (isBlank(bytes[border]) && !isBlank(bytes[border + 1])) return border + 1;
  for (let i = from; i + 1 < end; i++)
    if (isSeparator(bytes[i]!) && isSeparator(bytes[i + 1]!)) return skipSeparators(bytes, i, end);
  const statusTo = hasWordAt(bytes, from, end, hanging) ? from + hanging.length : endOfCell(bytes, from, end);
  return skipSeparators(bytes, statusTo, end);
}

/** The one status of two words in English, for rows whose columns are lost. */
const hanging = "Not Responding";

function isSessionNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 6 && allDigits(bytes, from, to);
}

function endOfCell(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && !isSeparator(bytes[i]!) && bytes[i] !== ascii.asterisk) i++;
  return i;
}

/** Behind what separates cells, and the stars of bold ones. */
function skipMarks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (isSeparator(bytes[i]!) || bytes[i] === ascii.asterisk)) i++;
  return i;
}

/** Behind `12:` or `tasks.txt:` that `grep` put in front: an image name has no colon. */
function behindNumberPrefix(bytes: Uint8Array, from: number, to: number): number {
  for (let i = to - 2; from <= i; i--) if (bytes[i] === ascii.colon) return i + 1;
  return from;
}
