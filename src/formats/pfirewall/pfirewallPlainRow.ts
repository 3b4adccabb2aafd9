import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { clockMicros, type DayMemo } from "../cells/dayMemo.ts";
import { isPlainAddress, readIPv4 } from "../cells/endpointFlaws.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const minus = 0x2d;
const zero = 0x30;
const maximumPort = 65_535;

/** Cells between the size and the path: tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info. */
const cellsBeforePath = 7;

/** What a plain row has behind its path. */
export type PlainEnd = "path" | "pid" | "either";

/**
 * Reads the row nearly every line is: Windows' own columns parted by single blanks, of a date seen before,
 * ALLOW or DROP, SEND or RECEIVE, with nothing wrong. It looks at every byte once, and returns where the row
 * ends. -1 for everything else; the row must then be cleared. Fields are written anew for every such row,
 * absent ones too: nobody needs to clear it in between.
 *
 *     2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 S 1494216033 0 8192 - - - RECEIVE 4
 *     └from               └action  └source      └…                    └size                    └path   └pid
 */
export function readPlainRow(row: Row, day: DayMemo, from: number, end: number, last: PlainEnd): number {
  const { bytes } = row;
  const action = from + 20;
  const isAllowed = isAllow(bytes, action);
  if (!isAllowed && !isDrop(bytes, action)) return -1;
  const time = day.midnight(bytes, from, 10) + clockMicros(bytes, from + 11);
  if (Number.isNaN(time) || bytes[from + 10] !== blank || bytes[from + 19] !== blank) return -1;
  const transport = action + (isAllowed ? 6 : 5);
  const source = cellEnd(bytes, transport, end) + 1;
  const destination = readAddress(row, field.sourceAddress, source, end) + 1;
  if (destination === 0) return -1;
  const sourcePort = readAddress(row, field.destinationAddress, destination, end) + 1;
  if (sourcePort === 0) return -1;
  const destinationPort = readPort(row, field.sourcePort, sourcePort) + 1;
  if (destinationPort === 0) return -1;
  const size = readPort(row, field.destinationPort, destinationPort) + 1;
  if (size === 0) return -1;
  const tail = cellEnd(bytes, size, end) + 1;
  const path = pathStart(bytes, tail, end);
  const isSent = isSend(bytes, path);
  if (!isSent && !isReceive(bytes, path)) return -1;
  const pathEnd = path + (isSent ? 4 : 7);
  const to = pathEnd < end && bytes[pathEnd] === blank ? readPid(row, pathEnd + 1, end) : pathEnd;
  if (end < to || to === pathEnd + 1 || last === (to === pathEnd ? "pid" : "path")) return -1;
  if (to === pathEnd) leaveOut(row, field.pid);

  row.isNumbered = true;
  row.time = time;
  row.eventType = isAllowed ? "allowed" : "denied";
  row.direction = isSent ? "outbound" : "inbound";
  const { from: starts, to: ends } = row;
  starts[field.time] = from;
  ends[field.time] = action - 1;
  starts[field.action] = action;
  ends[field.action] = transport - 1;
  starts[field.direction] = path;
  ends[field.direction] = pathEnd;
  setUnlessAbsent(row, field.transport, transport, source - 1);
  setUnlessAbsent(row, field.size, size, tail - 1);
  return to;
}

function setUnlessAbsent(row: Row, index: FieldIndex, from: number, to: number): void {
  row.from[index] = row.bytes[from] === minus && to === from + 1 ? -1 : from;
  row.to[index] = to;
}

function leaveOut(row: Row, index: FieldIndex): void {
  row.from[index] = -1;
  row.numbers[index] = -1;
}

/** The first blank, or what else is no letter, at or after `from`, or `end`. */
function cellEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && blank < bytes[at]!) at++;
  return at;
}

/** -1 where no address stands that is followed by a blank. */
function readAddress(row: Row, index: FieldIndex, from: number, end: number): number {
  const { bytes } = row;
  let to = readIPv4(row, index, from, end);
  if (to < 0 || bytes[to] !== blank) {
    to = cellEnd(bytes, from, end);
    if (bytes[to] !== blank || !isPlainAddress(bytes, from, to)) return -1;
    row.numbers[index] = -1;
  }
  row.from[index] = from;
  row.to[index] = to;
  return to;
}

/** -1 where neither a port nor `-` stands that is followed by a blank. */
function readPort(row: Row, index: FieldIndex, from: number): number {
  const { bytes } = row;
  let at = from;
  let port = 0;
  for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9; digit = bytes[at]! - zero) {
    port = port * 10 + digit;
    if (maximumPort < port) return -1;
    at++;
  }
  row.from[index] = from;
  row.to[index] = at;
  row.numbers[index] = port;
  if (at === from) {
    if (bytes[at] !== minus) return -1;
    leaveOut(row, index);
    at++;
  }
  return bytes[at] === blank ? at : -1;
}

/** Where the cell ends that the PID stands in, whatever it is. */
function readPid(row: Row, from: number, end: number): number {
  const { bytes } = row;
  let at = from;
  let pid = 0;
  for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9 && pid < 1e8; digit = bytes[at]! - zero) {
    pid = pid * 10 + digit;
    at++;
  }
  const to = cellEnd(bytes, at, end);
  row.numbers[field.pid] = to === at && from < at ? pid : -1;
  setUnlessAbsent(row, field.pid, from, to);
  return to;
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

/** Compared byte by byte: characters of strings would cost a fifth of the time of reading a row. */
function isAllow(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x41 &&
    bytes[at + 1] === 0x4c &&
    bytes[at + 2] === 0x4c &&
    bytes[at + 3] === 0x4f &&
    bytes[at + 4] === 0x57 &&
    bytes[at + 5] === blank
  );
}

function isDrop(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x44 &&
    bytes[at + 1] === 0x52 &&
    bytes[at + 2] === 0x4f &&
    bytes[at + 3] === 0x50 &&
    bytes[at + 4] === blank
  );
}

function isSend(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x53 && bytes[at + 1] === 0x45 && bytes[at + 2] === 0x4e && bytes[at + 3] === 0x44;
}

function isReceive(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x52 &&
    bytes[at + 1] === 0x45 &&
    bytes[at + 2] === 0x43 &&
    bytes[at + 3] === 0x45 &&
    bytes[at + 4] === 0x49 &&
    bytes[at + 5] === 0x56 &&
    bytes[at + 6] === 0x45
  );
}
