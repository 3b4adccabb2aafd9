import { begun } from "./masks";
import { eventTextBits, eventTextSize, eventTextsAt, tellingOfAt } from "./memory";

/** Of a text that is too long, or for which there is no room. */
export const noKey: i32 = -1;
/** Places that are looked at before there is no room. */
const mostPlaces: u32 = 16;
const lastPlace: u32 = (1 << eventTextBits) - 1;

/** Whether a text found no room: then it is time to forget them all. */
export let isFull: bool = false;

/** Forgets all texts, and what was said of them. */
export function forgetEventTexts(): void {
  isFull = false;
  memory.fill(eventTextsAt, 0, eventTextSize << eventTextBits);
  memory.fill(tellingOfAt, 0, 1 << eventTextBits);
}

/** The key of a text that has no byte below a blank; a new one gets one. */
export function keyOf(at: usize, length: u32): i32 {
  if (length - 1 > 62) return noKey;
  const a = begun(v128.load(at), length);
  const b = begun(v128.load(at, 16), length - 16);
  return length <= 32 ? keyOfShort(a, b) : keyOfLong(a, b, at, length);
}

function keyOfShort(a: v128, b: v128): i32 {
  let place = firstPlace(a, b);
  for (let i: u32 = 0; i < mostPlaces; i++) {
    const text = eventTextsAt + eventTextSize * <usize>place;
    const other = v128.or(v128.xor(v128.load(text), a), v128.xor(v128.load(text, 16), b));
    if (!v128.any_true(other) && load<u8>(text, 32) === 0) return <i32>place;
    if (load<u8>(text) === 0) {
      v128.store(text, a);
      v128.store(text, b, 16);
      return <i32>place;
    }
    place = (place + 1) & lastPlace;
  }
  isFull = true;
  return noKey;
}

function keyOfLong(a: v128, b: v128, at: usize, length: u32): i32 {
  const c = begun(v128.load(at, 32), length - 32);
  const d = begun(v128.load(at, 48), length - 48);
  let place = firstPlace(a, b);
  for (let i: u32 = 0; i < mostPlaces; i++) {
    const text = eventTextsAt + eventTextSize * <usize>place;
    const first = v128.or(v128.xor(v128.load(text), a), v128.xor(v128.load(text, 16), b));
    const last = v128.or(v128.xor(v128.load(text, 32), c), v128.xor(v128.load(text, 48), d));
    if (!v128.any_true(v128.or(first, last))) return <i32>place;
    if (load<u8>(text) === 0) {
      v128.store(text, a);
      v128.store(text, b, 16);
      v128.store(text, c, 32);
      v128.store(text, d, 48);
      return <i32>place;
    }
    place = (place + 1) & lastPlace;
  }
  isFull = true;
  return noKey;
}

function firstPlace(a: v128, b: v128): u32 {
  const folded = v128.xor(a, i8x16.shl(b, 1));
  const low = <u64>i64x2.extract_lane(folded, 0) * 0x9e3779b97f4a7c15;
  const high = (<u64>i64x2.extract_lane(folded, 1) ^ (low >> 29)) * 0xbf58476d1ce4e5b9;
  return <u32>(((low ^ high) * 0x94d049bb133111eb) >> (64 - eventTextBits));
}
