import { grouped } from "../../core/grouped.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { FlowSocketJoin, SocketSide } from "./flowSocketJoins.ts";

/** A row of a capture, by its number in the capture's columns. */
export interface RowPlace {
  readonly capture: ScannedCapture;
  readonly row: number;
}

/** Says which sockets explain a row of a firewall log, and which rows a socket explains. */
export class RowJoins {
  readonly #joins: readonly FlowSocketJoin[];
  /** By capture and row of the socket. */
  #bySocket: ReadonlyMap<string, readonly FlowSocketJoin[]> | undefined;
  /** By flow, side and port for each log that was asked about. */
  readonly #byLog = new Map<ScannedCapture, ReadonlyMap<number, readonly FlowSocketJoin[]>>();

  constructor(joins: readonly FlowSocketJoin[]) {
    this.#joins = joins;
  }

  /** All joins of a log. */
  ofLog(log: ScannedCapture): readonly FlowSocketJoin[] {
    return this.#joins.filter(({ flows }) => flows === log);
  }

  /** What can have sent or received a row of a firewall log, the best fit first. */
  ofRow({ capture, row }: RowPlace): readonly FlowSocketJoin[] {
    const { columns, flows } = capture;
    const index = this.#indexOf(capture);
    if (index.size === 0) return none;
    const flow = flows.ofRow[row]!;
    const sent = index.get(indexKey(flow, "source", columns.sourcePort[row]!)) ?? none;
    const received = index.get(indexKey(flow, "destination", columns.destinationPort[row]!)) ?? none;
    return [...sent, ...received]
      .filter((join) => explains(join, row))
      .sort((a, b) => fits.indexOf(a.fit) - fits.indexOf(b.fit));
  }

  ofSocket({ capture, row }: RowPlace): readonly FlowSocketJoin[] {
    this.#bySocket ??= grouped(this.#joins, ({ socket }) => `${socket.capture.id} ${socket.row}`);
    return this.#bySocket.get(`${capture.id} ${row}`) ?? none;
  }

  /** The rows that a join explains, in the order of the log, the first `most` of each flow. */
  rowsOf(join: FlowSocketJoin, most: number): readonly number[] {
    const { flows, joinedFlows, socket, side } = join;
    const ports = side === "source" ? flows.columns.sourcePort : flows.columns.destinationPort;
    const rows: number[] = [];
    for (const flow of joinedFlows) {
      let left = most;
      for (const row of flows.flows.rowsOf(flow)) {
        if (left === 0) break;
        if (ports[row] !== socket.port || !explains(join, row)) continue;
        rows.push(row);
        left--;
      }
    }
    return rows.sort((a, b) => a - b);
  }

  #indexOf(log: ScannedCapture): ReadonlyMap<number, readonly FlowSocketJoin[]> {
    let index = this.#byLog.get(log);
    if (!index) {
      index = indexOf(this.ofLog(log));
      this.#byLog.set(log, index);
    }
    return index;
  }
}

const none: readonly FlowSocketJoin[] = [];
const fits: readonly FlowSocketJoin["fit"][] = ["tuple", "endpoint", "wildcard", "port"];

function indexOf(joins: readonly FlowSocketJoin[]): ReadonlyMap<number, readonly FlowSocketJoin[]> {
  const index = new Map<number, FlowSocketJoin[]>();
  for (const join of joins)
    for (const flow of join.joinedFlows) {
      const key = indexKey(flow, join.side, join.socket.port);
      const known = index.get(key);
      if (known) known.push(join);
      else index.set(key, [join]);
    }
  return index;
}

function indexKey(flow: number, side: SocketSide, port: number): number {
  return (flow * 65_536 + port) * 2 + (side === "source" ? 0 : 1);
}

/** A flow has one far port where we sent, but any where we received. */
function explains({ socket, side, flows }: FlowSocketJoin, row: number): boolean {
  const anyPeer = socket.foreignPort === undefined || side === "source";
  return anyPeer || flows.columns.sourcePort[row] === socket.foreignPort;
}
