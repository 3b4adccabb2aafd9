import { hasWordAt, isBlank, isDigit, isUpper, isWord, skipBlanks } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { CellList } from "../cells/cellList.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { EndpointCell } from "../cells/endpointCell.ts";

const protocols = [
  "tcp4",
  "tcp6",
  "tcp46",
  "tcp",
  "udp4",
  "udp6",
  "udp46",
  "udp",
  "sctp4",
  "sctp6",
  "sctp46",
  "udplite4",
  "udplite6",
];
const otherProtocols = [
  "stream",
  "dgram",
  "seqpac",
  "seqpack",
  "icmp4",
  "icmp6",
  "icm4",
  "icm6",
  "divert",
  "divert4",
  "div4",
];
const longestHeading = 200;
/** Bytes in front of a protocol: user, command, PID and descriptor. */
const farthestProtocol = 100;
/** Characters of the command's column; one that fills it runs into the PID. */
const commandColumn = 10;

/**
 * Reads one row of `sockstat`:
 *
 *     root     sshd       812   4  tcp4   10.20.0.42:22         10.20.0.9:51234       ESTABLISHED
 *     └┬─┘     └┬─┘       └┬┘      └┬─┘   └─────┬─────┘         └──────┬──────┘       └────┬────┘
 *     user    process     PID   protocol      local                 foreign              state
 */
export class SockstatScanner {
  readonly #cells = new CellList();
  readonly #colon = new EndpointCell();
  readonly #dot = new EndpointCell(".");

  read(row: Row, start: number, end: number): boolean {
    const { bytes } = row;
    if (!namesProtocol(bytes, start, end)) return false;
    const cells = this.#cells;
    cells.read(bytes, start, end);
    const protocol = this.#protocolCell(bytes);
    if (protocol < 0 || cells.count <= protocol + 2 || !this.#readOwner(row, protocol)) return false;
    row.set(field.transport, cells.from[protocol]!, cells.to[protocol]!);
    const local = this.#endAt(bytes, protocol + 1);
    if (!local) return false;
    local.put(row, field.sourceAddress, field.sourcePort);
    const foreign = this.#endAt(bytes, protocol + 2);
    if (!foreign) return false;
    foreign.put(row, field.destinationAddress, field.destinationPort);
    this.#readState(row, protocol + 3);
    return true;
  }

  #protocolCell(bytes: Uint8Array): number {
    const { from, to, count } = this.#cells;
    for (let cell = 3; cell < Math.min(count, 9); cell++)
      if (protocols.some((word) => isWord(bytes, from[cell]!, to[cell]!, word))) return cell;
    return -1;
  }

  /** NetBSD has a dot before the port. */
  #endAt(bytes: Uint8Array, cell: number): EndpointCell | undefined {
    const { from, to } = this.#cells;
    if (this.#colon.find(bytes, from[cell]!, to[cell]!)) return this.#colon;
    return this.#dot.find(bytes, from[cell]!, to[cell]!) ? this.#dot : undefined;
  }

  /** A socket whose owner is gone has question marks; one command may be several words. */
  #readOwner(row: Row, protocol: number): boolean {
    const { bytes } = row;
    const { from, to } = this.#cells;
    if (isWord(bytes, from[0]!, to[0]!, "?")) return true;
    if (protocol === 3) return this.#readShortOwner(row);
    const pid = protocol - 2;
    if (!allDigits(bytes, from[pid]!, to[pid]!)) return false;
    row.set(field.user, from[0]!, to[0]!);
    row.set(field.process, from[1]!, to[pid - 1]!);
    row.set(field.pid, from[pid]!, to[pid]!);
    return true;
  }

  /** `kim  python3.1181106 35`, or without a descriptor `kim  sshd  812`, as a tool of that name for Linux has it. */
  #readShortOwner(row: Row): boolean {
    const { bytes } = row;
    const { from, to } = this.#cells;
    if (!allDigits(bytes, from[2]!, to[2]!)) return false;
    const glued = from[1]! + commandColumn;
    const isGlued = glued < to[1]! && allDigits(bytes, glued, to[1]!);
    row.set(field.user, from[0]!, to[0]!);
    row.set(field.process, from[1]!, isGlued ? glued : to[1]!);
    if (isGlued) row.set(field.pid, glued, to[1]!);
    else row.set(field.pid, from[2]!, to[2]!);
    return true;
  }

  #readState(row: Row, cell: number): void {
    const { from, to, count } = this.#cells;
    if (count <= cell || this.#cells.length(cell) < 3) return;
    for (let i = from[cell]!; i < to[cell]!; i++)
      if (!isUpper(row.bytes[i]) && row.bytes[i] !== 0x5f && !isDigit(row.bytes[i])) return;
    if (isUpper(row.bytes[from[cell]!])) row.set(field.state, from[cell]!, to[cell]!);
  }
}

/** A row of a socket that has no ports. */
export function isOtherSocket(bytes: Uint8Array, at: number, lineEnd: number): boolean {
  const end = Math.min(lineEnd, at + farthestProtocol);
  for (let i = at + 1; i < end; i++)
    if (isBlank(bytes[i - 1]) && otherProtocols.some((word) => hasWordAt(bytes, i, end, word))) return true;
  return false;
}

/** `USER     COMMAND    PID   FD  PROTO  LOCAL ADDRESS         FOREIGN ADDRESS` */
export function isSockstatHeading(bytes: Uint8Array, at: number, end: number): boolean {
  if (!hasWordAt(bytes, at, end, "USER ")) return false;
  const text = textOf(bytes, at, Math.min(end, at + longestHeading));
  return text.includes(" PROTO ") && text.includes(" PID ") && text.includes(" ADDRESS");
}

function namesProtocol(bytes: Uint8Array, start: number, lineEnd: number): boolean {
  const end = Math.min(lineEnd, start + farthestProtocol);
  for (let i = skipBlanks(bytes, start, end) + 1; i < end; i++) {
    if (!isBlank(bytes[i - 1])) continue;
    const first = bytes[i];
    const isFirst = first === 0x74 || first === 0x75 || first === 0x73;
    if (isFirst && protocols.some((word) => hasWordAt(bytes, i, lineEnd, word))) return true;
  }
  return false;
}
