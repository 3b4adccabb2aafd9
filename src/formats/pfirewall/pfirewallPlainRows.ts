import { field } from "../../core/field.ts";
import type { KernelDay } from "../../core/kernel.ts";
import { longestPlainLine, type PlainRows } from "../../core/plainRows.ts";
import type { Row } from "../../core/row.ts";
import { clockMicros, type DayMemo } from "../cells/dayMemo.ts";
import { PlainCell } from "../cells/plainCell.ts";
import { isAllow, isDrop, isReceive, isSend } from "./pfirewallPlainWords.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const minus = 0x2d;
const zero = 0x30;
const mostPidDigits = 9;
const longestTransport = 4;

/** The date, a blank, the time. */
const timeLength = "2031-07-02 09:01:07".length;
/** Cells between the size and the path: tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info. */
const cellsBeforePath = 7;

const allowed = 1;
const sent = 2;

/** What a plain row has behind its path. */
export type PlainEnd = "path" | "pid" | "either";

/**
 * Reads the rows that nearly all lines are: Windows' own columns parted by single blanks, of a date seen before,
 * ALLOW or DROP, SEND or RECEIVE, with nothing wrong. It looks at every byte once.
 *
 *     2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 S 1494216033 0 8192 - - - RECEIVE 4
 *     └start              └action  └source      └…                    └size                    └path   └pid
 */
export class PfirewallPlainRows {
  readonly #day: DayMemo;
  #kernelDay: NumberedDay | undefined;
  /** The number of the cell read last. */
  #value = 0;
  readonly #cell = new PlainCell(blank);
  /** Where the cells of the row read last begin; each ends one blank before the next. */
  #transport = 0;
  #source = 0;
  #destination = 0;
  #sourcePort = 0;
  #destinationPort = 0;
  #size = 0;
  #tail = 0;
  #path = 0;
  #pathEnd = 0;

  constructor(day: DayMemo) {
    this.#day = day;
  }

  /**
   * Fills the block with the plain rows from `start` on, of whole lines, and returns where the first line starts
   * that is none, or for which there is no room.
   */
  read(bytes: Uint8Array, start: number, end: number, last: PlainEnd, rows: PlainRows): number {
    let at = start;
    rows.begin(bytes, "local");
    while (at < end) {
      at = this.#readByKernel(bytes, at, last, rows);
      if (end <= at || rows.count === rows.capacity) break;
      const to = this.#readRow(bytes, at, end, last, rows);
      if (to < 0 || longestPlainLine < to - at) break;
      if (bytes[to] === lineFeed) at = to + 1;
      else if (bytes[to] === carriageReturn && bytes[to + 1] === lineFeed) at = to + 2;
      else break;
      rows.count++;
    }
    return at;
  }

