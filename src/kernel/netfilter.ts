import { behindLineBreak, endBlock } from "./block";
import { blanksOrLess, equalTo, isSame, lessThanBlank } from "./masks";
import {
  capacity,
  dayAt,
  destinationAt,
  destinationPortAt,
  endAt,
  namesAt,
  pidAt,
  rolesAt,
  sourceAt,
  sourcePortAt,
  startAt,
  textAt,
  timeAt,
  verdictLengthsAt,
  verdictSize,
  verdictsAt,
  wordsAt,
} from "./memory";
import { none, readDigits, readIPv4, readMinute, readSecond } from "./numbers";

const dayAndBlank: u32 = 7;
/** The day, a blank, the time, a blank. */
const timeLength: usize = 16;
/** `MAC=` with fourteen bytes. */
const macLength: usize = 45;
const tosAndPrecLength: usize = 19;
/** How far behind its ports a line may end. */
const longestRest: usize = 512;

const hasIngress: u32 = 1;
const hasEgress: u32 = 2;
const verdictShift: u32 = 2;

/** How long the value read last is, up to a blank: 16 where there is none so soon. */
let length: u32 = 0;

/**
 * Adds the plain rows of `[start, end)` to the block of which `row` rows are there, and returns where the first
 * line starts that is none, or for which there is no room. Plain is what `NetfilterPlainRows` of
 * src/formats/netfilter takes for plain; what is rare among that is left to it.
 *
 *     Mar  3 10:00:01 gw01 kernel: [12345.678901] [UFW BLOCK] IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=…
 *     └ day           └ names      └ uptime       └ verdict   └ packet
 */
