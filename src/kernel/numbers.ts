import { blanksOrLess, equalTo } from "./masks";
import { octetPlacesAt } from "./memory";

/** What is given for anything that is no number of the kind. */
export const none: i64 = -1;
/** Of an address that is none of IPv4, as everybody takes it: `src/core/plainRows.ts`. */
export const otherAddress: u32 = 0xfffffffe;

/** The number of one to eight decimal digits. */
export function readDigits(from: usize, length: u32): i64 {
  if (length - 1 > 7) return none;
  const unused = 64 - 8 * <u64>length;
  // The digits at the high end, each as its value; below them what counts as zeros.
  let digits = (load<u64>(from) << unused) ^ (0x3030303030303030 << unused);
  if (((digits + 0x7676767676767676) | digits) & 0x8080808080808080) return none;
  digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
  return (digits * 10000 + (digits >> 32)) & 0xffffffff;
}

/** Strict dotted decimal as 32 bits: four octets, none above 255, none with a leading zero. */
export function readIPv4(from: usize, length: u32): i64 {
  if (length - 7 > 8) return none;
  const text = v128.load(from);
  const all: u32 = (1 << length) - 1;
  const digits = i8x16.sub(text, i8x16.splat(0x30));
  const digitBits = <u32>i8x16.bitmask(i8x16.lt_u(digits, i8x16.splat(10))) & all;
  const dots = equalTo(text, 0x2e) & all;
  if ((dots | digitBits) !== all || popcnt(dots) !== 3) return none;
  const starts = 1 | (dots << 1);
  if (starts & equalTo(text, 0x30) & (digitBits >> 1)) return none;
  const first = ctz(dots);
  const third = 31 - clz(dots);
  const second = ctz(dots & (dots - 1));
  // One less than the digits of each octet.
  const a = first - 1;
  const b = second - first - 2;
  const c = third - second - 2;
  const d = length - third - 2;
  if (u32(a > 2) | u32(b > 2) | u32(c > 2) | u32(d > 2)) return none;
  const places = v128.load(octetPlacesAt + 16 * <usize>(a * 27 + b * 9 + c * 3 + d));
  const aligned = v128.swizzle(digits, places);
  const weights = i8x16(0, 100, 10, 1, 0, 100, 10, 1, 0, 100, 10, 1, 0, 100, 10, 1);
  const low = i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_low_i8x16_u(aligned, weights));
  const high = i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_high_i8x16_u(aligned, weights));
  const octets = i32x4.add(
    v128.shuffle<i32>(low, high, 0, 2, 4, 6),
    v128.shuffle<i32>(low, high, 1, 3, 5, 7),
  );
  if (v128.any_true(i32x4.gt_u(octets, i32x4.splat(255)))) return none;
  const packed = v128.swizzle(octets, i8x16(12, 8, 4, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  return <i64>(<u32>i32x4.extract_lane(packed, 0));
}

/** How long the IPv6 address is that ends with a blank: RFC 4291, without zone and dotted tail; 0 where none is. */
export function readIPv6(from: usize): u32 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const ends = joined(blanksOrLess(a), blanksOrLess(b), blanksOrLess(c));
  const length = ends === 0 ? 0 : <u32>ctz(ends);
  if (length < 2 || length > 39) return 0;
  const all = ((<u64>1) << length) - 1;
  const colons = joined(equalTo(a, 0x3a), equalTo(b, 0x3a), equalTo(c, 0x3a)) & all;
  const digits = joined(hexDigits(a), hexDigits(b), hexDigits(c)) & all;
  if ((colons | digits) !== all) return 0;
  // Five digits on end.
  if ((digits & (digits << 1) & (digits << 2) & (digits << 3) & (digits << 4)) !== 0) return 0;
  const doubled = colons & (colons << 1);
  const single = colons & ~(doubled | (doubled >> 1));
  if ((single & (1 | ((<u64>1) << (length - 1)))) !== 0) return 0;
  const groups = popcnt(digits & ~(digits << 1));
  const isWhole = doubled === 0 ? groups === 8 : popcnt(doubled) === 1 && groups <= 7;
  return isWhole ? length : 0;
}

function joined(a: u32, b: u32, c: u32): u64 {
  return <u64>(a | (b << 16)) | ((<u64>c) << 32);
}

function hexDigits(bytes: v128): u32 {
  const lower = v128.or(bytes, i8x16.splat(0x20));
  const isDigit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
  const isLetter = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(6));
  return <u32>i8x16.bitmask(v128.or(isDigit, isLetter));
}

/** In place of a byte's number: a zero instead. */
const nothing: u8 = 0x80;

/** Fills the table that `readIPv4` needs: octets of four places, of which the last are used. */
export function layOutOctets(): void {
  for (let key: u32 = 0; key < 81; key++) {
    let at = octetPlacesAt + 16 * <usize>key;
    let digit: u8 = 0;
    for (let weight: u32 = 27; weight > 0; weight = weight / 3) {
      const unused: u32 = 3 - ((key / weight) % 3);
      for (let place: u32 = 0; place < 4; place++) store<u8>(at++, place < unused ? nothing : digit++);
      digit++; // The dot.
    }
  }
}

/** Microseconds of `hh:mm` since midnight, or NaN. */
export function readMinute(at: usize): f64 {
  const hour10 = <u32>load<u8>(at) - 0x30;
  const hour1 = <u32>load<u8>(at, 1) - 0x30;
  const minute10 = <u32>load<u8>(at, 3) - 0x30;
  const minute1 = <u32>load<u8>(at, 4) - 0x30;
  const hour = hour10 * 10 + hour1;
  if (load<u8>(at, 2) !== 0x3a || hour10 > 2 || hour1 > 9 || hour > 23 || minute10 > 5 || minute1 > 9)
    return NaN;
  return <f64>(hour * 60 + minute10 * 10 + minute1) * 60_000_000;
}

/** The seconds of `:ss `, or `none`. */
export function readSecond(at: usize): i64 {
  const text = load<u32>(at);
  const second10 = ((text >> 8) & 0xff) - 0x30;
  const second1 = ((text >> 16) & 0xff) - 0x30;
  if ((text & 0xff0000ff) !== 0x2000003a || second10 > 5 || second1 > 9) return none;
  return second10 * 10 + second1;
}

/** Microseconds of `hh:mm:ss` since midnight, or NaN. */
export function readClock(at: usize): f64 {
  const second10 = <u32>load<u8>(at, 6) - 0x30;
  const second1 = <u32>load<u8>(at, 7) - 0x30;
  if (load<u8>(at, 5) !== 0x3a || second10 > 5 || second1 > 9) return NaN;
  return readMinute(at) + <f64>((second10 * 10 + second1) * 1_000_000);
}
