import { equalTo } from "./masks";
import { none, readDigits, readIPv4 } from "./numbers";

// Parts of a line of Cisco ASA. Each function says where its part ends; 0 where something else stands, or nothing.

/** Of the end read last; -1 for no port. */
export let address: u32 = 0;
export let port: i32 = -1;

const allBytes: u32 = 0x10000;
/** 255.255.255.254 marks what is told by its text. */
const markedAddress: u32 = 0xfffffffe;

/** `TCP connection 4711 for `, of which the letter tells the protocol. */
export function behindConnection(at: usize, letter: u32): usize {
  const protocol: u32 = letter === 0x54 ? 0x20504354 : 0x20504455; // TCP, UDP
  if (at === 0 || load<u32>(at) !== protocol || load<u64>(at, 4) !== 0x697463656e6e6f63) return 0; // connecti
  if ((load<u32>(at, 12) & 0x00ffffff) !== 0x206e6f) return 0; // on
  const to = behindDigits(at + 15);
  return to !== 0 && load<u32>(to) === 0x726f6620 && load<u8>(to, 4) === 0x20 ? to + 5 : 0; // for
}

/** `outside:198.51.100.7/443` */
export function behindNamedEnd(at: usize): usize {
  const name = behindInterface(at);
  return name === 0 ? 0 : behindEnd(name);
}

/** Letters, digits, hyphens and underscores, not all of which can be an address's, and a colon. */
export function behindInterface(at: usize): usize {
  if (at === 0) return 0;
  const bytes = v128.load(at);
  const colons = equalTo(bytes, 0x3a);
  if (colons === 0) return 0;
  const length = <u32>ctz(colons);
  const inside: u32 = (1 << length) - 1;
  const isName = (nameBytes(bytes) & inside) === inside;
  return length !== 0 && isName && (hexDigits(bytes) & inside) !== inside ? at + length + 1 : 0;
}

/** `198.51.100.7/443` */
export function behindEnd(at: usize): usize {
  if (at === 0) return 0;
  const slashes = equalTo(v128.load(at), 0x2f);
  if (slashes === 0) return 0;
  const length = <u32>ctz(slashes);
  if (!readAddress(at, length)) return 0;
  const from = at + length + 1;
  const digits = <u32>ctz(~digitBytes(v128.load(from)) | allBytes);
  const number = digits <= 5 ? readDigits(from, digits) : none;
  if (number < 0 || number > 65_535) return 0;
  port = <i32>number;
  return from + digits;
}

/** An address that ends with a blank. */
export function behindBareEnd(at: usize): usize {
  if (at === 0) return 0;
  const blanks = equalTo(v128.load(at), 0x20);
  if (blanks === 0) return 0;
  const length = <u32>ctz(blanks);
  port = -1;
  return readAddress(at, length) ? at + length : 0;
}

function readAddress(at: usize, length: u32): bool {
  const number = readIPv4(at, length);
  address = <u32>number;
  return number >= 0 && address !== markedAddress;
}

/** ` (198.51.100.7/443)` */
export function behindTranslated(at: usize): usize {
  if (at === 0 || load<u16>(at) !== 0x2820) return 0;
  const to = behindRange(at + 2, 0x2e, 0x39);
  return to !== 0 && load<u8>(to) === 0x29 ? to + 1 : 0;
}

/** ` to ` */
export function behindTo(at: usize): usize {
  return at !== 0 && load<u32>(at) === 0x206f7420 ? at + 4 : 0;
}

/** Up to fifteen digits, and one at least. */
export function behindDigits(at: usize): usize {
  const digits = <u32>ctz(~digitBytes(v128.load(at)) | allBytes);
  return digits - 1 < 15 ? at + digits : 0;
}

/** Bytes of a range, 31 at the most; there may be none. */
export function behindRange(at: usize, first: u8, last: u8): usize {
  const length = <u32>ctz(~inRange(v128.load(at), first, last) | allBytes);
  if (length < 16) return at + length;
  const more = <u32>ctz(~inRange(v128.load(at, 16), first, last) | allBytes);
  return more < 16 ? at + 16 + more : 0;
}

/** A name of up to 47 bytes. */
export function behindName(at: usize): usize {
  for (let from = at; from < at + 48; from += 16) {
    const length = <u32>ctz(~nameBytes(v128.load(from)) | allBytes);
    if (length < 16) return from + length === at ? 0 : from + length;
  }
  return 0;
}

/** Digits, commas, blanks, hexadecimal letters and the x between, 47 at the most. */
export function behindTags(at: usize): usize {
  for (let from = at; from < at + 48; from += 16) {
    const bytes = v128.load(from);
    const others = equalTo(bytes, 0x78) | equalTo(bytes, 0x2c) | equalTo(bytes, 0x20);
    const length = <u32>ctz(~(hexDigits(bytes) | others) | allBytes);
    if (length < 16) return from + length;
  }
  return 0;
}

/** Where the line feed of a line stands that ends at `at`. */
export function lineFeedAt(at: usize): usize {
  if (at === 0) return 0;
  const to = load<u8>(at) === 0x0d ? at + 1 : at;
  return load<u8>(to) === 0x0a ? to : 0;
}

function inRange(bytes: v128, first: u8, last: u8): u32 {
  const size = i8x16.splat(<i8>(last - first + 1));
  return <u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(<i8>first)), size));
}

function digitBytes(bytes: v128): u32 {
  return inRange(bytes, 0x30, 0x39);
}

function nameBytes(bytes: v128): u32 {
  const letters = inRange(v128.or(bytes, i8x16.splat(0x20)), 0x61, 0x7a);
  return letters | digitBytes(bytes) | equalTo(bytes, 0x5f) | equalTo(bytes, 0x2d);
}

function hexDigits(bytes: v128): u32 {
  return inRange(v128.or(bytes, i8x16.splat(0x20)), 0x61, 0x66) | digitBytes(bytes);
}