export function readNetfilterRows(
  start: usize,
  end: usize,
  row: usize,
  midnight: f64,
  namesLength: u32,
  verdicts: u32,
): usize {
  let head = i8x16.splat(0);
  let time: f64 = NaN;
  let i = row;
  let at = start;
  while (i < capacity) {
    const date = v128.load(at);
    if (!i8x16.all_true(i8x16.eq(date, head))) {
      const second = readSecond(at + 12);
      time = midnight + readMinute(at + 7) + <f64>second * 1_000_000;
      if (second < 0 || !isSame(at, dayAt, dayAndBlank)) break;
      head = date;
    }
    if (!(0 <= time)) break;
    if (!isText(at + timeLength, namesAt, namesLength)) break;
    const said = behindUptime(at + timeLength + namesLength);
    const verdict = said === 0 ? -1 : findVerdict(said, verdicts);
    if (verdict < 0) break;
    const packet = said + load<u8>(verdictLengthsAt + verdict);
    const ports = readEnds(packet, i, verdict);
    const lineFeed = ports === 0 ? ports : findLineFeed(ports);
    if (lineFeed === 0 || lineFeed >= end) break;
    const lineEnd = load<u8>(lineFeed - 1) === 0x0d ? lineFeed - 1 : lineFeed;
    // Tags of a web page may stand around it.
    const last = load<u8>(lineEnd - 1);
    if (last === 0x3e || last === 0x0d) break;
    store<f64>(timeAt + 8 * i, time);
    store<i32>(startAt + 4 * i, <i32>(at - textAt));
    store<i32>(endAt + 4 * i, <i32>(lineEnd - textAt));
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
  return (lead & (lead + 1)) === 0 && load<u8>(at + close, 1) === 0x20 ? at + close + 2 : 0;
}

/** The number of the verdict's text that stands at `at`, with `IN=` behind it, or -1. */
function findVerdict(at: usize, verdicts: u32): i32 {
  for (let verdict: u32 = 0; verdict < verdicts; verdict++) {
    const size = load<u8>(verdictLengthsAt + verdict);
    const isIt = isText(at, verdictsAt + verdictSize * verdict, size);
    if (isIt && (load<u32>(at + size) & 0x00ffffff) === 0x3d4e49) return verdict;
  }
  return -1;
}

function isText(at: usize, text: usize, size: u32): bool {
  let done: u32 = 0;
  for (; done + 16 <= size; done += 16) if (!isSame(at + done, text + done, 16)) return false;
  return isSame(at + done, text + done, size - done);
}

/** Reads what the packet has up to its ports, and returns where they end; 0 where it is not plain. */
function readEnds(packet: usize, row: usize, verdict: u32): usize {
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

  if (load<u8>(at) === 0x4d) {
    if (!isUsualMac(at)) return 0;
    at += macLength + 1;
  }
  if (load<u32>(at) !== 0x3d435253) return 0; // SRC=
  measure(at + 4);
  const source = readIPv4(at + 4, length);
  at += 4 + length + 1;
  if (source < 0 || load<u32>(at) !== 0x3d545344) return 0; // DST=
  measure(at + 4);
  const destination = readIPv4(at + 4, length);
  at += 4 + length + 1;
  if (destination < 0 || load<u32>(at) !== 0x3d4e454c) return 0; // LEN=
  store<i32>(sourceAt + 4 * row, <i32>source);
  store<i32>(destinationAt + 4 * row, <i32>destination);
  measure(at + 4);
  if (length > 15) return 0;
  return readTransport(behindLifetime(at + 4 + length + 1), row);
}

function readTransport(protocol: usize, row: usize): usize {
  let at = protocol;
  if (at === 0 || load<u32>(at) !== 0x544f5250 || load<u16>(at, 4) !== 0x3d4f) return 0; // PROTO=
  measure(at + 6);
  if (length - 1 > 3) return 0;
  store<u32>(wordsAt + 4 * row, load<u32>(at + 6) & (0xffffffff >> (32 - 8 * length)));
  at += 6 + length + 1;
  if (load<u32>(at) !== 0x3d545053) return 0; // SPT=
  measure(at + 4);
  const sourcePort = readPort(at + 4);
  at += 4 + length + 1;
  if (sourcePort < 0 || load<u32>(at) !== 0x3d545044) return 0; // DPT=
  at += 4;
  const digits = <u32>ctz(blanksOrLess(v128.load(at)) | 0x10000);
  length = digits;
  const destinationPort = readPort(at);
  at += digits;
  const isEnded = load<u8>(at) === 0x20 || behindLineBreak(at) !== 0;
  if (destinationPort < 0 || !isEnded) return 0;
  store<i32>(sourcePortAt + 4 * row, <i32>sourcePort);
  store<i32>(destinationPortAt + 4 * row, <i32>destinationPort);
  store<i32>(pidAt + 4 * row, -1);
  return at;
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

/** Whether what has the shape of `MAC=` with fourteen bytes stands there, and a blank behind it. */
function isUsualMac(at: usize): bool {
  if (load<u8>(at, 6) !== 0x3a || load<u8>(at, macLength - 3) !== 0x3a || load<u8>(at, macLength) !== 0x20)
    return false;
  const less =
    blanksOrLess(v128.load(at)) | blanksOrLess(v128.load(at, 16)) | blanksOrLess(v128.load(at, 29));
  return less === 0;
}

/** Behind `TOS=0x00 PREC=0x00 TTL=64 ID=1 DF `, at the word that begins with a P; 0 where it is not so near. */
function behindLifetime(at: usize): usize {
  if (load<u8>(at) !== 0x54 || load<u8>(at, 9) !== 0x50) return 0;
  if (lessThanBlank(v128.load(at)) | lessThanBlank(v128.load(at, 3))) return 0;
  const from = at + tosAndPrecLength;
  if (load<u8>(from) === 0x50) return from;
  const low = v128.load(from);
  const high = v128.load(from, 16);
  const behindBlank = (blanksOrLess(low) | (blanksOrLess(high) << 16)) << 1;
  const words = behindBlank & (equalTo(low, 0x50) | (equalTo(high, 0x50) << 16));
  const less = lessThanBlank(low) | (lessThanBlank(high) << 16);
  // The lowest bit of `words` lies below all of `less`.
  if (words === 0 || ((words ^ (words - 1)) & less) !== 0) return 0;
  return from + ctz(words);
}

/** The LF at or behind `at`, or 0 where none is near. */
function findLineFeed(at: usize): usize {
  for (let from = at; from < at + longestRest; from += 16) {
    const found = equalTo(v128.load(from), 0x0a);
    if (found !== 0) return from + ctz(found);
  }
  return 0;
}
