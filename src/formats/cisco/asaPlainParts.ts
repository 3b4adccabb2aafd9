import { allHexDigits } from "../cells/cellShapes.ts";
// Parts of a plain line of Cisco ASA. Each function says where its part ends; -1 where something else stands, or
// nothing at all. Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.

export const none = -1;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const minus = 0x2d;
const dot = 0x2e;
const slash = 0x2f;
const zero = 0x30;
const colon = 0x3a;
const greater = 0x3e;
const closeBracket = 0x5d;
const lowerT = 0x74;
const lowerU = 0x75;

const [typeWord, codeWord, behindTag] = [bytesOf(" (type "), bytesOf(", code "), bytesOf(" [0x")];

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Behind `%ASA-` or `%FTD-`. */
export function facilityEnd(bytes: Uint8Array, at: number): number {
  const to = textEnd(bytes, at, asaMark);
  return to < 0 ? textEnd(bytes, at, ftdMark) : to;
}

const [asaMark, ftdMark] = [bytesOf("%ASA-"), bytesOf("%FTD-")];

/** The number of six digits, or NaN. */
export function codeAt(bytes: Uint8Array, at: number): number {
  let code = 0;
  for (let i = at; i < at + 6; i++) {
    const digit = bytes[i]! - zero;
    if (!(0 <= digit && digit <= 9)) return Number.NaN;
    code = code * 10 + digit;
  }
  return code;
}

/** Behind `text`, or -1 where something else stands, or nothing at all. */
export function textEnd(bytes: Uint8Array, at: number, text: Uint8Array): number {
  if (at < 0) return none;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return none;
  return at + text.length;
}

/** At least one digit; more than a number can hold are no matter here. */
export function digitsEnd(bytes: Uint8Array, from: number): number {
  if (from < 0) return none;
  let at = from;
  while (zero <= bytes[at]! && bytes[at]! <= 0x39) at++;
  return at === from ? none : at;
}

export function isDigitByte(byte: number): boolean {
  return zero <= byte && byte <= 0x39;
}

export function isClockByte(byte: number): boolean {
  return zero <= byte && byte <= colon;
}

/** `tcp` or `udp`. */
export function transportEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== 0x70) return none;
  const isTcp = bytes[at] === lowerT && bytes[at + 1] === 0x63;
  const isUdp = bytes[at] === lowerU && bytes[at + 1] === 0x64;
  return isTcp || isUdp ? at + 3 : none;
}

/** Behind an interface's name and the colon or slash that ends it. */
export function interfaceEnd(bytes: Uint8Array, from: number, mark = colon): number {
  if (from < 0) return none;
  let at = from;
  while (isNameByte(bytes[at]!)) at++;
  return from < at && bytes[at] === mark && !allHexDigits(bytes, from, at) ? at + 1 : none;
}

/** Letters, digits, hyphens and underscores. */
function isNameByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (0x61 <= lower && lower <= 0x7a) || (zero <= byte && byte <= 0x39) || byte === 0x5f || byte === minus
  );
}

/** Directions that the interfaces' usual names tell: 4 neither, 5 inbound, 6 outbound. */
export function rolesAt(bytes: Uint8Array, first: number, second: number, mark: number): number {
  const [from, to] = [roleAt(bytes, first, mark), roleAt(bytes, second, mark)];
  return from === outside && to === inside ? 5 : from === inside && to === outside ? 6 : 4;
}

const [outside, inside] = [bytesOf("outside"), bytesOf("inside")];

function roleAt(bytes: Uint8Array, at: number, mark: number): Uint8Array | undefined {
  if (isRole(bytes, at, outside) && bytes[at + outside.length] === mark) return outside;
  return isRole(bytes, at, inside) && bytes[at + inside.length] === mark ? inside : undefined;
}

/** In whatever case. */
function isRole(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if ((bytes[at + i]! | 0x20) !== name[i]) return false;
  return true;
}

