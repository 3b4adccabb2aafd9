import { blanksOrLess, equalTo, lessThanBlank, lineBreaks } from "./masks";

/** `TOS=0x00 PREC=0x00 `. */
const tosAndPrecLength: usize = 19;
/** How far one part of a line may lie from the other. */
export const longestPart: usize = 512;

/** In place of the names that are longer than four letters: no byte of a word is so small. */
const icmp6: u32 = 1;
const udplite: u32 = 2;

/** The name of a protocol as a number: its letters, or what stands in place of them; 0 for others. */
export function transportWord(at: usize, size: u32): u32 {
  if (size - 1 <= 3) return load<u32>(at) & (0xffffffff >> (32 - 8 * size));
  const name = load<u64>(at);
  if (size === 6 && (name & 0xffffffffffff) === 0x3676504d4349) return icmp6;
  return size === 7 && (name & 0xffffffffffffff) === 0x4554494c504455 ? udplite : 0;
}

/** ICMP, ICMPv6, ESP, AH, and numbers other than those of protocols with ports. */
export function hasNoPorts(word: u32): bool {
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

/** Where `PROT` of `PROTO=` begins, behind `TOS=0x00 PREC=0x00 TTL=64 ID=1 DF `; 0 where it is not near. */
export function findProtocol(from: usize): usize {
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

/** The LF at or behind `at`, or 0 where none is near, or a CR alone ends the line. */
export function findLineFeed(at: usize): usize {
  for (let from = at; from < at + longestPart; from += 16) {
    const found = lineBreaks(v128.load(from));
    if (found !== 0) return lineFeedOf(from + ctz(found));
  }
  return 0;
}

/** The LF of the line break that begins at `at`; 0 where that is a CR alone. */
function lineFeedOf(at: usize): usize {
  const lineFeed = load<u8>(at) === 0x0d ? at + 1 : at;
  return load<u8>(lineFeed) === 0x0a ? lineFeed : 0;
}

/** The same behind words none of which says anything more of the packet. A bracket opens another packet. */
export function findEndOfRest(at: usize): usize {
  let behindBlank: u32 = 0;
  for (let from = at; from < at + longestPart; from += 16) {
    const text = v128.load(from);
    const blanks = blanksOrLess(text);
    const found = lineBreaks(text);
    const inLine = found === 0 ? 0xffff : (found ^ (found - 1)) >> 1;
    for (let words = (behindBlank | (blanks << 1)) & ~blanks & inLine; words !== 0; words &= words - 1) {
      const word = from + ctz(words);
      if (load<u8>(word) === 0x5b) return findLineFeed(word);
      if (saysMore(word)) return 0;
    }
    if (found !== 0) return lineFeedOf(from + ctz(found));
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
