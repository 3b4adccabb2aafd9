import { behindLineBreak, endBlock, putSyslogRow } from "./block";
import { blanksOrLess, equalTo, isText } from "./masks";
import {
  capacity,
  destinationAt,
  destinationPlaceAt,
  destinationPortAt,
  rolesAt,
  sourceAt,
  sourcePlaceAt,
  sourcePortAt,
  textAt,
  verdictLengthsAt,
  verdictSize,
  verdictsAt,
  wordsAt,
} from "./memory";
import {
  findEndOfRest,
  findLineFeed,
  findProtocol,
  hasNoPorts,
  longestPart,
  transportWord,
} from "./netfilterWords";
import { none, otherAddress, readDigits, readIPv4, readIPv6 } from "./numbers";
import { findHead, headTime, messageAt } from "./syslogHead";

/** `MAC=` with fourteen bytes. */
const macLength: usize = 45;
const hasIngress: u32 = 1;
const hasEgress: u32 = 2;
const verdictShift: u32 = 2;

/** How long the value read last is, up to a blank: 16 where there is none so soon. */
let length: u32 = 0;
/** The verdict of the row above. */
let lastVerdict: u32 = 0;

/**
 * Adds the plain rows of `[start, end)` to the block of which `row` rows are there, and returns where the first
 * line starts that is none, or for which there is no room. Plain is what `NetfilterPlainRows` of
 * src/formats/netfilter takes for plain; what is rare among that is left to it. Of the heads only those of one
 * kind count.
 *
 *     Mar  3 10:00:01 gw01 kernel: [12345.678901] [UFW BLOCK] IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=…
 *     └ head                       └ uptime       └ verdict   └ packet
 */
export function readNetfilterRows(
  start: usize,
  end: usize,
  row: usize,
  heads: u32,
  kind: u32,
  verdicts: u32,
): usize {
  let i = row;
  let at = start;
  lastVerdict = 0;
  while (i < capacity) {
    if (!findHead(at, heads, kind)) break;
    const said = behindUptime(messageAt);
    // Without a time, nothing but the uptime tells that the line is the kernel's.
    const isSaid = said !== 0 && (said !== messageAt || !F64.isNaN(headTime));
    const verdict = isSaid ? findVerdict(said, verdicts) : -1;
    if (verdict < 0) break;
    const packet = said + load<u8>(verdictLengthsAt + verdict);
    const lineFeed = readPacket(packet, i, verdict);
    if (lineFeed === 0 || lineFeed >= end) break;
    const next = putSyslogRow(i, at, lineFeed);
    if (next === 0) break;
    at = next;
    i++;
  }
  endBlock(i);
  return at;
}

/** Behind `[12345.678901] `, or where no bracket opens; 0 where the bracket holds something else or more. */
function behindUptime(at: usize): usize {
  const text = v128.load(at);
  const closing = equalTo(text, 0x5d);
  if (load<u8>(at) !== 0x5b) return at;
  const dots = equalTo(text, 0x2e);
  const blanks = equalTo(text, 0x20);
  const digits = <u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10)));
  // A verdict in brackets has none.
  if (closing === 0) return (dots & 0xffff) === 0 ? at : 0;
  const close = <u32>ctz(closing);
  const inside: u32 = ((1 << close) - 1) & ~1;
  const isNumber = (dots | blanks | digits) & inside;
  const lead = (blanks & inside) >> 1;
  if (isNumber !== inside || popcnt(dots & inside) !== 1) return at;
  if ((lead & (lead + 1)) !== 0) return 0;
  const behind = behindCaller(at + close + 1);
  return load<u8>(behind) === 0x20 ? behind + 1 : 0;
}

/** Behind `[  T123]` or `[    C1]`, if it stands there. */
function behindCaller(at: usize): usize {
  if (load<u8>(at) !== 0x5b) return at;
  const text = v128.load(at);
  const closing = equalTo(text, 0x5d);
  if (closing === 0) return at;
  const close = <u32>ctz(closing);
  const digits = <u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10)));
  const letters = equalTo(text, 0x54) | equalTo(text, 0x43);
  const inside: u32 = ((1 << close) - 1) & ~1;
  return ((digits | letters | equalTo(text, 0x20)) & inside) === inside ? at + close + 1 : at;
}

/** The number of the verdict's text that stands at `at`, with `IN=` behind it, or -1. */
function findVerdict(at: usize, verdicts: u32): i32 {
  if (isVerdict(at, lastVerdict)) return lastVerdict;
  for (let verdict: u32 = 0; verdict < verdicts; verdict++) {
    if (!isVerdict(at, verdict)) continue;
    lastVerdict = verdict;
    return verdict;
  }
  return -1;
}

function isVerdict(at: usize, verdict: u32): bool {
  const size = load<u8>(verdictLengthsAt + verdict);
  const isIt = isText(at, verdictsAt + verdictSize * verdict, size);
  return isIt && (load<u32>(at + size) & 0x00ffffff) === 0x3d4e49;
}

