// Of 16 bytes, a bit for each that is so; the first byte's is the lowest.

export function blanksOrLess(bytes: v128): u32 {
  return <u32>i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(0x21)));
}

export function lessThanBlank(bytes: v128): u32 {
  return <u32>i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(0x20)));
}

export function equalTo(bytes: v128, byte: i8): u32 {
  return <u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(byte)));
}

/** LF and CR. */
export function lineBreaks(bytes: v128): u32 {
  const lineFeeds = i8x16.eq(bytes, i8x16.splat(0x0a));
  return <u32>i8x16.bitmask(v128.or(lineFeeds, i8x16.eq(bytes, i8x16.splat(0x0d))));
}

/** Whether the first `length` bytes, 16 at the most, are the same at both places. */
export function isSame(at: usize, other: usize, length: u32): bool {
  const same = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(other)));
  const asked = (1 << length) - 1;
  return (same & asked) === asked;
}

/** Whether a text of any length stands there. */
export function isText(at: usize, text: usize, size: u32): bool {
  let done: u32 = 0;
  for (; done + 16 <= size; done += 16) if (!isSame(at + done, text + done, 16)) return false;
  return isSame(at + done, text + done, size - done);
}

/** Whether `[from, to)` is all ASCII. */
export function isAscii(from: usize, to: usize): bool {
  let all = i8x16.splat(0);
  let at = from;
  for (; at + 16 <= to; at += 16) all = v128.or(all, v128.load(at));
  const rest = (1 << (<u32>(to - at))) - 1;
  return i8x16.bitmask(all) === 0 && (i8x16.bitmask(v128.load(at)) & rest) === 0;
}

/** Whether a CR stands in `[from, to)`, or close behind it. */
export function hasReturn(from: usize, to: usize): bool {
  const wanted = i8x16.splat(0x0d);
  for (let at = from; at < to; at += 64) {
    const first = v128.or(i8x16.eq(v128.load(at), wanted), i8x16.eq(v128.load(at, 16), wanted));
    const second = v128.or(i8x16.eq(v128.load(at, 32), wanted), i8x16.eq(v128.load(at, 48), wanted));
    if (v128.any_true(v128.or(first, second))) return true;
  }
  return false;
}

/** The first bytes, and zeros. */
export function begun(bytes: v128, length: i32): v128 {
  const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const taken = <i8>min(max(length, 0), 16);
  return v128.and(bytes, i8x16.lt_s(places, i8x16.splat(taken)));
}

/** The bits of four times 16 bytes. */
export function joined(a: u32, b: u32, c: u32, d: u32): u64 {
  return <u64>(a | (b << 16)) | ((<u64>(c | (d << 16))) << 32);
}