/** ` flags SYN ACK  on interface outside`, of which flags are words in capitals. */
export function onInterfaceEnd(bytes: Uint8Array, from: number, rest: "flags" | "interface"): number {
  let at = rest === "flags" ? textEnd(bytes, from, flagsWord) : from;
  if (at < 0) return none;
  if (rest === "flags") {
    while (isFlagByte(bytes[at]!)) at++;
    at--;
  }
  at = textEnd(bytes, at, onInterface);
  return at < 0 ? none : wordEnd(bytes, at);
}

const [flagsWord, onInterface] = [bytesOf(" flags "), bytesOf(" on interface ")];

/** `/512` */
export function identifierEnd(bytes: Uint8Array, at: number): number {
  return 0 <= at && bytes[at] === slash ? digitsEnd(bytes, at + 1) : none;
}

/** `203.0.113.9/512`: what an end is translated to is no part of these rows. */
export function globalEnd(bytes: Uint8Array, from: number): number {
  if (from < 0) return none;
  let at = from;
  while (isDigitByte(bytes[at]!) || bytes[at] === dot) at++;
  return identifierEnd(bytes, at);
}

/** ` type 8 code 0`, or nothing. */
export function icmpRestEnd(bytes: Uint8Array, at: number): number {
  if (at < 0 || bytes[at] !== blank) return at;
  const type = digitsEnd(bytes, textEnd(bytes, at, bareTypeWord));
  return digitsEnd(bytes, textEnd(bytes, type, bareCodeWord));
}

const [bareTypeWord, bareCodeWord] = [bytesOf(" type "), bytesOf(" code ")];

/** ` (type 8, code 0)` */
export function typeAndCodeEnd(bytes: Uint8Array, at: number): number {
  const type = digitsEnd(bytes, textEnd(bytes, at, typeWord));
  const code = digitsEnd(bytes, textEnd(bytes, type, codeWord));
  return 0 <= code && bytes[code] === closeParenthesis ? code + 1 : none;
}

/** Behind a name and the mark that ends it. */
export function nameEnd(bytes: Uint8Array, from: number, mark: number): number {
  if (from < 0) return none;
  let at = from;
  while (isNameByte(bytes[at]!)) at++;
  return from < at && bytes[at] === mark ? at + 1 : none;
}

function wordEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isNameByte(bytes[at]!)) at++;
  return from < at ? at : none;
}

/** ` [0x5a1c0b2d, 0x0]`, or nothing. */
export function tagsEnd(bytes: Uint8Array, at: number): number {
  if (at < 0 || bytes[at] !== blank) return at;
  let to = textEnd(bytes, at, behindTag);
  if (to < 0) return none;
  while (isTagByte(bytes[to]!)) to++;
  return bytes[to] === closeBracket ? to + 1 : none;
}

/** Hexadecimal digits, commas, blanks and the x between. */
function isTagByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (zero <= byte && byte <= 0x39) ||
    (0x61 <= lower && lower <= 0x66) ||
    byte === 0x78 ||
    byte === 0x2c ||
    byte === blank
  );
}

function isFlagByte(byte: number): boolean {
  return byte === blank || (0x41 <= byte && byte <= 0x5a);
}

/** Behind ` (198.51.100.7/443)`: what an end is translated to is no part of these rows. */
export function translatedEnd(bytes: Uint8Array, from: number): number {
  if (from < 0 || bytes[from] !== blank || bytes[from + 1] !== openParenthesis) return none;
  let at = from + 2;
  while (dot <= bytes[at]! && bytes[at]! <= 0x39) at++;
  return bytes[at] === closeParenthesis ? at + 1 : none;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === lineFeed || byte === carriageReturn;
}

/** Where a line's last words end; a tag of a web page may stand around the whole line. */
export function reasonEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isLineEnd(bytes[at])) at++;
  return at === bytes.length || bytes[at - 1] === greater ? none : at;
}

/** The line feed that stands at `at`, behind a carriage return or not; else -1. */
export function lineEnd(bytes: Uint8Array, at: number): number {
  if (at < 0) return none;
  const to = bytes[at] === carriageReturn ? at + 1 : at;
  return bytes[to] === lineFeed ? to : none;
}
