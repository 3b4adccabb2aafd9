import { addressScope, isOutside } from "../../core/address.ts";
import { formatById } from "../../formats/all.ts";
import { absent, type Columns } from "./columns.ts";
import { eventRolesOf, roleOfEvent } from "./eventRoles.ts";
import { listens } from "./listens.ts";
import type { ScannedCapture } from "./scannedFile.ts";
import { calledInbound, calledOutbound, isUnordered, UnorderedEnds } from "./unorderedEnds.ts";

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

/** Rows of a flow have the same ends. */
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
  const { count, firstRows } = capture.flows;
  const ends = {
    address: new Int32Array(count).fill(absent),
    port: new Int32Array(count),
    near: new Int32Array(count),
    inbound: new Uint8Array(count),
    assumed: new Uint8Array(count),
  };
  const end = new FarEnd(capture);
  for (let flow = 0; flow < count; flow++) {
    if (!end.look(firstRows[flow]!)) continue;
    ends.address[flow] = end.address;
    ends.port[flow] = end.port;
    ends.near[flow] = end.near;
    ends.inbound[flow] = end.inbound;
    ends.assumed[flow] = end.assumed;
  }
  return ends;
}

const outbound = 0;
const inbound = 1;
const notSaid = 2;
/** Not even which end called. */
const unordered = 3;

/**
 * The far end of one row after the other. A firewall that prints the direction is believed, unless it is that of an
 * interface; a socket table does
 * not say who called whom, so a connection to a port on which the same table has a listener is taken to be
 * inbound; else the end outside the organization is the far one.
 */
export class FarEnd {
  /** As in `FarEnds`, of the row looked at last. */
  address = absent;
  near = absent;
  port = absent;
  inbound: 0 | 1 = outbound;
  assumed: 0 | 1 = 0;
  readonly #columns: Columns;
  readonly #source: Int32Array;
  readonly #destination: Int32Array;
  readonly #manner: Uint16Array;
  /** What each manner says of the direction. */
  readonly #said: Uint8Array;
  readonly #callers: Callers;
  /** Where a manner is unordered. */
  readonly #unordered: UnorderedEnds | undefined;
  /** Of a monitor's events. */
  readonly #roles: Uint8Array | undefined;

  constructor(capture: ScannedCapture) {
    const { columns, family, format, narrowedFrom } = capture;
    this.#columns = columns;
    this.#source = columns.source;
    this.#destination = columns.destination;
    this.#manner = columns.manner;
    const saysWhose = formatById(format)?.directionOf !== "interface";
    this.#said = Uint8Array.from(columns.manners, (manner) => {
      if (isUnordered(manner, format)) return unordered;
      if (!saysWhose) return notSaid;
      return manner.direction === "outbound" ? outbound : manner.direction === "inbound" ? inbound : notSaid;
    });
    this.#unordered = this.#said.includes(unordered) ? new UnorderedEnds(capture) : undefined;
    this.#roles = eventRolesOf(capture);
    this.#callers =
      family === "netstat" ? callersOfTable(columns, narrowedFrom?.capture.columns) : callersOfLog(columns);
  }

  /** False where the row has no far end: nothing else is then said of it. */
  look(row: number): boolean {
    const source = this.#source[row]!;
    const destination = this.#destination[row]!;
    if (destination === absent || source === absent) return false;
    if (this.#roles) return this.#lookMonitored(row, this.#roles[row]!);
    const said = this.#said[this.#manner[row]!]!;
    if (said === unordered) return this.#lookUnordered(row, this.#unordered!);
    const isInbound = said === notSaid ? this.#callers.calledUs(row) : said === inbound;
    this.inbound = isInbound ? inbound : outbound;
    this.assumed = said === notSaid ? 1 : 0;
    // A socket table prints our end first, whoever called.
    if (this.#callers.ourEndFirst) {
      if (this.#callers.isPeerless(destination)) return false;
      this.address = destination;
      this.near = source;
      this.port = isInbound ? this.#columns.sourcePort[row]! : this.#columns.destinationPort[row]!;
      return true;
    }
    this.address = isInbound ? source : destination;
    this.near = isInbound ? destination : source;
    this.port = this.#columns.destinationPort[row]!;
    return true;
  }

  /** A monitor prints its own host's end first, whichever way an event goes. */
  #lookMonitored(row: number, role: number): boolean {
    const { names, sourcePort, destinationPort } = this.#columns;
    const address = this.#destination[row]!;
    if (unspecified.has(names.text(address))) return false;
    this.inbound = (role & roleOfEvent.inbound) === 0 ? outbound : inbound;
    this.assumed = (role & roleOfEvent.assumed) === 0 ? 0 : 1;
    this.address = address;
    this.near = this.#source[row]!;
    this.port = this.inbound === inbound ? sourcePort[row]! : destinationPort[row]!;
    return true;
  }

  #lookUnordered(row: number, ends: UnorderedEnds): boolean {
    const { sourcePort, destinationPort } = this.#columns;
    const isFirstCalled = ends.isFirstCalled(row);
    const [first, second] = [this.#source[row]!, this.#destination[row]!];
    const [called, caller] = isFirstCalled ? [first, second] : [second, first];
    this.port = isFirstCalled ? sourcePort[row]! : destinationPort[row]!;
    const way = ends.wayOf(called, this.port);
    const isSaid = way === calledInbound || way === calledOutbound;
    const isInbound = isSaid ? way === calledInbound : this.#callers.isFromOutside(caller, called);
    this.inbound = isInbound ? inbound : outbound;
    this.assumed = 1;
    this.address = isInbound ? caller : called;
    this.near = isInbound ? called : caller;
    return true;
  }
}

/** How a kind of capture tells who called whom. */
interface Callers {
  readonly ourEndFirst: boolean;
  readonly calledUs: (row: number) => boolean;
  /** Of two names, where only the outside tells. */
  readonly isFromOutside: (caller: number, called: number) => boolean;
  /** Only a socket table has such rows. */
  readonly isPeerless: (destination: number) => boolean;
}

/** The whole table tells who listens, also where only some of its rows are looked at. */
function callersOfTable(columns: Columns, whole = columns): Callers {
  const isPeerless = (id: number) => unspecified.has(columns.names.text(id));
  const listening = new Set<number>();
  for (let row = 0; row < whole.count; row++) {
    const destination = whole.destination[row]!;
    const hasFar = destination !== absent && !isPeerless(destination);
    if (listens(whole.mannerOf(row), hasFar)) listening.add(whole.sourcePort[row]!);
  }
  return {
    ourEndFirst: true,
    calledUs: (row) => listening.has(columns.sourcePort[row]!),
    isFromOutside: () => false,
    isPeerless,
  };
}

const unspecified: ReadonlySet<string> = new Set(["0.0.0.0", "::", "*", "[::]"]);

function callersOfLog({ names, source, destination }: Columns): Callers {
  /** Of each name: 0 not looked at yet, 1 inside, 2 outside. */
  const known = new Uint8Array(names.size);
  const look = (name: number) => {
    known[name] = isOutside(addressScope(names.text(name))) ? 2 : 1;
    return known[name] === 2;
  };
  const isOutsideName = (name: number) => (known[name] === 0 ? look(name) : known[name] === 2);
  const isFromOutside = (caller: number, called: number) => isOutsideName(caller) && !isOutsideName(called);
  return {
    ourEndFirst: false,
    calledUs: (row) => isFromOutside(source[row]!, destination[row]!),
    isFromOutside,
    isPeerless: () => false,
  };
}
