import { isWord, skipWord, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { Cells } from "../cells/cells.ts";
import { isCutEndpoint } from "../cells/cutEndpoint.ts";
import { EndpointCell } from "../cells/endpointCell.ts";
import { startOfRow } from "../cells/rowPrefix.ts";
import type { SocketReading } from "../netstat/socketTable.ts";
import type { SsColumns } from "./ssHeading.ts";
import { readSsTail } from "./ssTail.ts";

const transports = ["tcp", "udp", "raw", "sctp", "dccp", "mptcp"];
/** Sockets within the host, of the kernel and of links, and ICMP's: no connections. */
const otherNetids = [
  "u_str",
  "u_dgr",
  "u_seq",
  "nl",
  "p_raw",
  "p_dgr",
  "v_str",
  "v_dgr",
  "icmp6",
  "ti_st",
  "ti_dg",
  "ti_rd",
  "ti_sq",
  "xdp",
  "tun",
  "???",
];

/** As `ss` prints them, and what each says of a transport that no column names. */
const states = [
  ["ESTAB", "either"],
  ["LISTEN", "tcp"],
  ["UNCONN", "udp"],
  ["TIME-WAIT", "tcp"],
  ["SYN-SENT", "tcp"],
  ["SYN-RECV", "tcp"],
  ["FIN-WAIT-1", "tcp"],
  ["FIN-WAIT-2", "tcp"],
  ["CLOSE-WAIT", "tcp"],
  ["LAST-ACK", "tcp"],
  ["CLOSING", "tcp"],
  ["CLOSED", "tcp"],
  ["UNKNOWN", "either"],
] as const satisfies readonly (readonly [state: string, transport: string])[];

/**
 * Reads one row of `ss`, by its shape:
 *
 *     tcp   LISTEN 0      4096       127.0.0.53%lo:53         0.0.0.0:*    users:(("systemd-resolve",pid=540,fd=14))
 *     └┬┘   └─┬──┘ queues            └────┬──────┘            └──┬──┘      └──────────────────┬──────────────────┘
 *    netid  state                       local                  peer                        details
 */
export class SsScanner {
  readonly #cells = new Cells();
  readonly #endpoint = new EndpointCell();
  /** What the rows above, or the command, say of the transport where no column does. */
  transport: "tcp" | "udp" | undefined = undefined;

  read(row: Row, start: number, lineEnd: number, columns: SsColumns): SocketReading {
    const { bytes } = row;
    const end = trimEnd(bytes, start, lineEnd);
    const from = columns === "none" ? start : startOfRow(bytes, start, end, startsLikeRow);
    if (from < 0) return "none";
    const cells = this.#cells;
    cells.start(bytes, from, end);
    if (!cells.next()) return "none";
    const hasNetid = this.#readNetid(row);
    const hasState = this.#readState(row, hasNetid);
    if (!isAllowed(columns, hasNetid, hasState) || !this.#skipQueues(bytes)) return "none";
    if (!hasNetid) row.transport = this.transport ?? "tcp";
    return this.#readEnds(row, end);
  }

  /** The cursor is on the local end. */
  #readEnds(row: Row, end: number): SocketReading {
    const cells = this.#cells;
    if (!this.#putEnd(row, field.sourceAddress, field.sourcePort)) return this.#unlessCut(row, end);
    if (!cells.next()) return cut(row, cells.from, end);
    if (!this.#putEnd(row, field.destinationAddress, field.destinationPort)) return this.#unlessCut(row, end);
    readSsTail(row, cells.to, end);
    return "row";
  }

  #unlessCut(row: Row, end: number): SocketReading {
    const { from, to } = this.#cells;
    return to === end && isCutEndpoint(row.bytes, from, to) ? cut(row, from, to) : "none";
  }

  #readNetid(row: Row): boolean {
    const { from, to } = this.#cells;
    if (!transports.some((word) => isWord(row.bytes, from, to, word))) return false;
    row.set(field.transport, from, to);
    return this.#cells.next();
  }

  #readState(row: Row, hasNetid: boolean): boolean {
    const { from, to } = this.#cells;
    const state = states.find(([word]) => isWord(row.bytes, from, to, word));
    if (!state) return false;
    row.set(field.state, from, to);
    if (!hasNetid && state[1] !== "either") this.transport ??= state[1];
    return this.#cells.next();
  }

  /** The cursor is on Recv-Q; leaves it on the local end. */
  #skipQueues(bytes: Uint8Array): boolean {
    const cells = this.#cells;
    for (let queue = 0; queue < 2; queue++)
      if (!allDigits(bytes, cells.from, cells.to) || !cells.next()) return false;
    return true;
  }

  #putEnd(row: Row, address: 3 | 5, port: 4 | 6): boolean {
    if (!this.#endpoint.find(row.bytes, this.#cells.from, this.#cells.to)) return false;
    this.#endpoint.put(row, address, port);
    return true;
  }
}

/** A row that is known and no connection. */
export function isOtherSocket(bytes: Uint8Array, at: number, end: number): boolean {
  const to = skipWord(bytes, at, end);
  return otherNetids.some((word) => isWord(bytes, at, to, word));
}

/** A state at the first or second place tells `ss` from netstat; without a state, the heading must say so. */
function isAllowed(columns: SsColumns, hasNetid: boolean, hasState: boolean): boolean {
  if (hasState) return true;
  return hasNetid ? columns === "netid" : columns === "none";
}

function cut(row: Row, from: number, to: number): SocketReading {
  row.flaw("EV004", from, to);
  return "cut";
}

function startsLikeRow(bytes: Uint8Array, at: number, end: number): boolean {
  const to = skipWord(bytes, at, Math.min(end, at + 16));
  const isOne = (word: string) => isWord(bytes, at, to, word);
  return transports.some(isOne) || states.some(([word]) => isOne(word));
}
