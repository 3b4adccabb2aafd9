import type { AddressNames } from "../../core/addressNames.ts";
import { ascii } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Kernel, Numbering } from "../../core/kernel.ts";
import { type Names, picked, withRoom } from "../../core/names.ts";
import { otherAddress, type PlainRows } from "../../core/plainRows.ts";
import { portOfService } from "../../core/portNames.ts";
import type { Row } from "../../core/row.ts";
import type { CaptureClock } from "../reading/captureClock.ts";
import type { FileRows } from "../reading/fileReading.ts";
import { CaptureWords } from "./captureWords.ts";
import type { Manner, Manners } from "./manners.ts";
import type { NetworkEnd, NetworkEnds } from "./networkEnds.ts";

/** Rows above that a row is like. */
export interface LikeRows {
  /** In its manner. */
  readonly operation: number;
  /** In its process. */
  readonly actor: number;
}

/** A value that a row does not have. */
export const absent = -1;

/**
 * The rows of a capture as columns of numbers: no object per row, so that a million of them take some
 * 40 MB and a grouping walks through plain arrays. Row i is the i-th connection of the capture.
 */
export class Columns {
  /** Addresses, host names and process names by number. */
  readonly names: Names;
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

  readonly words: CaptureWords;
  readonly #addresses: AddressNames;
  readonly #manners: Manners;
  /** The block that is taken over. */
  #rows: PlainRows | undefined;
  #rowAt: FileRows["rowAt"] | undefined;
  readonly #numbering: Numbering = {
    capture: Symbol(),
    address: (row, end, address) => this.#addressOf(row, end, address),
    manner: (row) => this.#manners.numberOf(this.#rowAt!(row)),
  };
  readonly #expected: number;
  #isInOrder: boolean | undefined;

  /** `expected`: about how many rows there may be at the most. */
  constructor(expected: number, words = new CaptureWords()) {
    this.#expected = expected;
    this.words = words;
    this.names = words.names;
    this.#addresses = words.addresses;
    this.#manners = words.manners;
  }

  /** The first rows, to which others can be added; those who have the columns as they are do not see these. */
  continued(rows: number, expected: number): Columns {
    const next = new Columns(expected, this.words);
    next.count = rows;
    next.#manners.forgetBlocks();
    for (const name of columnNames) setColumn(next, name, this[name]);
    return next;
  }

  /** Some of the rows, by their numbers. */
  narrowed(rows: Uint32Array): Columns {
    const part = new Columns(rows.length, this.words);
    part.count = rows.length;
    part.line = picked(this.line, rows);
    part.time = picked(this.time, rows);
    part.source = picked(this.source, rows);
    part.sourcePort = picked(this.sourcePort, rows);
    part.destination = picked(this.destination, rows);
    part.destinationPort = picked(this.destinationPort, rows);
    part.manner = picked(this.manner, rows);
    part.pid = picked(this.pid, rows);
    part.process = picked(this.process, rows);
    return part;
  }

  get manners(): readonly Manner[] {
    return this.#manners.list;
  }

  push(row: Row, line: number, time: number): void {
    const i = this.count++;
    if (this.line.length < this.count) this.#grow();
    this.line[i] = line;
    this.time[i] = time;
    this.source[i] = this.#address(row, field.sourceAddress);
    this.sourcePort[i] = port(row, field.sourcePort);
    this.destination[i] = this.#address(row, field.destinationAddress);
    this.destinationPort[i] = port(row, field.destinationPort);
    this.pid[i] = integer(row, field.pid);
    this.process[i] = this.#name(row, field.process);
    this.manner[i] = this.#manners.numberOf(row);
  }

  /** A row that is as another one of these but for its place and its time. */
  pushLike(row: number, line: number, time: number): void {
    const i = this.count++;
    if (this.line.length < this.count) this.#grow();
    for (const name of columnNames) this[name][i] = this[name][row]!;
    this.line[i] = line;
    this.time[i] = time;
  }

  /** A row like others in all but its ends: in its manner, and in the process that it is of. */
  pushEnds(bytes: Uint8Array, ends: NetworkEnds, line: number, time: number, like: LikeRows): void {
    const i = this.count++;
    if (this.line.length < this.count) this.#grow();
    this.line[i] = line;
    this.time[i] = time;
    this.source[i] = this.#endOf(bytes, ends.local);
    this.sourcePort[i] = ends.local.port;
    this.destination[i] = this.#endOf(bytes, ends.remote);
    this.destinationPort[i] = ends.remote.port;
    this.pid[i] = this.pid[like.actor]!;
    this.process[i] = this.process[like.actor]!;
    this.manner[i] = this.manner[like.operation]!;
  }

  #endOf(bytes: Uint8Array, { address, from, to }: NetworkEnd): number {
    if (address === undefined) return this.names.idOf(bytes, from, to);
    return address === otherAddress
      ? this.#addresses.idOf(bytes, from, to)
      : this.#addresses.idOfNumber(address);
  }

  /** Takes over a block of rows, column by column. */
  pushRows(block: FileRows, clock: CaptureClock): void {
    const { rows } = block;
    const { count } = rows;
    const at = this.count;
    this.count += count;
    if (this.line.length < this.count) this.#grow();
    clock.writeMicros(rows, this.time, at);
    this.sourcePort.set(rows.sourcePort.subarray(0, count), at);
    this.destinationPort.set(rows.destinationPort.subarray(0, count), at);
    this.pid.set(rows.pid.subarray(0, count), at);
    this.process.fill(absent, at, at + count);
    this.#rows = rows;
    this.#rowAt = block.rowAt;
    if (rows.kernel) this.#takeNumbers(rows.kernel, block.line, at);
    else this.#setNumbers(block, at);
    this.#rows = undefined;
    this.#rowAt = undefined;
  }

  #takeNumbers(kernel: Kernel, line: number, at: number): void {
    const { count } = kernel.rows;
    kernel.number(line, this.#numbering);
    this.line.set(kernel.line.subarray(0, count), at);
    this.source.set(kernel.source.subarray(0, count), at);
    this.destination.set(kernel.destination.subarray(0, count), at);
    this.manner.set(kernel.manner.subarray(0, count), at);
  }

  /** The same without a kernel. */
  #setNumbers({ line, rows, rowAt }: FileRows, at: number): void {
    this.#manners.numbersOf(rows, this.manner, at, rowAt);
    for (let i = 0; i < rows.count; i++) {
      this.line[at + i] = line + i;
      this.source[at + i] = this.#addressOf(i, "source", rows.source[i]!);
      this.destination[at + i] = this.#addressOf(i, "destination", rows.destination[i]!);
    }
  }

  #addressOf(row: number, end: "source" | "destination", address: number): number {
    if (address !== otherAddress) return this.#addresses.idOfNumber(address);
    const { bytes, sourcePlace, destinationPlace } = this.#rows!;
    const from = (end === "source" ? sourcePlace : destinationPlace)[row]!;
    let to = from;
    while (ascii.blank < bytes[to]!) to++;
    return this.#addresses.idOf(bytes, from, to);
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
    } else if (this.destinationPort[i] === absent)
      this.destinationPort[i] = port(detail, field.destinationPort);
    if (this.source[i] === absent) this.source[i] = this.#address(detail, field.sourceAddress);
    if (this.sourcePort[i] === absent) this.sourcePort[i] = port(detail, field.sourcePort);
    if (detail.has(field.state) || detail.has(field.transport) || detail.direction !== "unknown")
      this.manner[i] = this.#manners.amended(this.manner[i]!, detail);
  }

  /** Whether every row has a time, and none lies before the one above. For when no more rows come. */
  get isInOrder(): boolean {
    this.#isInOrder ??= isAscending(this.time, this.count);
    return this.#isInOrder;
  }

  /** The row that starts on a line; -1 where none does. */
  rowOn(line: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.line[middle]! < line) low = middle + 1;
      else high = middle;
    }
    return low < this.count && this.line[low] === line ? low : -1;
  }

  text(id: number): string | undefined {
    return id === absent ? undefined : this.names.text(id);
  }

  mannerOf(row: number): Manner {
    return this.#manners.list[this.manner[row]!]!;
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
    return this.#addresses.idOf(row.bytes, from, to);
  }

  /** Doubles; but what is large gets room for all at once, which takes no memory until it is written to. */
  #grow(): void {
    const length = this.count < large ? this.count : Math.max(this.count, this.#expected);
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

/** The columns by their names. */
export const columnNames = [
  "line",
  "time",
  "source",
  "sourcePort",
  "destination",
  "destinationPort",
  "manner",
  "pid",
  "process",
] as const;

export type ColumnName = (typeof columnNames)[number];

export function setColumn<Name extends ColumnName>(
  columns: Columns,
  name: Name,
  values: Columns[Name],
): void {
  columns[name] = values;
}

const wildcard = 0x2a;
/** Rows from which a capture is large. */
const large = 1 << 14;

function isAscending(times: Float64Array, count: number): boolean {
  for (let i = 0, last = Number.NEGATIVE_INFINITY; i < count; i++) {
    if (!(last <= times[i]!)) return false;
    last = times[i]!;
  }
  return true;
}

function integer(row: Row, index: FieldIndex): number {
  const value = row.number(index);
  return value <= 0x7fffffff ? value : absent;
}

function port(row: Row, index: FieldIndex): number {
  if (!row.has(index)) return absent;
  const value = row.number(index);
  if (value <= 65_535) return value;
  const name = row.text(index);
  return (name === undefined ? undefined : portOfService(name)) ?? absent;
}
