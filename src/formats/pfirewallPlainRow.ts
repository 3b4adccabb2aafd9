import { type FieldIndex, field } from "../core/field.ts";
import type { Row } from "../core/row.ts";
import { clockMicros, type DayMemo } from "./dayMemo.ts";
import { ipv4End, isPlainAddress, portEnd } from "./endpointFlaws.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const minus = 0x2d;

/** Cells between the size and the path: tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info. */
const cellsBeforePath = 7;

/**
 * Reads the row nearly every line is: Windows' own columns parted by single blanks, of a date seen before,
 * ALLOW or DROP, SEND or RECEIVE, with nothing wrong. It looks at every byte once. Returns how many columns
 * there are, with the PID or without; 0, and the row as it was, for everything else.
 *
 *     2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 S 1494216033 0 8192 - - - RECEIVE 4
 *     └from               └action  └source      └…                    └size                    └path   └pid
 */
export function readPlainRow(row: Row, day: DayMemo, from: number, end: number): 0 | 17 | 18 {
  const { bytes } = row;
  const action = from + 20;
  const isAllowed = isAllow(bytes, action);
  if (!isAllowed && !isDrop(bytes, action)) return 0;
  const time = day.midnight(bytes, from, 10) + clockMicros(bytes, from + 11);
  const transport = action + (isAllowed ? 6 : 5);
  const source = cellEnd(bytes, transport, end) + 1;
  const destination = addressEnd(bytes, source, end) + 1;
  const sourcePort = destination === 0 ? 0 : addressEnd(bytes, destination, end) + 1;
  const destinationPort = sourcePort === 0 ? 0 : portCellEnd(bytes, sourcePort, end) + 1;
  const size = destinationPort === 0 ? 0 : portCellEnd(bytes, destinationPort, end) + 1;
  if (size === 0 || Number.isNaN(time) || bytes[from + 10] !== blank || bytes[from + 19] !== blank) return 0;
  const tail = cellEnd(bytes, size, end) + 1;
  const path = pathStart(bytes, tail, end);
  const isSent = isSend(bytes, path);
  const pid = path + (isSent ? 5 : 8);
  if (end < pid - 1 || (!isSent && !isReceive(bytes, path))) return 0;
  const hasPid = pid <= end;
  if (hasPid && (bytes[pid - 1] !== blank || cellEnd(bytes, pid, end) !== end)) return 0;

  row.time = time;
  row.eventType = isAllowed ? "allowed" : "denied";
  row.direction = isSent ? "outbound" : "inbound";
  const { from: starts, to: ends } = row;
  starts[field.time] = from;
  ends[field.time] = action - 1;
  starts[field.action] = action;
  ends[field.action] = transport - 1;
  starts[field.sourceAddress] = source;
  ends[field.sourceAddress] = destination - 1;
  starts[field.destinationAddress] = destination;
  ends[field.destinationAddress] = sourcePort - 1;
  starts[field.direction] = path;
  ends[field.direction] = pid - 1;
  setPresent(row, field.transport, transport, source - 1);
  setPresent(row, field.sourcePort, sourcePort, destinationPort - 1);
  setPresent(row, field.destinationPort, destinationPort, size - 1);
  setPresent(row, field.size, size, tail - 1);
  if (hasPid) setPresent(row, field.pid, pid, end);
  return hasPid ? 18 : 17;
}

function setPresent(row: Row, index: FieldIndex, from: number, to: number): void {
  if (row.bytes[from] === minus && to === from + 1) return;
  row.from[index] = from;
  row.to[index] = to;
}

/** The first blank at or after `from`, or `end`. */
function cellEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && blank < bytes[at]!) at++;
  return at;
}

/** -1 where no address stands that is followed by a blank. */
function addressEnd(bytes: Uint8Array, from: number, end: number): number {
  const short = ipv4End(bytes, from, end);
  if (0 <= short) return bytes[short] === blank ? short : -1;
  const long = cellEnd(bytes, from, end);
  return bytes[long] === blank && isPlainAddress(bytes, from, long) ? long : -1;
}

function portCellEnd(bytes: Uint8Array, from: number, end: number): number {
  const to = bytes[from] === minus ? from + 1 : portEnd(bytes, from, end);
  return 0 <= to && bytes[to] === blank ? to : -1;
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
