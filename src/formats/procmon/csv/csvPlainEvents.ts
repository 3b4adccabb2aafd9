import { field } from "../../../core/field.ts";
import { EventShape, noColumn } from "../../../core/plainEvents.ts";
import type { PlainRows } from "../../../core/plainRows.ts";
import type { Row } from "../../../core/row.ts";
import { textHash } from "../../../core/textHash.ts";
import type { Cell } from "../eventFields.ts";
import type { CsvLayout } from "./csvColumns.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const quote = 0x22;
const comma = 0x2c;
const blank = 0x20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const zero = 0x30;
const succeeded = 1;
const quoted = 2;
const neverTells = 1;
const alwaysTells = 3;

const mostColumns = 32;
const longestLine = 4096;
const longestText = 63;
const mostDigits = 8;

/**
 * Reads the events that nearly all lines are: every cell quoted, as many as the heading has, of the second of an event
 * read before. The kernel does the same, sixteen bytes at a time.
 */
export class CsvPlainEvents {
  readonly #shape: EventShape;
  #isKnown = false;
  /** Where the cells of the line stand that is read. */
  readonly #from = new Int32Array(mostColumns);
  readonly #to = new Int32Array(mostColumns);
  #hasQuotes = false;

  /** Undefined where lines of this layout are not read in blocks. */
  static of({ delimiter, uses, names, clock, date }: CsvLayout): CsvPlainEvents | undefined {
    const place = (index: number) => (index < 0 ? noColumn : index);
    const at = (index: number) => place(uses.indexOf(index as (typeof uses)[number]));
    const [process, operation] = [at(field.process), at(field.action)];
    const isPlain = delimiter === "," && names.length <= mostColumns && uses[process + 1] === field.pid;
    if (!isPlain || operation === noColumn || (clock < 0 && date < 0)) return undefined;
    return new CsvPlainEvents(
      new EventShape({
        ...{ count: names.length, process, operation, clock: clock < 0 ? date : clock },
        ...{ path: at(field.path), result: at(field.result), detail: at(field.detail) },
        date: clock < 0 ? noColumn : place(date),
        thread: at(field.threadId),
      }),
    );
  }

  constructor(shape: EventShape) {
    this.#shape = shape;
  }

  /** An event that was read the ordinary way: events of the same second follow. */
  note(row: Row, clock: Cell, date: Cell): void {
    const { bytes, time, utcOffset } = row;
    const shape = this.#shape;
    const used = clock.from < 0 ? date : clock;
    this.#isKnown =
      !Number.isNaN(time) &&
      shape.setTime(bytes, used.from, used.to, time, utcOffset) &&
      (clock.from < 0 || date.from < 0 || shape.setDate(bytes, date.from, date.to));
  }

