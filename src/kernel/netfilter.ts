import { behindLineBreak, endBlock } from "./block";
import { blanksOrLess, equalTo, isText, lessThanBlank } from "./masks";
import {
  capacity,
  destinationAt,
  destinationPlaceAt,
  destinationPortAt,
  endAt,
  headOfRowAt,
  pidAt,
  rolesAt,
  sourceAt,
  sourcePlaceAt,
  sourcePortAt,
  startAt,
  textAt,
  timeAt,
  verdictLengthsAt,
  verdictSize,
  verdictsAt,
  wordsAt,
} from "./memory";
import { none, otherAddress, readDigits, readIPv4, readIPv6 } from "./numbers";
import { findHead, headNumber, headTime, messageAt } from "./syslogHead";

/** `MAC=` with fourteen bytes. */
const macLength: usize = 45;
/** `TOS=0x00 PREC=0x00 `. */
const tosAndPrecLength: usize = 19;
/** How far one part of a line may lie from the other. */
const longestPart: usize = 512;

const hasIngress: u32 = 1;
const hasEgress: u32 = 2;
const verdictShift: u32 = 2;

/** In place of the names that are longer than four letters: no byte of a word is so small. */
const icmp6: u32 = 1;
const udplite: u32 = 2;

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
    const lineEnd = load<u8>(lineFeed - 1) === 0x0d ? lineFeed - 1 : lineFeed;
    // Tags of a web page may stand around it.
    const last = load<u8>(lineEnd - 1);
    if (last === 0x3e || last === 0x0d) break;
    store<f64>(timeAt + 8 * i, headTime);
    store<u8>(headOfRowAt + i, headNumber);
    store<i32>(startAt + 4 * i, <i32>(at - textAt));
    store<i32>(endAt + 4 * i, <i32>(lineEnd - textAt));
    store<i32>(pidAt + 4 * i, -1);
    at = lineFeed + 1;
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

function transportWord(at: usize, size: u32): u32 {
  if (size - 1 <= 3) return load<u32>(at) & (0xffffffff >> (32 - 8 * size));
  const name = load<u64>(at);
  if (size === 6 && (name & 0xffffffffffff) === 0x3676504d4349) return icmp6;
  return size === 7 && (name & 0xffffffffffffff) === 0x4554494c504455 ? udplite : 0;
}

/** ICMP, ICMPv6, ESP, AH, and numbers other than those of protocols with ports. */
function hasNoPorts(word: u32): bool {
  if (word === 0x504d4349 || word === icmp6 || word === 0x505345 || word === 0x4841) return true;
  const first = (word & 0xff) - 0x30;
  const second = ((word >> 8) & 0xff) - 0x30;
  const third = ((word >> 16) & 0xff) - 0x30;
  if (first > 9) return false;
  if (word >> 8 === 0) return first !== 6;
  if (first === 0 || second > 9) return false;
  if (word >> 16 === 0) return !(first === 1 && second === 7) && !(first === 3 && second === 3);
  if (third > 9 || word >> 24 !== 0) return false;
  return !(first === 1 && second === 3 && (third === 2 || third === 6));
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

/** Where `PROT` of `PROTO=` begins, behind `TOS=0x00 PREC=0x00 TTL=64 ID=1 DF `; 0 where it is not near. */
function findProtocol(from: usize): usize {
  let at = from;
  const isUsual = load<u8>(at) === 0x54 && load<u8>(at, 9) === 0x50 && load<u8>(at, 18) === 0x20;
  if (isUsual && (lessThanBlank(v128.load(at)) | lessThanBlank(v128.load(at, 3))) === 0)
    at += tosAndPrecLength;
  const last = at + longestPart;
  let behindBlank: u32 = 1;
  for (; at < last; at += 16) {
    const text = v128.load(at);
    behindBlank |= equalTo(text, 0x20) << 1;
    const less = lessThanBlank(text);
    for (let words = behindBlank & equalTo(text, 0x50) & 0xffff; words !== 0; words &= words - 1) {
      // The lowest bit of `words` lies below all of `less`.
      if (((words ^ (words - 1)) & less) !== 0) return 0;
      if (load<u32>(at + ctz(words)) === 0x544f5250) return at + ctz(words);
    }
    if (less !== 0) return 0;
    behindBlank >>= 16;
  }
  return 0;
}

/** The LF at or behind `at`, or 0 where none is near. */
function findLineFeed(at: usize): usize {
  for (let from = at; from < at + longestPart; from += 16) {
    const found = equalTo(v128.load(from), 0x0a);
    if (found !== 0) return from + ctz(found);
  }
  return 0;
}

/** The same behind words none of which says anything more of the packet. A bracket opens another packet. */
function findEndOfRest(at: usize): usize {
  let behindBlank: u32 = 0;
  for (let from = at; from < at + longestPart; from += 16) {
    const text = v128.load(from);
    const blanks = blanksOrLess(text);
    const found = equalTo(text, 0x0a);
    const inLine = found === 0 ? 0xffff : (found ^ (found - 1)) >> 1;
    for (let words = (behindBlank | (blanks << 1)) & ~blanks & inLine; words !== 0; words &= words - 1) {
      const word = from + ctz(words);
      if (load<u8>(word) === 0x5b) return findLineFeed(word);
      if (saysMore(word)) return 0;
    }
    if (found !== 0) return from + ctz(found);
    behindBlank = blanks >> 15;
  }
  return 0;
}

/** Whether the word there may be a field of the packet, another protocol, or a priority amid the line. */
function saysMore(at: usize): bool {
  const word = load<u32>(at);
  const isKeyOfThree = word >> 24 === 0x3d;
  switch (word & 0xff) {
    case 0x49: // IN=
      return (word & 0x00ffffff) === 0x3d4e49;
    case 0x4f: // OUT=
    case 0x44: // DST=, DPT=
      return isKeyOfThree;
    case 0x53: // SRC=, SPT=
      return word === 0x3d435253 || word === 0x3d545053;
    case 0x41: // ARP
      return word === 0x20505241;
    case 0x50: // PROTO=
    case 0x70:
      return load<u8>(at, 5) === 0x3d;
    case 0x3c: // <4>
      return (word & 0x00ff0000) === 0x3e0000;
    default:
      return false;
  }
}
