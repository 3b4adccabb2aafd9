import { ascii, decimal, indexOfByte, isDigit, isLetter } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { tcpStateOf } from "../../core/tcpState.ts";
import type { CellList } from "../cells/cellList.ts";
import { allDigits } from "../cells/cellShapes.ts";

/** What a row still lacks, which a wrapped line may bring. */
export type LinuxLack = "nothing" | "state" | "owner";

/** pid_max of 64-bit Linux is 2^22; other systems have 31 bits. */
const largestPid = 0x7fffffff;

/**
 * What stands behind the foreign address, each of which may be missing:
 *
 *     ESTABLISHED kim        63128      6491/sshd: kim       keepalive (7112.40/0/0)
 *     └────┬────┘ └┬┘        └─┬─┘      └─────┬─────┘        └──────────┬──────────┘
 *        state    user       inode          owner                     timer
 */
export function readLinuxTail(row: Row, cells: CellList, at: number): LinuxLack {
  const { bytes } = row;
  const end = endOfTail(bytes, cells, at);
  const owner = ownerCell(bytes, cells, at, end);
  const words = readWords(row, cells, at, owner);
  if (owner < end) readOwner(row, cells, owner, end);
  if (owner < end) return "nothing";
  return isTcp(row) && words === 0 ? "state" : "owner";
}

/** The rest of a row on the line below: its state and owner, or the owner alone. */
export function readLinuxRest(row: Row, cells: CellList, lack: LinuxLack): boolean {
  const { bytes } = row;
  if (lack === "nothing" || cells.count === 0) return false;
  const isState = isKnownState(bytes, cells.from[0]!, cells.to[0]!);
  if (isState && lack === "state") row.set(field.state, cells.from[0]!, cells.to[0]!);
  else if (isState) return false;
  const at = isState ? 1 : 0;
  const end = endOfTail(bytes, cells, at);
  if (at === end) return isState;
  if (!isOwner(bytes, cells.from[at]!, cells.to[at]!) || cells.length(at) === 1) return false;
  readOwner(row, cells, at, end);
  return true;
}

function isTcp(row: Row): boolean {
  return row.bytes[row.from[field.transport]!] === 0x74;
}

/** Without the timer of `-o` and the context of `-Z`, which say nothing of the process. */
function endOfTail(bytes: Uint8Array, cells: CellList, at: number): number {
  const end = at + 2 <= cells.count && isTimer(bytes, cells, cells.count - 1) ? cells.count - 2 : cells.count;
  return at < end && isContext(bytes, cells.from[end - 1]!, cells.to[end - 1]!) ? end - 1 : end;
}

/** `(7112.40/0/0)` */
function isTimer(bytes: Uint8Array, { from, to }: CellList, cell: number): boolean {
  const opens = bytes[from[cell]!] === 0x28 && bytes[to[cell]! - 1] === 0x29;
  return opens && 0 <= indexOfByte(bytes, ascii.slash, from[cell]!, to[cell]!);
}

/** `system_u:system_r:sshd_t:s0` */
function isContext(bytes: Uint8Array, from: number, to: number): boolean {
  const user = indexOfByte(bytes, ascii.colon, from, to);
  return from + 2 < user && bytes[user - 1] === 0x75 && bytes[user - 2] === ascii.underscore;
}

/** The number of the owner's cell, or `end`. */
function ownerCell(bytes: Uint8Array, { from, to }: CellList, at: number, end: number): number {
  for (let cell = at; cell < end; cell++) if (isOwner(bytes, from[cell]!, to[cell]!)) return cell;
  return end;
}

/** `1204/sshd:`, and `-` where the user was not allowed to know. */
function isOwner(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from === 1) return bytes[from] === ascii.minus;
  const slash = indexOfByte(bytes, ascii.slash, from, to);
  return from < slash && allDigits(bytes, from, slash);
}

function readOwner(row: Row, { from, to }: CellList, cell: number, end: number): void {
  const slash = indexOfByte(row.bytes, ascii.slash, from[cell]!, to[cell]!);
  if (slash < 0) return;
  if (decimal(row.bytes, from[cell]!, slash) <= largestPid) row.set(field.pid, from[cell]!, slash);
  else row.flaw("NET015", from[cell]!, slash);
  if (slash + 1 < to[end - 1]!) row.set(field.process, slash + 1, to[end - 1]!);
}

/** State, user and inode; returns how many of the words are the state. */
function readWords(row: Row, cells: CellList, at: number, end: number): number {
  const { bytes } = row;
  const { from, to } = cells;
  const hasInode = at + 2 <= end && allDigits(bytes, from[end - 1]!, to[end - 1]!);
  const states = hasInode ? end - at - 2 : end - at;
  const isUserFirst = states <= 0 && !isKnownState(bytes, from[at]!, to[at]!);
  if (hasInode && (0 < states || isUserFirst)) {
    const user = end - 2;
    if (!allDigits(bytes, from[user]!, to[user]!)) row.set(field.user, from[user]!, to[user]!);
  }
  if (at === end || (hasInode && isUserFirst)) return 0;
  if (!isState(row, from[at]!, to[at]!)) return 0;
  row.set(field.state, from[at]!, to[at]!);
  return 1;
}

/** Of raw sockets it is a number. */
function isState(row: Row, from: number, to: number): boolean {
  if (isTcp(row)) return isLetter(row.bytes[from]) || 0x7f < row.bytes[from]!;
  return isKnownState(row.bytes, from, to) || (to - from <= 2 && isDigit(row.bytes[from]));
}

function isKnownState(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 24 && tcpStateOf(textOf(bytes, from, to)) !== undefined;
}
