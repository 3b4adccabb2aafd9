import { withRoom } from "../../core/names.ts";
import { inOneGo, type Steps } from "../../core/steps.ts";
import { Triples } from "../../core/triples.ts";
import { absent } from "./columns.ts";
import { partsOf, placesOfParts, secondRows } from "./countedOnce.ts";
import { eventRolesOf, roleOfEvent } from "./eventRoles.ts";
import { FarEnd } from "./farEnds.ts";
import { localEndsOf } from "./localEnds.ts";
import type { ScannedCapture } from "./scannedFile.ts";

const rowsPerStep = 1 << 15;

/**
 * The rows of a capture numbered by both their ends, in one walk over its columns:
 *
 * - remotes: a far address and port, a transport, a direction
 * - callers: a near end, and the process that the row names there
 *
 * Both are numbered in the order in which they appear, so all that is asked of a million rows can be asked of some
 * thousand callers and remotes instead.
 */
export class RowNumbers {
  /** The remote of each row, -1 where it has no far end. Empty once the rows are grouped. */
  remoteOf: Int32Array;
  readonly callerOf: Uint32Array;
  /** Far end's name, port, transport's place in `transports` times two, plus one for inbound. */
  readonly remotes = new Triples();
  readonly transports: (string | undefined)[] = [];
  /** Near end's name, PID, process's name; -1 for what the row does not tell. */
  readonly callers = new Triples();
  /** Of each caller. */
  readonly firstRows: number[] = [];
  /** 1 for each name of the capture's columns that is an address of its host. */
  readonly isLocal: Uint8Array;
  /** Rows of each remote and each caller. */
  remoteRows = new Uint32Array(64);
  callerRows = new Uint32Array(64);
  /** Where two rows may speak of one connection: the part of each manner, and rows of each part, caller by caller. */
  readonly parts: Uint8Array | undefined;
  callerParts = new Uint32Array(64);
  remoteParts = new Uint32Array(64);
  /** 1 where a row of the remote says its direction. */
  isSaid = new Uint8Array(64);
  /** Of a monitor's events, and how many of each remote and each caller are no connections of their own. */
  readonly roles: Uint8Array | undefined;
  #remoteRest = new Uint32Array(64);
  #callerRest = new Uint32Array(64);
  readonly #capture: ScannedCapture;

  constructor(capture: ScannedCapture) {
    const { count, names } = capture.columns;
    this.#capture = capture;
    this.remoteOf = new Int32Array(count);
    this.callerOf = new Uint32Array(count);
    this.isLocal = new Uint8Array(names.size);
    this.parts = partsOf(capture);
    this.roles = eventRolesOf(capture);
  }

  /** Connections of a remote: rows, two that speak of one counted once. */
  connectionsOfRemote(remote: number): number {
    const rows = this.remoteRows[remote]! - (this.roles ? this.#remoteRest[remote]! : 0);
    return this.parts ? rows - secondRows(this.remoteParts, remote * placesOfParts) : rows;
  }

  /** The same of a caller. */
  connectionsOfCaller(caller: number): number {
    const rows = this.callerRows[caller]! - (this.roles ? this.#callerRest[caller]! : 0);
    return this.parts ? rows - secondRows(this.callerParts, caller * placesOfParts) : rows;
  }

  nearOf(caller: number): number {
    return this.callers.at(caller, 0);
  }

  *number(): Steps<void> {
    const { count } = this.#capture.columns;
    const end = new FarEnd(this.#capture);
    const transports = this.#numberTransports();
    for (let from = 0; from < count; from += rowsPerStep) {
      const to = Math.min(count, from + rowsPerStep);
      this.#numberEnds(from, to, end, transports);
      if (this.parts) this.#countParts(from, to, this.parts);
      if (this.roles) this.#countRest(from, to, this.roles);
      this.#noteLocal(from, to);
      yield;
    }
  }

  #numberEnds(from: number, to: number, end: FarEnd, transports: Int32Array): void {
    const { manner, pid, process } = this.#capture.columns;
    const { remoteOf, callerOf } = this;
    const isIdle = Uint8Array.from(this.#capture.columns.manners, ({ state }) =>
      isIdleState(state) ? 1 : 0,
    );
    for (let row = from; row < to; row++) {
      const hasEnd = end.look(row);
      remoteOf[row] = hasEnd ? this.#remote(end, transports[manner[row]!]!) : -1;
      const near = hasEnd ? end.near : absent;
      const number = pid[row]!;
      const isNamed = number !== absent && (number !== 0 || isIdle[manner[row]!] === 0);
      callerOf[row] = this.#caller(row, near, isNamed ? number : absent, isNamed ? process[row]! : absent);
    }
  }

  #remote(end: FarEnd, transport: number): number {
    const remote = this.remotes.numberOf(end.address, end.port, transport * 2 + end.inbound);
    if (remote === this.remoteRows.length) {
      this.remoteRows = withRoom(this.remoteRows, remote + 1);
      this.isSaid = withRoom(this.isSaid, remote + 1);
    }
    this.remoteRows[remote] = this.remoteRows[remote]! + 1;
    if (end.assumed === 0) this.isSaid[remote] = 1;
    return remote;
  }

  #caller(row: number, near: number, pid: number, process: number): number {
    const caller = this.callers.numberOf(near, pid, process);
    if (caller === this.firstRows.length) {
      this.firstRows.push(row);
      this.callerRows = withRoom(this.callerRows, caller + 1);
    }
    this.callerRows[caller] = this.callerRows[caller]! + 1;
    return caller;
  }

