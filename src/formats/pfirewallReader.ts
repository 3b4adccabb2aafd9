import { ascii, decimal, hasWordAt, isDigit, isWord, trimEnd } from "../core/ascii.ts";
import { readIsoTime } from "../core/clock.ts";
import type { EventType } from "../core/direction.ts";
import { type FieldIndex, field } from "../core/field.ts";
import type { LineReader } from "../core/format.ts";
import { daysInMonth, daysSince1970, microsPerDay } from "../core/instant.ts";
import type { LineKind, Row } from "../core/row.ts";
import { hasPorts, transportName } from "../core/transport.ts";
import { clockMicros, DayMemo } from "./dayMemo.ts";
import { checkAddress, checkPort, isPlainAddress } from "./endpointFlaws.ts";
import { PfirewallCells } from "./pfirewallCells.ts";
import {
  headerlessLayout,
  layoutOf,
  layoutOfHeader,
  leadingLayout,
  type PfirewallLayout,
} from "./pfirewallLayout.ts";
import { readPlainRow } from "./pfirewallPlainRow.ts";

/** The action that is no action: the log itself says that it has a hole. */
export const eventsLost = "INFO-EVENTS-LOST";

/**
 * What the actions mean. Windows writes the first two, Windows XP the next three; the rest stand in logs
 * that a product or a script made in this format.
 */
export const pfirewallActions: readonly (readonly [word: string, eventType: EventType])[] = [
  ["ALLOW", "allowed"],
  ["DROP", "denied"],
  ["OPEN", "start"],
  ["OPEN-INBOUND", "start"],
  ["CLOSE", "end"],
  ["BLOCK", "denied"],
  ["DENY", "denied"],
  ["REJECT", "denied"],
  ["ACCEPT", "allowed"],
];

/** The state of a reader that has said that the columns are inferred. */
const inferred = "-";

/** Reads `pfirewall.log`; the columns are those of the last header, or inferred where there was none. */
export class PfirewallReader implements LineReader {
  #layout: PfirewallLayout | undefined;
  #isInferred: boolean;
  readonly #cells = new PfirewallCells();
  readonly #day = new DayMemo();

  constructor(state = "") {
    this.#isInferred = state === inferred;
    this.#layout = state === "" || this.#isInferred ? undefined : layoutOf(state.split(" "));
  }

