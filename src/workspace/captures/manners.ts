import type { Direction, EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import { Names } from "../../core/names.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Row } from "../../core/row.ts";
import { tcpStateOf } from "../../core/tcpState.ts";
import { transportName } from "../../core/transport.ts";

/** What few rows differ in: kept once for all rows that agree in it. */
export interface Manner {
  readonly transport: string | undefined;
  readonly action: string | undefined;
  readonly state: string | undefined;
  readonly direction: Direction;
  readonly eventType: EventType | undefined;
}

/** A manner as rows print it, to know it by when it comes again. */
interface PrintedManner {
  readonly number: number;
  readonly direction: Direction;
  readonly eventType: EventType | undefined;
  readonly transport: Uint8Array;
  readonly action: Uint8Array;
  readonly state: Uint8Array;
}

const directionCodes: readonly Direction[] = ["unknown", "inbound", "outbound", "internal", "external"];
const eventTypeCodes: readonly (EventType | undefined)[] = [
  undefined,
  "allowed",
  "denied",
  "start",
  "end",
  "info",
];

/** A column can number no more: the last one then stands for all others. Only a hostile capture has so many. */
const mostManners = 65_536;
/** Places for manners met lately; a power of two. */
const remembered = 64;

/** Numbers the manners of a capture's rows in the order in which they come. */
export class Manners {
  readonly list: Manner[] = [];
  readonly #words = new Names();
  /** Words of transport, action and state, and roles: the key's number is the manner's. */
  readonly #keys = new Quadruples();
  /** A log has a dozen manners and a million rows: most rows' words are compared once, and looked up never. */
  readonly #lately: (PrintedManner | undefined)[] = Array(remembered).fill(undefined);

  numberOf(row: Row): number {
    const place = placeOf(row);
    const known = this.#lately[place];
    if (known !== undefined && isPrinted(known, row)) return known.number;
    const number = this.#lookUp(row);
    this.#lately[place] = {
      number,
      direction: row.direction,
      eventType: row.eventType,
      transport: bytesOf(row, field.transport),
      action: bytesOf(row, field.action),
      state: bytesOf(row, field.state),
    };
    return number;
  }

  /** The manner of a row whose state stands on the line below. */
  withState(number: number, detail: Row): number {
    const [transport, action, roles] = [0, 1, 3].map((element) =>
      this.#keys.at(number, element as 0 | 1 | 3),
    );
    const key = this.#keys.numberOf(transport!, action!, this.#word(detail, field.state), roles!);
    if (key === this.list.length)
      this.#add({ ...this.list[number]!, state: stateOf(detail.text(field.state)) });
    return key < mostManners ? key : mostManners - 1;
  }

  #lookUp(row: Row): number {
    const transport = this.#word(row, field.transport);
    const action = this.#word(row, field.action);
    const state = this.#word(row, field.state);
    const roles = directionCodes.indexOf(row.direction) * 8 + eventTypeCodes.indexOf(row.eventType);
    const number = this.#keys.numberOf(transport, action, state, roles);
    if (number === this.list.length) this.#add(mannerOfRow(row));
    return number < mostManners ? number : mostManners - 1;
  }

  #add(manner: Manner): void {
    if (this.list.length < mostManners) this.list.push(manner);
  }

  #word(row: Row, index: FieldIndex): number {
    return row.has(index) ? this.#words.idOf(row.bytes, row.from[index]!, row.to[index]!) + 1 : 0;
  }
}

/** Told apart by first letters and lengths: those of ALLOW and DROP, TCP and UDP, SEND and RECEIVE are not alike. */
function placeOf({ bytes, from, to, direction }: Row): number {
  const transport = from[field.transport]!;
  const action = from[field.action]!;
  let hash = direction.length;
  if (0 <= transport) hash += bytes[transport]! * 4 + to[field.transport]! - transport;
  if (0 <= action) hash += (bytes[action]! + to[field.action]! - action) * 16;
  if (0 <= from[field.state]!) hash += bytes[from[field.state]!]!;
  return hash & (remembered - 1);
}

function isPrinted(known: PrintedManner, row: Row): boolean {
  return (
    known.direction === row.direction &&
    known.eventType === row.eventType &&
    isField(known.transport, row, field.transport) &&
    isField(known.action, row, field.action) &&
    isField(known.state, row, field.state)
  );
}

/** An absent field is an empty one here, as an empty one is of no other use. */
function isField(known: Uint8Array, { bytes, from, to }: Row, index: FieldIndex): boolean {
  const start = from[index]!;
  if (start < 0) return known.length === 0;
  if (to[index]! - start !== known.length) return false;
  for (let i = 0; i < known.length; i++) if (bytes[start + i] !== known[i]) return false;
  return true;
}

function bytesOf(row: Row, index: FieldIndex): Uint8Array {
  return row.has(index) ? row.bytes.slice(row.from[index], row.to[index]) : new Uint8Array(0);
}

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
