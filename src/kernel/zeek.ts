import { behindLineBreak, endBlock } from "./block";
import { equalTo, lineBreaks } from "./masks";
import {
  capacity,
  destinationAt,
  destinationPlaceAt,
  destinationPortAt,
  endAt,
  pidAt,
  rolesAt,
  sourceAt,
  sourcePlaceAt,
  sourcePortAt,
  startAt,
  textAt,
  timeAt,
  wordsAt,
} from "./memory";
import { otherAddress, readDigits, readIPv4, readIPv6 } from "./numbers";

/** Seconds, a dot, microseconds. */
const timeLength: u32 = 17;
/** Bytes of a line that are looked at. */
const longestLine: u32 = 256;
const anyNumber: i32 = -1;

/** Where the line begins, and which of its bytes `tabs` tells of. */
let line: usize = 0;
let base: u32 = 0;
/** The tabs of 64 bytes that were not asked for yet, up to the line's end: a bit each. */
let tabs: u64 = 0;
/** Where the line ends, 0 where that is not known yet. */
let length: u32 = 0;

/**
 * Adds the plain rows of `[start, end)` to the block of which `row` rows are there, and returns where the first
 * line starts that is none, or for which there is no room. Plain is what `ZeekPlainRows` of src/formats/zeek takes
 * for plain; what is rare among that is left to it. A row has `rest` tabs behind its state, and sides if `hasSides`.
 */
export function readZeekRows(start: usize, end: usize, row: usize, rest: u32, hasSides: bool): usize {
  let i = row;
  let at = start;
  while (i < capacity) {
    line = at;
    base = 0;
    length = 0;
    lookAt(at);
    if (!readCells(i, rest, hasSides)) break;
    const lineEnd = at + length;
    const next = behindLineBreak(lineEnd);
    if (next === 0 || next > end) break;
    store<i32>(startAt + 4 * i, <i32>(at - textAt));
    store<i32>(endAt + 4 * i, <i32>(lineEnd - textAt));
    store<i32>(pidAt + 4 * i, -1);
    at = next;
    i++;
  }
  endBlock(i);
  return at;
}

/** Reads the line into the row, and leaves its length. False where it is not plain. */
function readCells(row: usize, rest: u32, hasSides: bool): bool {
  if (nextTab() !== timeLength || !readTime(row)) return false;
  let from = nextTab() + 1;
  let to = nextTab();
  if (!readAddress(from, to, sourceAt + 4 * row, sourcePlaceAt + 4 * row)) return false;
  from = to + 1;
  to = nextTab();
  const sourcePort = readPort(from, to);
  from = to + 1;
  to = nextTab();
  if (!readAddress(from, to, destinationAt + 4 * row, destinationPlaceAt + 4 * row)) return false;
  from = to + 1;
  to = nextTab();
  const destinationPort = readPort(from, to);
  if (sourcePort < 0 || destinationPort < 0) return false;
  from = to + 1;
  to = nextTab();
  const transport = transportOf(from, to);
  if (transport < 0) return false;
  const hasPorts = transport !== 2;
  store<i32>(sourcePortAt + 4 * row, hasPorts ? sourcePort : -1);
  store<i32>(destinationPortAt + 4 * row, hasPorts ? destinationPort : -1);
  nextTab();
  nextTab();
  nextTab();
  from = nextTab() + 1;
  to = nextTab();
  const state = stateOf(from, to);
  if (state < 0) return false;
  store<u32>(wordsAt + 4 * row, <u32>(transport * 16 + state));
  return readRest(row, to + 1, rest, hasSides);
}

/** The sides, if there are, and that so many tabs follow up to the line's end. */
function readRest(row: usize, from: u32, rest: u32, hasSides: bool): bool {
  let roles: i32 = 0;
  if (hasSides) {
    const cells = load<u32>(line + from);
    const source = sideOf(<u8>cells);
    const destination = sideOf(<u8>(cells >> 16));
    if ((cells & 0xff00ff00) !== 0x09000900 || source < 0 || destination < 0) return false;
    roles = source * 4 + destination;
  }
  store<u8>(rolesAt + row, <u8>roles);
  let seen = <u32>popcnt(tabs);
  while (length === 0) {
    base += 64;
    if (base === longestLine) return false;
    lookAt(line + base);
    seen += <u32>popcnt(tabs);
  }
  return seen === rest;
}

