import { ascii, indexOfByte, isDigit, isLetter, lastIndexOfByte } from "../../core/ascii.ts";
import { readIsoTime } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { Cells } from "../cells/cells.ts";
import { checkAddress } from "../cells/endpointFlaws.ts";
import type { RewrittenBytes } from "../cells/rewrittenBytes.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import { readFlowPorts } from "./flowPorts.ts";

/** Which way's counters a row has first, where it has both: what came back, or what was sent. */
export type FlowCounters = "out" | "in";

type Counter = (FieldUse & keyof typeof field) | undefined;

const oneWay: readonly Counter[] = ["sourcePackets", "sourceBytes"];
/** A firewall's events have no packets. */
const translated: readonly Counter[] = ["sourceBytes", "destinationBytes"];
const outFirst: readonly Counter[] = [
  "destinationPackets",
  "sourcePackets",
  "destinationBytes",
  "sourceBytes",
];
const inFirst: readonly Counter[] = [
  "sourcePackets",
  "destinationPackets",
  "sourceBytes",
  "destinationBytes",
];
const mostCells = 40;

/**
 * Reads one flow as nfdump prints it with its own formats.
 *
 *     2031-07-02 09:01:07.250     0.004 UDP      192.0.2.1:53    ->  198.51.100.7:4711  ......   0   1   1.2 M     1
 *     └ time                      └ seconds      └ source            └ destination      └ flags  └ service, then counters
 */
export class NfdumpFlow {
  readonly #cells = new Cells();
  readonly #rewritten: RewrittenBytes;
  readonly #from = new Int32Array(mostCells);
  readonly #to = new Int32Array(mostCells);
  #count = 0;
  #end = 0;

  constructor(rewritten: RewrittenBytes) {
    this.#rewritten = rewritten;
  }