  /** The same of rows that are plainer still: no zones, no line above 128 bytes. */
  #readByKernel(bytes: Uint8Array, start: number, last: PlainEnd, rows: PlainRows): number {
    const { kernel } = rows;
    if (!kernel?.holds(bytes)) return start;
    if (this.#kernelDay?.number !== this.#day.dates) this.#kernelDay = kernelDayOf(this.#day);
    return kernel.readPfirewall(start, bytes.length, this.#kernelDay.day, last);
  }

  /** Reads one line whose end is known into a row. False where it is not plain; the row is then as it was. */
  readOne(row: Row, start: number, end: number, last: PlainEnd, rows: PlainRows): boolean {
    rows.count = 0;
    if (this.#readRow(row.bytes, start, end, last, rows) !== end) return false;
    const hasPid = this.#pathEnd < end;
    const action = start + timeLength + 1;
    row.time = rows.time[0]!;
    row.eventType = (rows.roles[0]! & allowed) === 0 ? "denied" : "allowed";
    row.direction = (rows.roles[0]! & sent) === 0 ? "inbound" : "outbound";
    row.set(field.time, start, start + timeLength);
    row.set(field.action, action, this.#transport - 1);
    row.set(field.sourceAddress, this.#source, this.#destination - 1);
    row.set(field.destinationAddress, this.#destination, this.#sourcePort - 1);
    row.set(field.direction, this.#path, this.#pathEnd);
    setPresent(row, field.transport, this.#transport, this.#source - 1);
    setPresent(row, field.sourcePort, this.#sourcePort, this.#destinationPort - 1);
    setPresent(row, field.destinationPort, this.#destinationPort, this.#size - 1);
    setPresent(row, field.size, this.#size, this.#tail - 1);
    if (!row.has(field.destinationPort)) setIcmp(row, this.#tail, end);
    if (hasPid) setPresent(row, field.pid, this.#pathEnd + 1, end);
    return true;
  }

  /** Where the row that starts at `start` ends, having become the block's next one; -1 where none is. */
  #readRow(bytes: Uint8Array, start: number, end: number, last: PlainEnd, rows: PlainRows): number {
    const i = rows.count;
    if (!this.#readTime(bytes, start, rows, i)) return -1;
    const action = start + timeLength + 1;
    const isAllowed = isAllow(bytes, action);
    if (!isAllowed && !isDrop(bytes, action)) return -1;
    this.#transport = action + (isAllowed ? 6 : 5);
    this.#source = this.#readWord(bytes, this.#transport);
    rows.words[i] = this.#value;
    if (this.#source < 0) return -1;
    this.#destination = this.#cell.address(bytes, this.#source, end);
    rows.source[i] = this.#cell.value;
    rows.sourcePlace[i] = this.#source;
    if (this.#destination < 0) return -1;
    this.#sourcePort = this.#cell.address(bytes, this.#destination, end);
    rows.destination[i] = this.#cell.value;
    rows.destinationPlace[i] = this.#destination;
    if (this.#sourcePort < 0) return -1;
    this.#destinationPort = this.#readPort(bytes, this.#sourcePort);
    rows.sourcePort[i] = this.#cell.value;
    if (this.#destinationPort < 0) return -1;
    this.#size = this.#readPort(bytes, this.#destinationPort);
    rows.destinationPort[i] = this.#cell.value;
    if (this.#size < 0) return -1;
    this.#tail = cellEnd(bytes, this.#size, end) + 1;
    if (this.#tail === this.#size + 1 || bytes[this.#tail - 1] !== blank) return -1;
    const path = pathStart(bytes, this.#tail, end);
    const isSent = isSend(bytes, path);
    if (!isSent && !isReceive(bytes, path)) return -1;
    this.#path = path;
    this.#pathEnd = path + (isSent ? 4 : 7);
    rows.roles[i] = (isAllowed ? allowed : 0) | (isSent ? sent : 0);
    const to = this.#readEnd(bytes, end, last);
    rows.pid[i] = this.#value;
    rows.start[i] = start;
    rows.end[i] = to;
    return to;
  }

  /** Nearly always the second is that of the row above. */
  #readTime(bytes: Uint8Array, start: number, rows: PlainRows, i: number): boolean {
    if (0 < i) {
      const above = rows.start[i - 1]!;
      let at = timeLength;
      while (0 <= at && bytes[start + at] === bytes[above + at]) at--;
      if (at < 0) {
        rows.time[i] = rows.time[i - 1]!;
        return true;
      }
    }
    const time = this.#day.midnight(bytes, start, 10) + clockMicros(bytes, start + 11);
    rows.time[i] = time;
    return !Number.isNaN(time) && bytes[start + 10] === blank && bytes[start + timeLength] === blank;
  }

  /** A short word as a number of its bytes. Returns where the next cell begins, -1 where the word is longer. */
  #readWord(bytes: Uint8Array, from: number): number {
    let at = from;
    let word = 0;
    for (; blank < bytes[at]!; at++) word |= bytes[at]! << (8 * (at - from));
    this.#value = word;
    return bytes[at] === blank && from < at && at - from <= longestTransport ? at + 1 : -1;
  }

  /** A port, or -1 for `-`. Returns where the next cell begins, -1 where it is neither. */
  #readPort(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== minus) return this.#cell.port(bytes, from);
    this.#cell.value = -1;
    return bytes[from + 1] === blank ? from + 2 : -1;
  }

  /** The PID, if there is one; -1 else. Returns where the row ends, -1 where it does not end as it should. */
  #readEnd(bytes: Uint8Array, end: number, last: PlainEnd): number {
    let at = this.#pathEnd;
    this.#value = -1;
    const hasPid = at < end && bytes[at] === blank;
    if (end < at || last === (hasPid ? "path" : "pid")) return -1;
    if (!hasPid) return at;
    const from = ++at;
    let pid = 0;
    for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9; digit = bytes[at]! - zero) {
      pid = pid * 10 + digit;
      at++;
    }
    if (at === from) return bytes[at] === minus ? at + 1 : -1;
    this.#value = pid;
    return at - from <= mostPidDigits ? at : -1;
  }
}

/** The day as the kernel takes it, and which of all days it is. */
interface NumberedDay {
  readonly number: number;
  readonly day: KernelDay;
}

function kernelDayOf(memo: DayMemo): NumberedDay {
  const { text, midnight } = memo.last;
  return { number: memo.dates, day: { text: new Uint8Array([...text, blank]), midnight } };
}

function setPresent(row: Row, index: Parameters<Row["set"]>[0], from: number, to: number): void {
  if (row.bytes[from] !== minus || to !== from + 1) row.set(index, from, to);
}

/** Type and code stand behind four cells of TCP. */
function setIcmp(row: Row, tail: number, end: number): void {
  let from = tail;
  for (let cells = 0; cells < cellsOfTcp; cells++) from = cellEnd(row.bytes, from, end) + 1;
  const to = cellEnd(row.bytes, from, end);
  setPresent(row, field.icmpType, from, to);
  setPresent(row, field.icmpCode, to + 1, cellEnd(row.bytes, to + 1, end));
}

const cellsOfTcp = 4;

/** The first blank, or what else is no letter, at or after `from`, or `end`. */
function cellEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && blank < bytes[at]!) at++;
  return at;
}

/** The start of the cell behind seven others, each ended by one blank; `end` where there are fewer. */
function pathStart(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  for (let cells = 0; cells < cellsBeforePath; cells++) {
    // Nearly all of them are `-`.
    const isShort = bytes[at + 1] === blank && bytes[at]! > blank;
    const to = isShort ? at + 1 : cellEnd(bytes, at, end);
    if (end <= to || to === at || bytes[to] !== blank) return end;
    at = to + 1;
  }
  return at;
}
