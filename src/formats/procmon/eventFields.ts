import { ascii, hasWordAt, isDigit } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { microsPerDay } from "../../core/instant.ts";
import type { Row } from "../../core/row.ts";
import { EventClock } from "./eventClock.ts";
import { EventDate } from "./eventDate.ts";
import { putNetworkPath } from "./networkPath.ts";
import { operationAt, putOperationMeaning } from "./operations.ts";

/** Where a printed value lies; `from` is negative where there is none. */
export interface Cell {
  readonly from: number;
  readonly to: number;
}

export const noCell: Cell = { from: -1, to: -1 };

/** What all forms of a capture have in common: what follows from an event's operation, path and times. */
export class EventFields {
  readonly #clock = new EventClock();
  readonly #dateClock = new EventClock();
  readonly #date = new EventDate();

  /** Sets the time of a row from `Time of Day` and `Date & Time`, of which either may be missing. */
  putTime(row: Row, clock: Cell, date: Cell): void {
    const { bytes } = row;
    const hasClock = 0 <= clock.from && this.#clock.read(bytes, clock.from, clock.to);
    const hasDate = 0 <= date.from && this.#date.read(bytes, date.from, date.to);
    const dateNeedsClock = hasDate && !(hasClock && this.#clock.hasHour);
    const hasDateClock = dateNeedsClock && this.#dateClock.read(bytes, this.#date.end, date.to);
    if (!hasClock && !hasDateClock) return;
    const used = hasClock ? this.#clock : this.#dateClock;
    row.time = used.micros + (hasDate ? this.#date.days * microsPerDay : 0);
    row.hasHour = used.hasHour;
    if (hasDateClock && !used.hasHour) {
      row.time += hourOf(this.#dateClock.micros);
      row.hasHour = true;
    }
    row.timeDigits = used.digits;
    row.timeNanos = used.nanos;
    row.hasDate = hasDate;
    row.utcOffset = used.utcOffset;
    if (hasDateClock && !Number.isNaN(this.#dateClock.utcOffset)) row.utcOffset = this.#dateClock.utcOffset;
    if (row.utcOffset) row.time -= row.utcOffset * 60_000_000;
    const place = hasClock ? clock : date;
    row.set(field.time, place.from, place.to);
  }

  /** Whether a cell is a time, or begins with a date. */
  isTime(bytes: Uint8Array, { from, to }: Cell): boolean {
    return this.#clock.read(bytes, from, to) || this.#date.read(bytes, from, to);
  }
}

/** Of what remains of a clock's reading, its hours. */
function hourOf(micros: number): number {
  const hour = 3_600_000_000;
  return Math.floor(micros / hour) * hour;
}

/** Sets what follows from the operation, path and detail that the row has: its subject, its ends, its bytes. */
export function putEvent(row: Row): void {
  row.subject = "event";
  if (!row.has(field.action)) return;
  const { from, to } = row;
  const operation = operationAt(row.bytes, from[field.action]!, to[field.action]!);
  putOperationMeaning(row, operation);
  if (operation?.eventClass !== "Network" || !row.has(field.path)) return;
  if (!putNetworkPath(row, from[field.path]!, to[field.path]!)) return;
  row.subject = "connection";
  row.set(field.transport, from[field.action]!, from[field.action]! + "TCP".length);
  if (row.has(field.detail)) putLength(row, from[field.detail]!, to[field.detail]!);
}

/** `Length: 1350, seqnum: 0, connid: 0`: what one end sent, where the operation says which. */
function putLength(row: Row, from: number, to: number): void {
  const { bytes } = row;
  if (!hasWordAt(bytes, from, to, lengthName)) return;
  const start = from + lengthName.length;
  const end = endOfGrouped(bytes, start, to);
  const isWhole = end === to || bytes[end] === ascii.comma;
  if (start === end || !isWhole) return;
  if (row.direction === "outbound") row.set(field.sourceBytes, start, end);
  if (row.direction === "inbound") row.set(field.destinationBytes, start, end);
}

const lengthName = "Length: ";

/** Behind digits that a locale may group: `1350`, `1,350`, `1.350`, `1’350`, and with blanks of whatever kind. */
function endOfGrouped(bytes: Uint8Array, start: number, to: number): number {
  let end = start;
  while (end < to && isDigit(bytes[end])) end++;
  for (;;) {
    const group = behindGroupMark(bytes, end, to);
    const isGroup = [0, 1, 2].every((i) => group + i < to && isDigit(bytes[group + i]));
    if (start === end || !isGroup || (group + 3 < to && isDigit(bytes[group + 3]))) return end;
    end = group + 3;
  }
}

function behindGroupMark(bytes: Uint8Array, at: number, to: number): number {
  const mark = bytes[at]!;
  const isMark = mark === ascii.comma || mark === ascii.dot || mark === ascii.blank || mark === apostrophe;
  if (mark < 0x80) return isMark ? at + 1 : to;
  let behind = at;
  while (behind < to && 0x80 <= bytes[behind]!) behind++;
  return behind;
}

const apostrophe = 0x27;