  /** False where the line is no flow. */
  read(row: Row, from: number, end: number, counters: FlowCounters): boolean {
    const timeEnd = readIsoTime(row, from, end);
    if (timeEnd < 0) return false;
    this.#end = end;
    this.#split(row.bytes, timeEnd, end);
    const arrow = this.#arrow(row.bytes);
    if (arrow < 2 || this.#count <= arrow + 1) return false;
    if (!this.#putBefore(row, arrow)) return false;
    if (!this.#putEnd(row, arrow - 1, "source") || !this.#putEnd(row, arrow + 1, "destination")) return false;
    const isBoth = row.bytes[this.#from[arrow]!] === ascii.less;
    const next = this.#putTranslation(row, arrow);
    this.#putCounters(row, next, isBoth || arrow + 2 < next ? counters : undefined);
    readFlowPorts(row);
    row.subject = "connection";
    return true;
  }

  #split(bytes: Uint8Array, from: number, end: number): void {
    const cells = this.#cells;
    cells.start(bytes, from, end);
    for (this.#count = 0; this.#count < mostCells && cells.next(); this.#count++) {
      this.#from[this.#count] = cells.from;
      this.#to[this.#count] = cells.to;
    }
  }

  #arrow(bytes: Uint8Array): number {
    for (let i = 0; i < this.#count; i++) if (isArrow(bytes, this.#from[i]!, this.#to[i]!)) return i;
    return -1;
  }

  /** The duration, or a firewall's event, and the protocol. */
  #putBefore(row: Row, arrow: number): boolean {
    const first = this.#from[0]!;
    if (isDigit(row.bytes[first]) && 3 <= arrow) row.set(field.duration, first, this.#to[0]!);
    else if (isLetter(row.bytes[first]) && 4 <= arrow) row.set(field.action, first, this.#to[0]!);
    else if (arrow !== 2) return false;
    row.set(field.transport, this.#from[arrow - 2]!, this.#to[arrow - 2]!);
    return true;
  }

  /** The port of IPv6 stands behind a dot, and ICMP's behind two: `2001:db8::7.53`, `2001:db8::7.128.0`. */
  #putEnd(row: Row, cell: number, end: "source" | "destination"): boolean {
    const { bytes } = row;
    const [from, to] = [this.#from[cell]!, this.#to[cell]!];
    const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
    if (colon < from) return false;
    const isIPv6 = indexOfByte(bytes, ascii.colon, from, to) !== colon;
    const mark = isIPv6 ? portMark(bytes, from, to) : colon;
    if (mark <= from || !isDigit(bytes[mark + 1])) return false;
    const [address, port] =
      end === "source"
        ? [field.sourceAddress, field.sourcePort]
        : [field.destinationAddress, field.destinationPort];
    row.set(address, from, mark);
    row.set(port, mark + 1, to);
    // Long addresses are cut in their middle, unless nfdump is asked for all of them.
    if (!isCut(bytes, from, mark)) checkAddress(row, from, mark);
    return true;
  }

  /** What a translating firewall made of both ends, behind them; returns the cell behind it. */
  #putTranslation(row: Row, arrow: number): number {
    const next = arrow + 2;
    if (this.#count <= next + 2 || !isArrow(row.bytes, this.#from[next + 1]!, this.#to[next + 1]!))
      return next;
    this.#putTranslated(row, next, field.sourceNatAddress, field.sourceNatPort);
    this.#putTranslated(row, next + 2, field.destinationNatAddress, field.destinationNatPort);
    return next + 3;
  }

  #putTranslated(row: Row, cell: number, address: 32 | 34, port: 33 | 35): void {
    const [from, to] = [this.#from[cell]!, this.#to[cell]!];
    const mark = portMark(row.bytes, from, to);
    if (mark <= from) return;
    row.set(address, from, mark);
    row.set(port, mark + 1, to);
  }

  /** `......   0   1   1.2 M   1`: flags and service where the format has them, then what was counted. */
  #putCounters(row: Row, start: number, both: FlowCounters | undefined): void {
    const { bytes } = row;
    const hasFlags = start < this.#count && !isDigit(bytes[this.#from[start]!]);
    const numbers = this.#numbersFrom(bytes, hasFlags ? start + 1 : start);
    // What is counted last are flows; packets and bytes stand in the front, the service before them.
    const hasService = hasFlags && (numbers.length === 4 || numbers.length === 7 || numbers.length === 6);
    const counted = hasService ? numbers.slice(1) : numbers;
    for (const [i, use] of usesOf(counted.length, both).entries()) {
      const number = counted[i];
      if (number !== undefined && use !== undefined) this.#putNumber(row, field[use], number);
    }
  }

  /** Cells of numbers, each with its unit if one follows: `52.2 M`. */
  #numbersFrom(bytes: Uint8Array, start: number): readonly (readonly [from: number, to: number])[] {
    const numbers: (readonly [number, number])[] = [];
    for (let i = start; i < this.#count && isDigit(bytes[this.#from[i]!]); i++) {
      const from = this.#from[i]!;
      if (i + 1 < this.#count && isUnit(bytes, this.#from[i + 1]!, this.#to[i + 1]!)) i++;
      numbers.push([from, this.#to[i]!]);
    }
    return numbers;
  }

  #putNumber(
    row: Row,
    index: (typeof field)[keyof typeof field],
    [from, to]: readonly [number, number],
  ): void {
    const unit = units.get(row.bytes[to - 1]!);
    row.set(index, from, to);
    if (unit === undefined) return;
    const place = row.placeOfField(index);
    const number = Math.round(Number.parseFloat(row.text(index)!) * unit);
    // The whole line, so that every place in it is the same.
    if (!row.places) this.#rewritten.take(row, 0, this.#end);
    this.#rewritten.setText(row, index, String(number), place);
  }
}

/** What so many numbers are, of a flow that may have both ways. */
function usesOf(count: number, both: FlowCounters | undefined): readonly Counter[] {
  if (both !== undefined && count === 2) return translated;
  if (count < 4 || (both === undefined && count !== 5)) return oneWay;
  return both === "in" ? inFirst : outFirst;
}

/** `->` or `<->` */
function isArrow(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  const isEnd = bytes[to - 1] === ascii.greater && bytes[to - 2] === ascii.minus;
  return isEnd && (length === 2 || (length === 3 && bytes[from] === ascii.less));
}

/** The last colon of IPv4, the first dot behind IPv6's last colon. -1 where there is none. */
function portMark(bytes: Uint8Array, from: number, to: number): number {
  const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
  if (indexOfByte(bytes, ascii.colon, from, to) === colon) return colon < from ? -1 : colon;
  let at = colon;
  while (at < to && (bytes[at] !== ascii.dot || bytes[at + 1] === ascii.dot || bytes[at - 1] === ascii.dot))
    at++;
  return at === to ? -1 : at;
}

/** `2001:db..0a42::7` */
function isCut(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i + 1 < to; i++) if (bytes[i] === ascii.dot && bytes[i + 1] === ascii.dot) return true;
  return false;
}

function isUnit(bytes: Uint8Array, from: number, to: number): boolean {
  return to === from + 1 && units.has(bytes[from]!);
}

/** Powers of 1000, as nfdump counts. */
const units: ReadonlyMap<number, number> = new Map([
  [0x4b, 1e3],
  [0x4d, 1e6],
  [0x47, 1e9],
  [0x54, 1e12],
]);
