import { isText } from "./masks";
import {
  headBeforeLengthAt,
  headBehindAt,
  headBehindLengthAt,
  headBracketAt,
  headKindAt,
  headMidnightAt,
  headSize,
  headsAt,
} from "./memory";
import { readClock, readDigits } from "./numbers";

/** Of the line read last: which head it has, its time, and where its message begins. */
export let headNumber: u32 = 0;
export let headTime: f64 = NaN;
export let messageAt: usize = 0;

const clockLength: usize = 8;
/** The kinds of heads without a time have these bits. */
const noTimes: u32 = 3;

/** `10:00:01` of the line above, and its microseconds since midnight. */
let clockText: u64 = 0;
let clockMicros: f64 = NaN;
/** Of the fraction read last, and where it ends. */
let fractionEnd: usize = 0;

/** Finds which of the heads stands at `at`, nearly always that of the line above. */
export function findHead(at: usize, heads: u32, kind: u32): bool {
  if (headNumber < heads && isHead(at, headNumber, kind)) return true;
  for (let head: u32 = 0; head < heads; head++) {
    if (!isHead(at, head, kind)) continue;
    headNumber = head;
    return true;
  }
  return false;
}

/**
 *     2031-03-03T10:00:01.250000+01:00 gw01 kernel: [UFW BLOCK] IN=…
 *     └ before   └ clock └ …     └ behind           └ message
 */
function isHead(at: usize, number: u32, kind: u32): bool {
  const head = headsAt + headSize * number;
  const before = load<u8>(head, headBeforeLengthAt);
  if (load<u8>(head, headKindAt) !== kind || !isText(at, head, before)) return false;
  let behind = at + before;
  if ((kind & noTimes) === noTimes) headTime = NaN;
  else {
    const time = readTime(behind) + load<f64>(head, headMidnightAt);
    behind = fractionEnd;
    // Not a number, or before 1970.
    if (!(0 <= time)) return false;
    headTime = time;
  }
  const size = load<u8>(head, headBehindLengthAt);
  if (!isText(behind, head + headBehindAt, size)) return false;
  messageAt = behind + size;
  return load<u8>(head, headBracketAt) === 0 || load<u8>(messageAt) === 0x5b;
}

/** Microseconds since midnight, with up to six digits of a fraction. */
function readTime(at: usize): f64 {
  const text = load<u64>(at);
  if (text !== clockText) {
    clockText = text;
    clockMicros = readClock(at);
  }
  fractionEnd = at + clockLength;
  if (load<u8>(fractionEnd) !== 0x2e) return clockMicros;
  const bytes = v128.load(fractionEnd, 1);
  const others = ~(<u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10))));
  const digits = <u32>ctz(others);
  if (digits - 1 > 5) return NaN;
  let fraction = readDigits(fractionEnd + 1, digits);
  for (let more = digits; more < 6; more++) fraction *= 10;
  fractionEnd += 1 + digits;
  return clockMicros + <f64>fraction;
}
