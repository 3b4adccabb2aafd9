import { begun } from "./masks";

const factor: u32 = 0x9e3779b1;

/** What `src/core/textHash.ts` makes of the text. */
export function textHash(from: usize, to: usize): u32 {
  let sums = i32x4.splat(0);
  let at = from;
  for (; at + 16 <= to; at += 16) sums = addedToAll(sums, v128.load(at));
  if (at < to) sums = addedToAll(sums, begun(v128.load(at), <i32>(to - at)));
  let sum = added(<u32>(to - from), <u32>i32x4.extract_lane(sums, 0));
  sum = added(sum, <u32>i32x4.extract_lane(sums, 1));
  sum = added(sum, <u32>i32x4.extract_lane(sums, 2));
  sum = added(sum, <u32>i32x4.extract_lane(sums, 3));
  return sum ^ (sum >> 15);
}

function addedToAll(sums: v128, words: v128): v128 {
  const turned = v128.or(i32x4.shl(sums, 5), i32x4.shr_u(sums, 27));
  return i32x4.mul(v128.xor(turned, words), i32x4.splat(factor));
}

function added(sum: u32, word: u32): u32 {
  return (rotl<u32>(sum, 5) ^ word) * factor;
}
