import { begun, blanksOrLess } from "./masks";
import { longAddressBits, longAddressesAt, longAddressSize } from "./memory";

const none: i32 = -1;
const numberAt: usize = 48;

/** The text read last, with zeros behind it. */
let first = i8x16.splat(0);
let second = i8x16.splat(0);
let third = i8x16.splat(0);

/** The number of the address that stands at `at` and ends with a blank; -1 where it has none. */
export function longAddressNumber(at: usize): i32 {
  if (!readText(at)) return none;
  const place = placeOfText();
  if (isTextAt(place)) return load<i32>(place + numberAt);
  const other = otherPlace(place);
  return isTextAt(other) ? load<i32>(other + numberAt) : none;
}

/** Remembers such an address's number, where both places are taken instead of another. */
export function keepLongAddress(at: usize, number: i32): void {
  if (!readText(at)) return;
  const place = placeOfText();
  const other = otherPlace(place);
  const isFree = isTextAt(place) || load<i32>(place + numberAt) === none;
  const to = isFree || isTextAt(other) ? (isFree ? place : other) : number & 1 ? place : other;
  v128.store(to, first);
  v128.store(to, second, 16);
  v128.store(to, third, 32);
  store<i32>(to + numberAt, number);
}

/** False where it is longer than there is room for. */
function readText(at: usize): bool {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const ends = <u64>(blanksOrLess(a) | (blanksOrLess(b) << 16)) | ((<u64>blanksOrLess(c)) << 32);
  if (ends === 0) return false;
  const length = <i32>ctz(ends);
  first = begun(a, length);
  second = begun(b, length - 16);
  third = begun(c, length - 32);
  return true;
}

function placeOfText(): usize {
  const folded = v128.xor(v128.xor(first, i8x16.shr_u(second, 1)), i8x16.shl(third, 1));
  const low = <u64>i64x2.extract_lane(folded, 0) * 0x9e3779b97f4a7c15;
  const high = (<u64>i64x2.extract_lane(folded, 1) ^ (low >> 29)) * 0xbf58476d1ce4e5b9;
  const mixed = (low ^ high) * 0x94d049bb133111eb;
  return longAddressesAt + longAddressSize * <usize>(mixed >> (64 - longAddressBits));
}

function otherPlace(place: usize): usize {
  return ((place - longAddressesAt) ^ longAddressSize) + longAddressesAt;
}

function isTextAt(place: usize): bool {
  const others = v128.or(
    v128.xor(v128.load(place), first),
    v128.or(v128.xor(v128.load(place, 16), second), v128.xor(v128.load(place, 32), third)),
  );
  return !v128.any_true(others);
}