  #countParts(from: number, to: number, parts: Uint8Array): void {
    const { manner } = this.#capture.columns;
    const { remoteOf, callerOf } = this;
    this.remoteParts = withRoom(this.remoteParts, this.remotes.size * placesOfParts);
    this.callerParts = withRoom(this.callerParts, this.callers.size * placesOfParts);
    const { remoteParts, callerParts } = this;
    for (let row = from; row < to; row++) {
      const part = parts[manner[row]!]!;
      if (part === 0) continue;
      const ofRemote = remoteOf[row]! * placesOfParts + part - 1;
      const ofCaller = callerOf[row]! * placesOfParts + part - 1;
      if (0 <= remoteOf[row]!) remoteParts[ofRemote] = remoteParts[ofRemote]! + 1;
      callerParts[ofCaller] = callerParts[ofCaller]! + 1;
    }
  }

  #countRest(from: number, to: number, roles: Uint8Array): void {
    const { remoteOf, callerOf } = this;
    this.#remoteRest = withRoom(this.#remoteRest, this.remotes.size);
    this.#callerRest = withRoom(this.#callerRest, this.callers.size);
    const [ofRemote, ofCaller] = [this.#remoteRest, this.#callerRest];
    for (let row = from; row < to; row++) {
      if ((roles[row]! & roleOfEvent.counted) !== 0) continue;
      const remote = remoteOf[row]!;
      if (0 <= remote) ofRemote[remote] = ofRemote[remote]! + 1;
      ofCaller[callerOf[row]!] = ofCaller[callerOf[row]!]! + 1;
    }
  }

  #noteLocal(from: number, to: number): void {
    const { source, destination, manner } = this.#capture.columns;
    const ends = localEndsOf(this.#capture);
    const { isLocal } = this;
    for (let row = from; row < to; row++) {
      const end = ends[manner[row]!]!;
      if (end === 0) continue;
      const name = end === 1 ? source[row]! : destination[row]!;
      if (name !== absent) isLocal[name] = 1;
    }
  }

  /** The place in `transports` of each manner. */
  #numberTransports(): Int32Array {
    return Int32Array.from(this.#capture.columns.manners, ({ transport }) => {
      const known = this.transports.indexOf(transport);
      return known < 0 ? this.transports.push(transport) - 1 : known;
    });
  }
}

/** PID 0 on TIME_WAIT is no process: the socket was released. */
function isIdleState(state: string | undefined): boolean {
  return state === undefined || state === "TIME_WAIT";
}

export function rowNumbersOf(capture: ScannedCapture): RowNumbers {
  return known.get(capture) ?? inOneGo(numberRows(capture));
}

/** The same in steps, for who has to let others have their turn. */
export function* numberRows(capture: ScannedCapture): Steps<RowNumbers> {
  let numbers = known.get(capture);
  if (!numbers) {
    numbers = new RowNumbers(capture);
    yield* numbers.number();
    known.set(capture, numbers);
  }
  return numbers;
}

/** Captures do not change; the case is joined anew whenever another one does. */
const known = new WeakMap<ScannedCapture, RowNumbers>();
