import { AddressNames } from "../core/addressNames.ts";
import type { Direction, EventType } from "../core/direction.ts";
import { type FieldIndex, field } from "../core/field.ts";
import { Names, withRoom } from "../core/names.ts";
import { portOfService } from "../core/portNames.ts";
import { Quadruples } from "../core/quadruples.ts";
import type { Row } from "../core/row.ts";
import { tcpStateOf } from "../core/tcpState.ts";
import { transportName } from "../core/transport.ts";

/** What few rows differ in: kept once for all rows that agree in it. */
export interface Manner {
  readonly transport: string | undefined;
  readonly action: string | undefined;
  readonly state: string | undefined;
  readonly direction: Direction;
  readonly eventType: EventType | undefined;
}

/** A value that a row does not have. */
export const absent = -1;

const directionCodes: readonly Direction[] = ["unknown", "inbound", "outbound", "internal", "external"];
const eventTypeCodes: readonly (EventType | undefined)[] = [
  undefined,
  "allowed",
  "denied",
  "start",
  "end",
  "info",
];

/**
 * The rows of a capture as columns of numbers: no object per row, so that a million of them take some
 * 40 MB and a grouping walks through plain arrays. Row i is the i-th connection of the capture.
 */
export class Columns {
  /** Addresses, host names and process names by number. */
  readonly names = new Names();
  readonly manners: Manner[] = [];
  count = 0;
  /** 0-based line of the document. */
  line = new Uint32Array(256);
  /** Microseconds since 1970, NaN where there is none. */
  time = new Float64Array(256);
  source = new Int32Array(256);
  sourcePort = new Int32Array(256);
  destination = new Int32Array(256);
  destinationPort = new Int32Array(256);
  manner = new Uint16Array(256);
  pid = new Int32Array(256);
  process = new Int32Array(256);

  readonly #addresses = new AddressNames(this.names);
  readonly #words = new Names();
  /** Words of transport, action and state, and roles: the key's number is the manner's. */
  readonly #mannerKeys = new Quadruples();

  push(row: Row, line: number, time: number): void {
    const i = this.count++;
    if (i === this.line.length) this.#grow();
    this.line[i] = line;
    this.time[i] = time;
    this.source[i] = this.#address(row, field.sourceAddress);
    this.sourcePort[i] = port(row, field.sourcePort);
    this.destination[i] = this.#address(row, field.destinationAddress);
    this.destinationPort[i] = port(row, field.destinationPort);
    this.pid[i] = integer(row, field.pid);
    this.process[i] = this.#name(row, field.process);
    this.manner[i] = this.#mannerOf(row);
  }

  /** Adds what a following line says of the last row. */
  amend(detail: Row): void {
    const i = this.count - 1;
    if (i < 0) return;
    if (this.process[i] === absent) this.process[i] = this.#name(detail, field.process);
    if (this.pid[i] === absent) this.pid[i] = integer(detail, field.pid);
    if (this.destination[i] === absent && detail.has(field.destinationAddress)) {
      this.destination[i] = this.#address(detail, field.destinationAddress);
      this.destinationPort[i] = port(detail, field.destinationPort);
    }
    if (detail.has(field.state)) this.#amendState(i, detail);
  }

  text(id: number): string | undefined {
    return id === absent ? undefined : this.names.text(id);
  }

  mannerOf(row: number): Manner {
    return this.manners[this.manner[row]!]!;
  }

  #name(row: Row, index: FieldIndex): number {
    const from = row.from[index]!;
    const to = row.to[index]!;
    if (from < 0 || from === to || (to === from + 1 && row.bytes[from] === wildcard)) return absent;
    return this.names.idOf(row.bytes, from, to);
  }

  #address(row: Row, index: FieldIndex): number {
    const from = row.from[index]!;
    const to = row.to[index]!;
    if (from < 0 || from === to || (to === from + 1 && row.bytes[from] === wildcard)) return absent;
    return this.#addresses.idOf(row.bytes, from, to, row.isNumbered ? row.numbers[index]! : -1);
  }

  #word(row: Row, index: FieldIndex): number {
    return row.has(index) ? this.#words.idOf(row.bytes, row.from[index]!, row.to[index]!) + 1 : 0;
  }

  #mannerOf(row: Row): number {
    const transport = this.#word(row, field.transport);
    const action = this.#word(row, field.action);
    const state = this.#word(row, field.state);
    const roles = directionCodes.indexOf(row.direction) * 8 + eventTypeCodes.indexOf(row.eventType);
    const number = this.#mannerKeys.numberOf(transport, action, state, roles);
    if (number === this.manners.length) this.#addManner(mannerOfRow(row));
    return number < mostManners ? number : mostManners - 1;
  }

  /** A hostile capture can have more manners than a column can number: the last one then stands for all others. */
  #addManner(manner: Manner): void {
    if (this.manners.length < mostManners) this.manners.push(manner);
  }

  #amendState(i: number, detail: Row): void {
    const number = this.manner[i]!;
    const [transport, action, roles] = [0, 1, 3].map((element) =>
      this.#mannerKeys.at(number, element as 0 | 1 | 3),
    );
    const key = this.#mannerKeys.numberOf(transport!, action!, this.#word(detail, field.state), roles!);
    if (key === this.manners.length)
      this.#addManner({ ...this.manners[number]!, state: stateOf(detail.text(field.state)) });
    this.manner[i] = key < mostManners ? key : mostManners - 1;
  }

  #grow(): void {
    const length = this.count + 1;
    this.line = withRoom(this.line, length);
    this.time = withRoom(this.time, length);
    this.source = withRoom(this.source, length);
    this.sourcePort = withRoom(this.sourcePort, length);
    this.destination = withRoom(this.destination, length);
    this.destinationPort = withRoom(this.destinationPort, length);
    this.manner = withRoom(this.manner, length);
    this.pid = withRoom(this.pid, length);
    this.process = withRoom(this.process, length);
  }
}

const wildcard = 0x2a;
const mostManners = 65_536;

function mannerOfRow(row: Row): Manner {
  return {
    transport: transportOf(row),
    action: row.text(field.action)?.toLowerCase(),
    state: stateOf(row.text(field.state)),
    direction: row.direction,
    eventType: row.eventType,
  };
}

function transportOf(row: Row): string | undefined {
  const printed = row.text(field.transport);
  return printed === undefined ? undefined : transportName(printed);
}

function stateOf(printed: string | undefined): string | undefined {
  return printed === undefined ? undefined : (tcpStateOf(printed) ?? printed.toUpperCase());
}

function integer(row: Row, index: FieldIndex): number {
  if (row.isNumbered && 0 <= row.numbers[index]!) return row.numbers[index]!;
  const value = row.number(index);
  return value <= 0x7fffffff ? value : absent;
}

function port(row: Row, index: FieldIndex): number {
  if (!row.has(index)) return absent;
  if (row.isNumbered && 0 <= row.numbers[index]!) return row.numbers[index]!;
  const value = row.number(index);
  if (value <= 65_535) return value;
  const name = row.text(index);
  return (name === undefined ? undefined : portOfService(name)) ?? absent;
}