  /**
   * Fills the block with the plain events from `start` on, and returns where the first line starts that is none, or
   * for which there is no room.
   */
  read(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    rows.beginEvents(bytes, Number.isNaN(this.#shape.utcOffset) ? "local" : "utc");
    if (!this.#isKnown) return start;
    if (rows.kernel?.holds(bytes)) return rows.kernel.readEvents(start, bytes.length, this.#shape);
    let at = start;
    while (at < end && rows.count < rows.capacity) {
      const to = this.#findCells(bytes, at, end);
      if (to < 0 || !this.#put(bytes, rows)) break;
      rows.start[rows.count] = at;
      rows.end[rows.count] = to;
      rows.count++;
      at = bytes[to] === lineFeed ? to + 1 : to + 2;
    }
    return at;
  }

  /** Where the line ends whose cells are all quoted; -1 where they are not. */
  #findCells(bytes: Uint8Array, line: number, end: number): number {
    const { count } = this.#shape.places;
    this.#hasQuotes = false;
    for (let cell = 0, at = line; cell < count; cell++) {
      if (bytes[at] !== quote) return -1;
      const to = this.#endOfCell(bytes, at + 1, end);
      if (to < 0) return -1;
      this.#from[cell] = at + 1;
      this.#to[cell] = to;
      if (cell < count - 1 && bytes[to + 1] !== comma) return -1;
      at = to + 2;
    }
    const to = this.#to[count - 1]! + 1;
    const isEnd = bytes[to] === lineFeed || (bytes[to] === carriageReturn && bytes[to + 1] === lineFeed);
    return isEnd && to - line < longestLine && to < end ? to : -1;
  }

  #endOfCell(bytes: Uint8Array, from: number, end: number): number {
    for (let at = from; at < end; at++) {
      const byte = bytes[at]!;
      if (byte < blank) return -1;
      if (byte !== quote) continue;
      if (bytes[at + 1] !== quote) return at;
      this.#hasQuotes = true;
      at++;
    }
    return -1;
  }

  /** The line becomes the block's next row, if its time and its texts are plain. */
  #put(bytes: Uint8Array, rows: PlainRows): boolean {
    const { places } = this.#shape;
    const { events, count: i } = rows;
    const time = this.#micros(bytes, places.clock, places.date);
    const process = places.process;
    if (Number.isNaN(time) || this.#numberIn(bytes, process + 1) < 0) return false;
    const actor = this.#keyOf(bytes, this.#from[process]!, this.#to[process + 1]!, rows);
    const operation = this.#keyOf(bytes, this.#from[places.operation]!, this.#to[places.operation]!, rows);
    if (actor < 0 || operation < 0) return false;
    const success = this.#isSuccess(bytes, places.result);
    rows.time[i] = time;
    events.actorKey[i] = actor;
    events.operationKey[i] = operation;
    events.pathStart[i] = places.path === noColumn ? 0 : this.#from[places.path]!;
    events.pathEnd[i] = places.path === noColumn ? 0 : this.#to[places.path]!;
    events.detailStart[i] = places.detail === noColumn ? 0 : this.#from[places.detail]!;
    events.detailEnd[i] = places.detail === noColumn ? 0 : this.#to[places.detail]!;
    events.thread[i] = this.#threadId(bytes, places.thread);
    events.marks[i] = (success ? succeeded : 0) | (this.#hasQuotes ? quoted : 0);
    const tells = events.tellingOf[operation]!;
    const isSilent = tells === neverTells || (tells !== 0 && tells !== alwaysTells && !success);
    if (isSilent) return true;
    events.telling[events.tellingCount++] = i;
    events.pathHash[i] = textHash(bytes, events.pathStart[i]!, events.pathEnd[i]!);
    return true;
  }

  #micros(bytes: Uint8Array, clock: number, date: number): number {
    const shape = this.#shape;
    if (date !== noColumn && !shape.isSameDate(bytes, this.#from[date]!, this.#to[date]!)) return Number.NaN;
    return shape.micros(bytes, this.#from[clock]!, this.#to[clock]!);
  }

  #threadId(bytes: Uint8Array, column: number): number {
    return column === noColumn ? -1 : this.#numberIn(bytes, column);
  }

  /** Of a few digits, -1 for anything else. */
  #numberIn(bytes: Uint8Array, column: number): number {
    const [from, to] = [this.#from[column]!, this.#to[column]!];
    if (from === to || mostDigits < to - from) return -1;
    let value = 0;
    for (let at = from; at < to; at++) {
      const digit = bytes[at]! - zero;
      if (digit < 0 || 9 < digit) return -1;
      value = value * 10 + digit;
    }
    return value;
  }

  #keyOf(bytes: Uint8Array, from: number, to: number, { events }: PlainRows): number {
    return from === to || longestText < to - from ? -1 : events.keyOf(bytes, from, to);
  }

  /** Where there is no result, nothing says that it failed. */
  #isSuccess(bytes: Uint8Array, column: number): boolean {
    if (column === noColumn) return true;
    const from = this.#from[column]!;
    const length = this.#to[column]! - from;
    if (length === 0) return true;
    if (length !== success.length) return false;
    for (let i = 0; i < success.length; i++) if (bytes[from + i] !== success[i]) return false;
    return true;
  }
}

const success = new TextEncoder().encode("SUCCESS");
