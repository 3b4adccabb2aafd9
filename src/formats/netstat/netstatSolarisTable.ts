import { hasWordAt, isWord, skipWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { tcpStateOf } from "../../core/tcpState.ts";
import { CellList } from "../cells/cellList.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { skipSeparators, trimCells } from "../cells/cells.ts";
import { EndpointCell } from "../cells/endpointCell.ts";
import type { SocketReading, SocketTable } from "./socketTable.ts";

const titles = [
  ["TCP: IPv", "t"],
  ["UDP: IPv", "u"],
  ["SCTP:", "-"],
] as const satisfies readonly (readonly [title: string, section: string])[];
type Section = (typeof titles)[number][1];

/** States of a socket without a connection, which TCP has too. */
const unconnected = ["IDLE", "BOUND", "Idle", "Unbound", "Connected"];
/** RFC 1035 for the name, and a service behind it. */
const longestEnd = 280;
/** Swind, Send-Q, Rwind and Recv-Q. */
const windows = 4;

/**
 * Rows of Solaris' netstat, in a section for each protocol; `-u` adds who owns the socket:
 *
 *     10.20.0.42.22        10.20.0.9.34640      root     531 sshd           134664     51  128872      0 ESTABLISHED
 *     └─────┬─────┘        └──────┬──────┘      └─┬┘     └┬┘ └┬─┘           └────────────┬───────────┘   └────┬────┘
 *         local               foreign           user     PID process                  windows                state
 */
export class SolarisTable implements SocketTable {
  readonly #cells = new CellList();
  readonly #endpoint = new EndpointCell(".");
  #section: Section = "-";

  get state(): string {
    return this.#section;
  }

  set state(state: string) {
    this.#section = titles.find(([, section]) => section === state)?.[1] ?? "-";
  }

  read(row: Row, start: number, lineEnd: number): SocketReading {
    const { bytes } = row;
    const from = skipSeparators(bytes, start, lineEnd);
    if (!this.#endpoint.find(bytes, from, skipWord(bytes, from, Math.min(lineEnd, from + longestEnd))))
      return "none";
    const cells = this.#cells;
    cells.read(bytes, from, trimCells(bytes, from, lineEnd));
    if (cells.count < 2 || !this.#put(row, 0, field.sourceAddress, field.sourcePort)) return "none";
    const state = stateCell(bytes, cells);
    if (state < 1) return "none";
    row.set(field.state, cells.from[state]!, cells.to[state]!);
    const hasForeign = 1 < state && this.#put(row, 1, field.destinationAddress, field.destinationPort);
    const behindEnds = hasForeign ? 2 : 1;
    if (this.#section === "u") return this.#readUdp(row, behindEnds, state);
    return hasForeign && windows + 2 <= state ? this.#readTcp(row, state - windows) : "none";
  }

  readRest(): boolean {
    return false;
  }

  readHeading(bytes: Uint8Array, at: number, end: number): boolean {
    const title = titles.find(([title]) => hasWordAt(bytes, at, end, title) && end - at <= title.length + 2);
    if (title) this.#section = title[1];
    return title !== undefined || isColumns(bytes, at, end);
  }

  #readTcp(row: Row, windowsAt: number): SocketReading {
    const { from, to } = this.#cells;
    for (let cell = windowsAt; cell < windowsAt + windows; cell++)
      if (!allDigits(row.bytes, from[cell]!, to[cell]!)) return "none";
    row.transport = "tcp";
    this.#readOwner(row, 2, windowsAt);
    return "row";
  }

  #readUdp(row: Row, at: number, state: number): SocketReading {
    row.transport = "udp";
    this.#readOwner(row, at, state);
    return "row";
  }

  /** User, PID and command, which may have blanks. */
  #readOwner(row: Row, at: number, end: number): void {
    const { from, to } = this.#cells;
    if (end < at + 2 || !allDigits(row.bytes, from[at + 1]!, to[at + 1]!)) return;
    row.set(field.user, from[at]!, to[at]!);
    row.set(field.pid, from[at + 1]!, to[at + 1]!);
    if (at + 2 < end) row.set(field.process, from[at + 2]!, to[end - 1]!);
  }

  #put(row: Row, cell: number, address: 3 | 5, port: 4 | 6): boolean {
    const { from, to } = this.#cells;
    if (!this.#endpoint.find(row.bytes, from[cell]!, to[cell]!)) return false;
    this.#endpoint.put(row, address, port);
    return true;
  }
}

/** The last cell, or the one before where IPv6 names the interface last; -1 where neither is a state. */
function stateCell(bytes: Uint8Array, { from, to, count }: CellList): number {
  for (let cell = count - 1; Math.max(0, count - 3) < cell; cell--)
    if (isState(bytes, from[cell]!, to[cell]!)) return cell;
  return -1;
}

function isState(bytes: Uint8Array, from: number, to: number): boolean {
  if (unconnected.some((word) => isWord(bytes, from, to, word))) return true;
  return to - from <= 24 && tcpStateOf(textOf(bytes, from, to)) !== undefined;
}

/** `Local Address        Remote Address    Swind …`, and the line of dashes below it. */
function isColumns(bytes: Uint8Array, at: number, end: number): boolean {
  if (!hasWordAt(bytes, at, end, "Local Address ")) return false;
  return textOf(bytes, at, Math.min(end, at + 200)).includes("Remote Address ");
}
