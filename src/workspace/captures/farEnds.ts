import { addressScope, isOutside } from "../../core/address.ts";
import { absent, type Columns } from "./columns.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** Which end of each flow of a capture is the far one, by numbers of its columns; one place per flow. */
export interface FarEnds {
  /** -1 where a flow has no far end: a listener, a socket without a peer. */
  readonly address: Int32Array;
  /** Of the far end for outbound, of our end for inbound flows; -1 where the protocol has none. */
  readonly port: Int32Array;
  readonly near: Int32Array;
  /** 1 for inbound, 0 for outbound flows. */
  readonly inbound: Uint8Array;
  /** 1 where the capture does not say the direction. */
  readonly assumed: Uint8Array;
}

/**
 * Says which end of every flow is the far one. A firewall that prints the direction is believed; a socket
 * table does not say who called whom, so a connection to a port on which the same table has a listener is
 * taken to be inbound; else the end outside the organization is the far one.
 */
export function farEndsOf(capture: ScannedCapture): FarEnds {
  let ends = known.get(capture);
  if (!ends) {
    ends = findFarEnds(capture);
    known.set(capture, ends);
  }
  return ends;
}

/** Captures do not change; their far ends are asked for more than once. */
const known = new WeakMap<ScannedCapture, FarEnds>();

function findFarEnds(capture: ScannedCapture): FarEnds {
  const { columns, flows } = capture;
  const { count } = flows;
  const ends = {
    address: new Int32Array(count).fill(absent),
    port: new Int32Array(count),
    near: new Int32Array(count),
    inbound: new Uint8Array(count),
    assumed: new Uint8Array(count),
  };
  const callers = capture.family === "netstat" ? callersOfTable(columns) : callersOfLog(columns);
  const said = columns.manners.map(({ direction }) => direction);
  const { ourEndFirst } = callers;
  for (let flow = 0; flow < count; flow++) {
    const row = flows.firstRows[flow]!;
    const source = columns.source[row]!;
    const destination = columns.destination[row]!;
    if (destination === absent || source === absent) continue;
    const direction = said[columns.manner[row]!]!;
    const assumed = direction !== "inbound" && direction !== "outbound";
    const inbound = assumed ? callers.calledUs(row) : direction === "inbound";
    if (ourEndFirst && callers.isPeerless(destination)) continue;
    const far = inbound && !ourEndFirst ? source : destination;
    ends.address[flow] = far;
    ends.near[flow] = far === source ? destination : source;
    ends.port[flow] = inbound && ourEndFirst ? columns.sourcePort[row]! : columns.destinationPort[row]!;
    ends.inbound[flow] = inbound ? 1 : 0;
    ends.assumed[flow] = assumed ? 1 : 0;
  }
  return ends;
}

/** How a kind of capture tells who called whom. */
interface Callers {
  /** A socket table prints our end first, whoever called. */
  readonly ourEndFirst: boolean;
  readonly calledUs: (row: number) => boolean;
  /** Only a socket table has such rows. */
  readonly isPeerless: (destination: number) => boolean;
}

function callersOfTable(columns: Columns): Callers {
  const isPeerless = (id: number) => unspecified.has(columns.names.text(id));
  const listening = new Set<number>();
  for (let row = 0; row < columns.count; row++) {
    const destination = columns.destination[row]!;
    const listens = destination === absent || isPeerless(destination);
    if (listens && columns.mannerOf(row).transport === "tcp") listening.add(columns.sourcePort[row]!);
  }
  return { ourEndFirst: true, calledUs: (row) => listening.has(columns.sourcePort[row]!), isPeerless };
}

const unspecified: ReadonlySet<string> = new Set(["0.0.0.0", "::", "*", "[::]"]);

function callersOfLog(columns: Columns): Callers {
  const outsideById = new Map<number, boolean>();
  const outside = (id: number) => {
    const known = outsideById.get(id) ?? isOutside(addressScope(columns.names.text(id)));
    outsideById.set(id, known);
    return known;
  };
  return {
    ourEndFirst: false,
    calledUs: (row) => outside(columns.source[row]!) && !outside(columns.destination[row]!),
    isPeerless: () => false,
  };
}
