import { behindLineBreak, endBlock } from "./block";
import { blanksOrLess, isSame, joined, lessThanBlank } from "./masks";
import {
  capacity,
  dayAt,
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
import { none, otherAddress, readDigits, readIPv4, readIPv6, readMinute, readSecond } from "./numbers";

/** The date, a blank, the time, a blank. */
const timeLength: usize = 20;
const dateAndBlank: u32 = 11;

/** Blanks behind the action and each cell up to the path, if that is the last one. */
const blanksToPath: u32 = 14;

const allowed: u32 = 1;
const sent: u32 = 2;

/** Of 128 bytes: what is a blank or less. */
let blanks0: u64 = 0;
let blanks1: u64 = 0;
/** Of the 64 bytes that were looked at last: what is less than a blank. */
let less: u64 = 0;

/**
 * Adds the plain rows of `[start, end)` to the block of which `row` rows are there, and returns where the first
 * line starts that is none, or for which there is no room. Plain is what `PfirewallPlainRows` of
 * src/formats/pfirewall takes for plain; what is rare among that is left to it. `withPath` and `withPid` say
 * what a row may end with.
 */
export function readPfirewallRows(
  start: usize,
  end: usize,
  row: usize,
  midnight: f64,
  withPath: bool,
  withPid: bool,
): usize {
  let head = i8x16.splat(0);
  let minute: f64 = NaN;
  let i = row;
  let at = start;
  while (i < capacity) {
    const date = v128.load(at);
    if (!i8x16.all_true(i8x16.eq(date, head))) {
      minute = midnight + readMinute(at + 11);
      if (!isSame(at, dayAt, dateAndBlank)) break;
      head = date;
    }
    // Not a number, or before 1970.
    if (!(0 <= minute)) break;
    const second = readSecond(at + 16);
    if (second < 0) break;
    const lineEnd = readCells(at + timeLength, i, withPath, withPid);
    const next = lineEnd === 0 ? lineEnd : behindLineBreak(lineEnd);
    if (next === 0 || next > end) break;
    store<f64>(timeAt + 8 * i, minute + <f64>second * 1_000_000);
    store<i32>(startAt + 4 * i, <i32>(at - textAt));
    store<i32>(endAt + 4 * i, <i32>(lineEnd - textAt));
    at = next;
    i++;
  }
  endBlock(i);
  return at;
}

/** Reads what stands behind the time into the row, and returns where the line ends; 0 where it is not plain. */
function readCells(from: usize, row: usize, withPath: bool, withPid: bool): usize {
  const length = findBlanks(from);
  if (length === 0) return 0;
  const count = <u32>popcnt(blanks0) + <u32>popcnt(blanks1);
  const hasPid = count === blanksToPath + 1;
  if (!(hasPid ? withPid : withPath && count === blanksToPath)) return 0;
  // Six cells end in the first half: the action, the protocol, the addresses, the ports.
  let rest = blanks0;
  let to = <u32>ctz(rest);
  const isAllowed = to === 5 && load<u32>(from) === 0x4f4c4c41 && load<u8>(from, 4) === 0x57;
  if (!isAllowed && !(to === 4 && load<u32>(from) === 0x504f5244)) return 0;

  let cell = to + 1;
  rest &= rest - 1;
  to = <u32>ctz(rest);
  if (to - cell > 4) return 0;
  store<u32>(wordsAt + 4 * row, load<u32>(from + cell) & (0xffffffff >> (32 - 8 * (to - cell))));

  cell = to + 1;
  rest &= rest - 1;
  to = <u32>ctz(rest);
  const isSource = readAddress(from + cell, to - cell, sourceAt + 4 * row, sourcePlaceAt + 4 * row);

  cell = to + 1;
  rest &= rest - 1;
  to = <u32>ctz(rest);
  const isDestination = readAddress(
    from + cell,
    to - cell,
    destinationAt + 4 * row,
    destinationPlaceAt + 4 * row,
  );

  cell = to + 1;
  rest &= rest - 1;
  to = <u32>ctz(rest);
  const sourcePort = readPort(from + cell, to - cell);

  cell = to + 1;
  rest &= rest - 1;
  to = <u32>ctz(rest);
  const destinationPort = readPort(from + cell, to - cell);
  if (rest === 0 || !isSource || !isDestination || sourcePort < -1 || destinationPort < -1) return 0;
  store<i32>(sourcePortAt + 4 * row, sourcePort);
  store<i32>(destinationPortAt + 4 * row, destinationPort);

  let path = lastBlank() + 1;
  let pathEnd = length;
  let pid: i64 = -1;
  if (hasPid) {
    const isAbsent = length - path === 1 && load<u8>(from + path) === 0x2d;
    if (!isAbsent) {
      pid = readDigits(from + path, length - path);
      if (pid < 0) return 0;
    }
    pathEnd = path - 1;
    forgetLastBlank();
    path = lastBlank() + 1;
  }
  store<i32>(pidAt + 4 * row, <i32>pid);
  const word = load<u64>(from + path);
  const isSent = pathEnd - path === 4 && <u32>word === 0x444e4553;
  if (!isSent && !(pathEnd - path === 7 && (word & 0x00ffffffffffffff) === 0x45564945434552)) return 0;
  store<u8>(rolesAt + row, (isAllowed ? allowed : 0) | (isSent ? sent : 0));
  return from + length;
}

function readAddress(at: usize, length: u32, column: usize, place: usize): bool {
  const number = readIPv4(at, length);
  store<u32>(place, <u32>(at - textAt));
  store<u32>(column, number < 0 ? otherAddress : <u32>number);
  return number >= 0 || readIPv6(at) === length;
}

/** A port, -1 for `-`, or -2 for anything else. */
function readPort(from: usize, length: u32): i32 {
  if (length === 1 && load<u8>(from) === 0x2d) return -1;
  const port = length <= 5 ? readDigits(from, length) : none;
  return 0 <= port && port <= 65_535 ? <i32>port : -2;
}

/**
 * Notes the blanks of the line from `from` on, and returns its length; 0 where it is longer than 128 bytes or has
 * two blanks on end. A line ends with the first byte that is less than a blank.
 */
function findBlanks(from: usize): u32 {
  blanks0 = blanksOf(from);
  let length: u32 = 0;
  if (less !== 0) {
    length = <u32>ctz(less);
    blanks0 &= ((<u64>1) << length) - 1;
    blanks1 = 0;
  } else {
    blanks1 = blanksOf(from + 64);
    if (less === 0) return 0;
    length = <u32>ctz(less);
    blanks1 &= ((<u64>1) << length) - 1;
    length += 64;
  }
  const behindBlank0 = blanks0 << 1;
  const behindBlank1 = (blanks1 << 1) | (blanks0 >> 63);
  return ((blanks0 & behindBlank0) | (blanks1 & behindBlank1)) === 0 ? length : 0;
}

/** The blanks, or what is less, of 64 bytes: a bit each. `less` is left with those that are less. */
function blanksOf(at: usize): u64 {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  less = joined(lessThanBlank(a), lessThanBlank(b), lessThanBlank(c), lessThanBlank(d));
  return joined(blanksOrLess(a), blanksOrLess(b), blanksOrLess(c), blanksOrLess(d));
}

/** Where the last of the blanks stands. */
function lastBlank(): u32 {
  return blanks1 !== 0 ? 127 - <u32>clz(blanks1) : 63 - <u32>clz(blanks0);
}

function forgetLastBlank(): void {
  if (blanks1 !== 0) blanks1 &= ~((<u64>1) << (63 - <u64>clz(blanks1)));
  else blanks0 &= ~((<u64>1) << (63 - <u64>clz(blanks0)));
}