  get state(): string {
    return this.#layout?.names ?? (this.#isInferred ? inferred : "");
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    let from = start;
    // Also the NULs that a copy of a file still being written begins with.
    while (from < end && bytes[from]! <= ascii.blank) from++;
    if (from === end) return "ignorable";
    const to = trimEnd(bytes, from, end);
    const expected = this.#layout?.plainCount ?? (this.#isInferred ? 17 : 0);
    if (0 < expected) {
      const count = readPlainRow(row, this.#day, from, to);
      if (count === expected || (0 < count && !this.#layout)) return "row";
      if (0 < count) row.clear(bytes);
    }
    return this.#readSlowly(bytes, from, to, row);
  }

  #readSlowly(bytes: Uint8Array, from: number, to: number, row: Row): LineKind {
    if (!isDigit(bytes[from])) {
      const kind = this.#heading(bytes, from, to);
      if (kind) return kind;
    }
    this.#cells.split(bytes, from, to);
    const count = this.#cells.count;
    const layout = this.#layout ?? headerlessLayout(count);
    if (layout && layout.count === count) {
      const kind = this.#row(row, layout);
      if (kind !== "unknown") return kind;
    }
    return this.#uneven(row, from, to);
  }

  #heading(bytes: Uint8Array, from: number, to: number): LineKind | undefined {
    const layout = layoutOfHeader(bytes, from, to);
    if (layout) {
      this.#layout = layout;
      return "heading";
    }
    return bytes[from] === ascii.hash ? "ignorable" : undefined;
  }

  /** A row that has just the columns of its layout. */
  #row(row: Row, layout: PfirewallLayout): LineKind {
    const { bytes } = row;
    const cells = this.#cells;
    if (!this.#time(row, layout)) return "unknown";
    if (0 <= layout.action && this.#action(row, layout.action)) return this.#gap(row, layout.action);
    if (cells.isAbsent(bytes, layout.sourceAddress) && cells.isAbsent(bytes, layout.destinationAddress))
      return "unknown";
    if (!this.#layout && !this.#isRowByShape(bytes, layout)) return "unknown";
    this.#address(row, field.sourceAddress, layout.sourceAddress);
    this.#address(row, field.destinationAddress, layout.destinationAddress);
    this.#set(row, field.transport, layout.protocol);
    this.#port(row, field.sourcePort, layout.sourcePort);
    this.#port(row, field.destinationPort, layout.destinationPort);
    this.#set(row, field.size, layout.size);
    this.#set(row, field.pid, layout.pid);
    if (0 <= layout.path) this.#path(row, layout.path);
    return this.#infer(row);
  }

  /** Without a header, only what looks like a row is one. */
  #isRowByShape(bytes: Uint8Array, layout: PfirewallLayout): boolean {
    const { from, to } = this.#cells;
    const { sourceAddress: source, path } = layout;
    if (!isPlainAddress(bytes, from[source]!, to[source]!)) return false;
    return path < 0 || this.#cells.isAbsent(bytes, path) || isPath(bytes, from[path]!, to[path]!);
  }

  /** Says once that no header proves the columns. */
  #infer(row: Row): LineKind {
    if (this.#layout || this.#isInferred) return "row";
    this.#isInferred = true;
    row.flaw("FW005", this.#cells.from[0]!, this.#cells.to[this.#cells.count - 1]!);
    return "row";
  }

  /**
   * A row with more or fewer columns than its header, or of an unusual length where there is none. What
   * stands left of the size is certain by its place, and the path by its word:
   *
   *     2019-11-06 12:35:19 DROP UDP fe80::9e88 ff02::fb 5353 5353 89 - - - - - -
   */
  #uneven(row: Row, lineFrom: number, lineTo: number): LineKind {
    const { bytes } = row;
    const cells = this.#cells;
    row.clear(bytes);
    if (this.#layout && !hasLeadingOrder(this.#layout)) return this.#unread(row, lineFrom, lineTo);
    if (!this.#time(row, leadingLayout)) return "unknown";
    if (cells.count < 3) return this.#unread(row, lineFrom, lineTo);
    if (this.#action(row, leadingLayout.action)) return this.#gap(row, leadingLayout.action);
    if (!this.#isUnevenRow(row)) return this.#unread(row, lineFrom, lineTo);
    this.#set(row, field.transport, leadingLayout.protocol);
    this.#address(row, field.sourceAddress, leadingLayout.sourceAddress);
    this.#address(row, field.destinationAddress, leadingLayout.destinationAddress);
    const next = this.#unevenPorts(row);
    this.#unevenRest(row, next);
    if (this.#layout) row.flaw("FW003", lineFrom, lineTo);
    return this.#infer(row);
  }

  #isUnevenRow({ bytes }: Row): boolean {
    const { from, to, count } = this.#cells;
    const { sourceAddress: source, destinationAddress: destination, destinationPort } = leadingLayout;
    // A last cell may have been cut: under a header, nothing is read from it but a whole word.
    const least = this.#layout ? destinationPort + 1 : destination;
    if (count <= least && !isPath(bytes, from[count - 1]!, to[count - 1]!)) return false;
    return (
      destination < count &&
      isPlainAddress(bytes, from[source]!, to[source]!) &&
      isPlainAddress(bytes, from[destination]!, to[destination]!)
    );
  }

  /** Reads the ports where there can be some, and returns the cell behind them. */
  #unevenPorts(row: Row): number {
    const { bytes } = row;
    const { count } = this.#cells;
    const { sourcePort, destinationPort } = leadingLayout;
    const isPortCell = (cell: number) =>
      cell < count && (this.#cells.isAbsent(bytes, cell) || isDigit(bytes[this.#cells.from[cell]!]));
    const transport = row.text(field.transport);
    const ported = transport !== undefined && hasPorts(transportName(transport));
    if (!isPortCell(sourcePort) || !isPortCell(destinationPort)) return sourcePort;
    if (ported) {
      this.#port(row, field.sourcePort, sourcePort);
      this.#port(row, field.destinationPort, destinationPort);
      return destinationPort + 1;
    }
    return this.#cells.isAbsent(bytes, sourcePort) ? destinationPort + 1 : sourcePort;
  }

  #unevenRest(row: Row, next: number): void {
    const { bytes } = row;
    const { from, to, count } = this.#cells;
    let path = next;
    while (path < count && !isPath(bytes, from[path]!, to[path]!)) path++;
    // One cell before the path, or a row cut far behind the size: else it may be any of seven numbers.
    const isSize = path < count ? path === next + 1 : next + 1 < count && next === leadingLayout.count;
    if (isSize) this.#set(row, field.size, next);
    if (path === count) return;
    this.#path(row, path);
    if (path + 1 < count) this.#set(row, field.pid, path + 1);
  }

  /** A date, a time and a known action, but no row; anything else is not of this log. */
  #unread(row: Row, lineFrom: number, lineTo: number): LineKind {
    const isOurs = this.#layout !== undefined || row.eventType !== undefined;
    row.clear(row.bytes);
    if (!isOurs || !this.#time(row, leadingLayout)) return "unknown";
    row.flaw("FW002", lineFrom, lineTo);
    return "broken";
  }

  /** The number of lost events stands in the info column, wherever that is: it is the only number. */
  #gap(row: Row, action: number): LineKind {
    const { bytes } = row;
    const { from, to, count } = this.#cells;
    let cell = action + 1;
    while (cell < count && Number.isNaN(decimal(bytes, from[cell]!, to[cell]!))) cell++;
    if (cell < count) row.set(field.lost, from[cell]!, to[cell]!);
    else row.set(field.lost, from[action]!, from[action]!);
    row.flaw("FW001", from[action]!, to[action]!);
    return "gap";
  }

  /** False where the columns that should hold the date and time hold something else. */
  #time(row: Row, layout: PfirewallLayout): boolean {
    const { date, time } = layout;
    if (date < 0 || time < 0) return true;
    if (this.#cells.count <= Math.max(date, time)) return false;
    const { from, to } = this.#cells;
    const dateFrom = from[date]!;
    const timeFrom = from[time]!;
    const timeTo = to[time]!;
    if (to[date]! - dateFrom !== dateLength) return false;
    const micros = this.#midnight(row.bytes, dateFrom) + clockOf(row.bytes, timeFrom, timeTo);
    // A fraction, an offset, or an impossible time, of which the clock says so.
    if (Number.isNaN(micros)) return time === date + 1 && 0 <= readIsoTime(row, dateFrom, timeTo);
    row.time = micros;
    row.set(field.time, time === date + 1 ? dateFrom : timeFrom, timeTo);
    return true;
  }

  #midnight(bytes: Uint8Array, from: number): number {
    const known = this.#day.midnight(bytes, from, dateLength);
    if (!Number.isNaN(known)) return known;
    const midnight = midnightOf(bytes, from);
    this.#day.keep(bytes, from, dateLength, midnight);
    return midnight;
  }

  /** Sets the action; true where it says that events were lost. */
  #action(row: Row, cell: number): boolean {
    const { bytes } = row;
    const from = this.#cells.from[cell]!;
    const to = this.#cells.to[cell]!;
    for (const [word, eventType] of pfirewallActions) {
      if (to - from !== word.length || !hasWordAt(bytes, from, to, word)) continue;
      row.set(field.action, from, to);
      row.eventType = eventType;
      if (word === "OPEN-INBOUND") row.direction = "inbound";
      return false;
    }
    if (isWord(bytes, from, to, eventsLost)) return true;
    if (!this.#cells.isAbsent(bytes, cell)) row.set(field.action, from, to);
    return false;
  }

  /** RECEIVE came to this host, SEND left it, FORWARD did neither. */
  #path(row: Row, cell: number): void {
    const first = row.bytes[this.#cells.from[cell]!];
    if (!isPath(row.bytes, this.#cells.from[cell]!, this.#cells.to[cell]!)) return;
    this.#set(row, field.direction, cell);
    if (first === upperS) row.direction = "outbound";
    else if (first === upperR) row.direction = "inbound";
  }

  #set(row: Row, index: FieldIndex, cell: number): void {
    if (cell < 0 || this.#cells.isAbsent(row.bytes, cell)) return;
    row.set(index, this.#cells.from[cell]!, this.#cells.to[cell]!);
  }

  #address(row: Row, index: FieldIndex, cell: number): void {
    this.#set(row, index, cell);
    if (row.has(index)) checkAddress(row, row.from[index]!, row.to[index]!);
  }

  #port(row: Row, index: FieldIndex, cell: number): void {
    this.#set(row, index, cell);
    if (row.has(index)) checkPort(row, row.from[index]!, row.to[index]!);
  }
}

const dateLength = "2031-07-02".length;

function midnightOf(bytes: Uint8Array, from: number): number {
  if (bytes[from + 4] !== ascii.minus || bytes[from + 7] !== ascii.minus) return Number.NaN;
  const year = decimal(bytes, from, from + 4);
  const month = decimal(bytes, from + 5, from + 7);
  const day = decimal(bytes, from + 8, from + 10);
  const exists = 1 <= month && month <= 12 && 1 <= day && day <= daysInMonth(year, month);
  return exists ? daysSince1970(year, month, day) * microsPerDay : Number.NaN;
}

function clockOf(bytes: Uint8Array, from: number, to: number): number {
  return to - from === "00:00:00".length ? clockMicros(bytes, from) : Number.NaN;
}

const upperR = 0x52;
const upperS = 0x53;

function isPath(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    isWord(bytes, from, to, "SEND") ||
    isWord(bytes, from, to, "RECEIVE") ||
    isWord(bytes, from, to, "FORWARD")
  );
}

function hasLeadingOrder(layout: PfirewallLayout): boolean {
  return (
    layout.date === 0 &&
    layout.time === 1 &&
    layout.action === leadingLayout.action &&
    layout.protocol === leadingLayout.protocol &&
    layout.sourceAddress === leadingLayout.sourceAddress &&
    layout.destinationAddress === leadingLayout.destinationAddress &&
    layout.sourcePort === leadingLayout.sourcePort &&
    layout.destinationPort === leadingLayout.destinationPort
  );
}