/** Reads the packet into the row, and returns where its line ends; 0 where it is not plain. */
function readPacket(packet: usize, row: usize, verdict: u32): usize {
  let at = packet + 3;
  measure(at);
  let roles = verdict << verdictShift;
  if (length !== 0) roles |= hasIngress;
  at += length + 1;
  if (load<u32>(at) !== 0x3d54554f || length > 15) return 0; // OUT=
  measure(at + 4);
  if (length !== 0) roles |= hasEgress;
  at += 4 + length + 1;
  if (length > 15) return 0;
  store<u8>(rolesAt + row, roles);
  at = behindLinkWords(at);
  if (at === 0 || load<u32>(at) !== 0x3d435253) return 0; // SRC=
  at = readAddress(at + 4, sourceAt + 4 * row, sourcePlaceAt + 4 * row);
  if (at === 0 || load<u32>(at) !== 0x3d545344) return 0; // DST=
  at = readAddress(at + 4, destinationAt + 4 * row, destinationPlaceAt + 4 * row);
  if (at === 0 || load<u32>(at) !== 0x3d4e454c) return 0; // LEN=
  measure(at + 4);
  if (length > 15) return 0;
  return readTransport(findProtocol(at + 4 + length + 1), row);
}

/** Behind `MAC=…`, `PHYSIN=…` and the like, of which there may be none; 0 where a word of them has no end. */
function behindLinkWords(from: usize): usize {
  let at = from;
  while (load<u8>(at) === 0x4d || load<u16>(at) === 0x4850) {
    let ends: u32 = 0;
    const start = at;
    for (; at < start + longestPart; at += 16) {
      ends = blanksOrLess(v128.load(at));
      if (ends !== 0) break;
    }
    at += ends === 0 ? 0 : <usize>ctz(ends);
    if (load<u8>(at) !== 0x20 || (at - start < macLength && looksLikeMac(start))) return 0;
    at++;
  }
  return at;
}

/** Whether `MAC=` with fourteen bytes might stand there, in which nobody looks for blanks. */
function looksLikeMac(at: usize): bool {
  return load<u8>(at, 6) === 0x3a && load<u8>(at, macLength - 3) === 0x3a && load<u8>(at, macLength) === 0x20;
}

/** Reads an address and returns where the next word begins, 0 where it is none, or has no blank behind it. */
function readAddress(at: usize, column: usize, place: usize): usize {
  measure(at);
  const number = readIPv4(at, length);
  store<u32>(place, <u32>(at - textAt));
  if (number >= 0) {
    store<i32>(column, <i32>number);
    return at + length + 1;
  }
  const size = readIPv6(at);
  store<u32>(column, otherAddress);
  return size !== 0 && load<u8>(at + size) === 0x20 ? at + size + 1 : 0;
}

function readTransport(protocol: usize, row: usize): usize {
  let at = protocol;
  if (at === 0 || load<u16>(at, 4) !== 0x3d4f) return 0; // PROTO=
  at += 6;
  const size = <u32>ctz(blanksOrLess(v128.load(at)) | 0x10000);
  const word = transportWord(at, size);
  if (word === 0) return 0;
  store<u32>(wordsAt + 4 * row, word);
  at += size;
  if (load<u8>(at) === 0x20 && load<u32>(at, 1) === 0x3d545053) return readPorts(at + 5, row); // SPT=
  if (!hasNoPorts(word)) return 0;
  store<i32>(sourcePortAt + 4 * row, -1);
  store<i32>(destinationPortAt + 4 * row, -1);
  return findEndOfRest(at);
}

/** Reads both ports, of which the first begins at `from`, and returns where the line ends. */
function readPorts(from: usize, row: usize): usize {
  let at = from;
  measure(at);
  const sourcePort = readPort(at);
  at += length + 1;
  if (sourcePort < 0 || load<u32>(at) !== 0x3d545044) return 0; // DPT=
  at += 4;
  length = <u32>ctz(blanksOrLess(v128.load(at)) | 0x10000);
  const destinationPort = readPort(at);
  at += length;
  const isEnded = load<u8>(at) === 0x20 || behindLineBreak(at) !== 0;
  if (destinationPort < 0 || !isEnded) return 0;
  store<i32>(sourcePortAt + 4 * row, <i32>sourcePort);
  store<i32>(destinationPortAt + 4 * row, <i32>destinationPort);
  return findLineFeed(at);
}

/** Notes how long the value at `at` is: up to a blank, none of the bytes being less than one; 16 for all else. */
function measure(at: usize): void {
  const text = v128.load(at);
  const to = <u32>ctz(blanksOrLess(text) | 0x10000);
  length = load<u8>(at + to) === 0x20 ? to : 16;
}

function readPort(at: usize): i64 {
  const port = length <= 5 ? readDigits(at, length) : none;
  return port <= 65_535 ? port : none;
}
