import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  isUpper,
  isWord,
  trimEnd,
} from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { CellList } from "../cells/cellList.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { EndpointCell } from "../cells/endpointCell.ts";

const types = ["IPv4", "IPv6", "inet", "inet6"];
/** COMMAND, PID, USER and FD stand before the type; TID, TASKCMD, ZONE, PGID and PPID may. */
const [leastBefore, mostBefore] = [4, 9] as const;
/** DEVICE and SIZE/OFF, each of which may be empty. */
const mostBetween = 3;
const longestHeading = 300;

/**
 * Reads one row of `lsof` that is an internet socket:
 *
 *     sshd       812 1204     root    4u  IPv4  20341      0t0  TCP 10.20.0.42:22->10.20.0.9:51234 (ESTABLISHED)
 *     └┬─┘       └┬┘ task     └┬─┘        └┬─┘                  └┬┘ └─────┬─────┘  └──────┬──────┘  └────┬────┘
 *    process     PID          user        type              protocol    local          foreign         state
 */
export class LsofScanner {
  readonly #cells = new CellList();
  readonly #endpoint = new EndpointCell();
  /** Whether the column before the user is the parent's PID. */
  hasParent = false;

  read(row: Row, start: number, lineEnd: number): boolean {
    const { bytes } = row;
    if (!namesType(bytes, start, lineEnd)) return false;
    const cells = this.#cells;
    cells.read(bytes, start, lineEnd);
    const type = this.#typeCell(bytes);
    const protocol = type < 0 ? -1 : this.#protocolCell(bytes, type + 1);
    if (protocol < 0) return false;
    row.set(field.transport, cells.from[protocol]!, cells.to[protocol]!);
    this.#readProcess(row, type - 2);
    const end = trimEnd(bytes, cells.to[protocol]!, lineEnd);
    this.#readName(row, skip(bytes, cells.to[protocol]!, end), end);
    return true;
  }

  readHeading(bytes: Uint8Array, at: number, end: number): void {
    this.hasParent = textOf(bytes, at, Math.min(end, at + longestHeading)).includes(" PPID ");
  }

  /** A row of any other file, or of the PIDs' own columns: a name, a number, a user. */
  isOtherFile(bytes: Uint8Array, at: number, end: number): boolean {
    const cells = this.#cells;
    cells.read(bytes, at, Math.min(end, at + longestHeading));
    return 4 < cells.count && allDigits(bytes, cells.from[1]!, cells.to[1]!);
  }

  #typeCell(bytes: Uint8Array): number {
    const { from, to, count } = this.#cells;
    if (!allDigits(bytes, from[1]!, to[1]!)) return -1;
    for (let cell = leastBefore; cell < Math.min(count, mostBefore + 1); cell++)
      if (types.some((type) => isWord(bytes, from[cell]!, to[cell]!, type)))
        return isDigit(bytes[from[cell - 1]!]) ? cell : -1;
    return -1;
  }

  #protocolCell(bytes: Uint8Array, at: number): number {
    const { from, to, count } = this.#cells;
    for (let cell = at; cell < Math.min(count, at + mostBetween); cell++)
      if (isProtocol(bytes, from[cell]!, to[cell]!)) return cell;
    return -1;
  }

  #readProcess(row: Row, user: number): void {
    const { from, to } = this.#cells;
    row.set(field.process, from[0]!, to[0]!);
    row.set(field.pid, from[1]!, to[1]!);
    row.set(field.user, from[user]!, to[user]!);
    const parent = user - 1;
    const hasParent = this.hasParent && 1 < parent && allDigits(row.bytes, from[parent]!, to[parent]!);
    if (hasParent) row.set(field.parentPid, from[parent]!, to[parent]!);
  }

  /** `*:ssh (LISTEN)`, `10.0.0.5:22->10.0.0.9:51234 (ESTABLISHED)`, `no PCB, CANTSENDMORE` */
  #readName(row: Row, from: number, end: number): void {
    const { bytes } = row;
    let to = from;
    while (to < end && !isBlank(bytes[to])) to++;
    const arrow = arrowIn(bytes, from, to);
    this.#put(row, from, arrow < 0 ? to : arrow, "source");
    if (0 <= arrow) this.#put(row, arrow + 2, to, "destination");
    readState(row, to, end);
  }

  #put(row: Row, from: number, to: number, side: "source" | "destination"): void {
    if (!this.#endpoint.find(row.bytes, from, withoutRegistration(row.bytes, from, to))) return;
    const [address, port] = side === "source" ? sourceEnd : destinationEnd;
    this.#endpoint.put(row, address, port);
    // What stands there for ICMP is its identifier.
    if (hasWordAt(row.bytes, row.from[field.transport]!, from, "ICMP")) row.set(port, -1, -1);
  }
}

const sourceEnd = [field.sourceAddress, field.sourcePort] as const;
const destinationEnd = [field.destinationAddress, field.destinationPort] as const;

export function isLsofHeading(bytes: Uint8Array, at: number, end: number): boolean {
  if (!hasWordAt(bytes, at, end, "COMMAND")) return false;
  const text = textOf(bytes, at, Math.min(end, at + longestHeading));
  return [" PID ", " USER ", " FD ", " TYPE "].every((word) => text.includes(word));
}

/** Whether the word stands in the line at all: nearly no other line has it. */
function namesType(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start + 1; i + 4 < end; i++) {
    if (!isBlank(bytes[i - 1])) continue;
    const first = bytes[i];
    if ((first === 0x49 || first === 0x69) && types.some((type) => hasWordAt(bytes, i, end, type)))
      return true;
  }
  return false;
}

/** `TCP`, `UDP`, `ICMPV6` */
function isProtocol(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 3 || 8 < to - from) return false;
  for (let i = from; i < to; i++) if (!isUpper(bytes[i]) && !(from < i && isDigit(bytes[i]))) return false;
  return true;
}

function skip(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isBlank(bytes[i])) i++;
  return i;
}

function arrowIn(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i + 1 < to; i++)
    if (bytes[i] === ascii.minus && bytes[i + 1] === ascii.greater) return i;
  return -1;
}

/** `*:111[portmapper]`: `+M` says what the port is registered for. */
function withoutRegistration(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[to - 1] !== ascii.rightBracket) return to;
  const open = bytes.subarray(from, to).lastIndexOf(ascii.leftBracket) + from;
  return from < open && bytes[open - 1] !== ascii.colon ? open : to;
}

/** `(LISTEN)`, or `(ST=LISTEN QR=0 QS=0)` where `-T` asks for more. */
function readState(row: Row, at: number, end: number): void {
  const { bytes } = row;
  const open = indexOfByte(bytes, 0x28, at, end);
  if (open < 0) return;
  const from = hasWordAt(bytes, open + 1, end, "ST=") ? open + 4 : open + 1;
  let to = from;
  while (to < end && bytes[to] !== 0x29 && !isBlank(bytes[to])) to++;
  if (from < to && indexOfByte(bytes, ascii.equals, from, to) < 0) row.set(field.state, from, to);
}