/** The place of the next tab of the line; the longest line's where it has no more. */
function nextTab(): u32 {
  while (tabs === 0) {
    if (length !== 0 || base + 64 >= longestLine) return longestLine;
    base += 64;
    lookAt(line + base);
  }
  const place = base + <u32>ctz(tabs);
  tabs &= tabs - 1;
  return place;
}

/** Notes tabs and the end of the line in 64 bytes. */
function lookAt(at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  tabs = joined(equalTo(a, 0x09), equalTo(b, 0x09), equalTo(c, 0x09), equalTo(d, 0x09));
  const ends = joined(lineBreaks(a), lineBreaks(b), lineBreaks(c), lineBreaks(d));
  if (ends === 0) return;
  tabs &= (ends & (0 - ends)) - 1;
  length = base + <u32>ctz(ends);
}

function joined(a: u32, b: u32, c: u32, d: u32): u64 {
  return <u64>(a | (b << 16)) | ((<u64>(c | (d << 16))) << 32);
}

function readTime(row: usize): bool {
  const high = readDigits(line, 8);
  const low = readDigits(line + 8, 2);
  const micros = readDigits(line + 11, 6);
  if (high < 0 || low < 0 || micros < 0 || load<u8>(line, 10) !== 0x2e) return false;
  store<f64>(timeAt + 8 * row, <f64>((high * 100 + low) * 1_000_000 + micros));
  return true;
}

function readAddress(from: u32, to: u32, column: usize, place: usize): bool {
  const at = line + from;
  const number = readIPv4(at, to - from);
  store<u32>(place, <u32>(at - textAt));
  store<u32>(column, number < 0 ? otherAddress : <u32>number);
  return number >= 0 || readIPv6(at) === to - from;
}

/** A port, or less than 0. */
function readPort(from: u32, to: u32): i32 {
  const port = to - from <= 5 ? readDigits(line + from, to - from) : anyNumber;
  return port <= 65_535 ? <i32>port : anyNumber;
}

/** The transport's place in the list of `zeekPlainRows.ts`, or less than 0. */
function transportOf(from: u32, to: u32): i32 {
  const size = to - from;
  const word = load<u32>(line + from);
  if (size === 3) {
    const three = word & 0x00ffffff;
    return three === 0x706374 ? 0 : three === 0x706475 ? 1 : anyNumber;
  }
  return size === 4 && word === 0x706d6369 ? 2 : anyNumber;
}

/** The same of a state. */
function stateOf(from: u32, to: u32): i32 {
  const size = to - from;
  if (size - 1 > 5) return anyNumber;
  const word = load<u64>(line + from) & (<u64>-1 >> (64 - 8 * <u64>size));
  if (word === 0x4653) return 2; // SF
  if (word === 0x3053) return 0; // S0
  if (word === 0x3153) return 1; // S1
  if (word === 0x4f545352) return 6; // RSTO
  if (word === 0x52545352) return 7; // RSTR
  if (word === 0x4a4552) return 3; // REJ
  if (word === 0x3253) return 4; // S2
  if (word === 0x3353) return 5; // S3
  if (word === 0x30534f545352) return 8; // RSTOS0
  if (word === 0x4852545352) return 9; // RSTRH
  if (word === 0x4853) return 10; // SH
  if (word === 0x524853) return 11; // SHR
  if (word === 0x48544f) return 12; // OTH
  return word === 0x2d ? 13 : anyNumber;
}

/** `T` and `F` as 1 and 2, `-` as 0. */
function sideOf(letter: u8): i32 {
  return letter === 0x54 ? 1 : letter === 0x46 ? 2 : letter === 0x2d ? 0 : anyNumber;
}
