import type { PlainRows } from "../../core/plainRows.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const quote = 0x22;
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
const lowerI = 0x69;
const upperT = 0x54;
const upperU = 0x55;

const none = -1;
const maximumPort = 65_535;

/** Texts that stand between what differs from line to line. */
const [built, teardown, deny, inboundTcp] = [
  "Built ",
  "Teardown ",
  "Deny ",
  "Inbound TCP connection denied from ",
].map(bytesOf) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
const [outboundWord, inboundWord] = [bytesOf("outbound "), bytesOf("inbound ")];
const [connectionFor, forWord, toWord] = [bytesOf("P connection "), bytesOf(" for "), bytesOf(" to ")];
const [durationWord, bytesWord] = [bytesOf(" duration "), bytesOf(" bytes ")];
const [sourceWord, destinationWord, byGroup] = [
  bytesOf(" src "),
  bytesOf(" dst "),
  bytesOf(' by access-group "'),
];
const [icmpWord, typeWord, codeWord] = [bytesOf("icmp"), bytesOf(" (type "), bytesOf(", code ")];
const [flagsWord, onInterface, behindTag] = [bytesOf(" flags "), bytesOf(" on interface "), bytesOf(" [0x")];

/**
 * Reads the messages that most of a log are, if nothing about them is unusual.
 *
 *     %ASA-6-302013: Built outbound TCP connection 4711 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:…
 *     %ASA-6-302016: Teardown UDP connection 4712 for outside:198.51.100.7/12000 to inside:… duration 0:00:30 bytes 120
 *     %ASA-4-106023: Deny tcp src outside:198.51.100.7/24633 dst inside:10.20.0.42/1433 by access-group "in" [0x0, 0x0]
 *     %ASA-2-106001: Inbound TCP connection denied from 198.51.100.7/24634 to 203.0.113.9/445 flags SYN  on interface …
 */
export class AsaPlainMessage {
  /** Of the end read last. */
  #address = 0;
  #port = none;

  /** Reads the message into the block's next row. Returns where its line feed stands, or -1. */
  read(bytes: Uint8Array, mark: number, rows: PlainRows): number {
    const at = facilityEnd(bytes, mark);
    if (
      at < 0 ||
      !isDigitByte(bytes[at]!) ||
      bytes[at + 1] !== minus ||
      bytes[at + 8] !== colon ||
      bytes[at + 9] !== blank
    )
      return none;
    rows.pid[rows.count] = none;
    const text = at + 10;
    switch (codeAt(bytes, at + 2)) {
      case 302013:
      case 302015:
        return this.#built(bytes, text, rows, bytes[at + 7] === zero + 3 ? upperT : upperU);
      case 302014:
      case 302016:
        return this.#teardown(bytes, text, rows, bytes[at + 7] === zero + 4 ? upperT : upperU);
      case 106023:
        return this.#denied(bytes, text, rows);
      case 106001:
        return this.#inbound(bytes, text, rows);
      default:
        return none;
    }
  }

  #built(bytes: Uint8Array, from: number, rows: PlainRows, letter: number): number {
    let at = textEnd(bytes, from, built);
    if (at < 0) return none;
    const afterOut = textEnd(bytes, at, outboundWord);
    at = 0 <= afterOut ? afterOut : textEnd(bytes, at, inboundWord);
    at = this.#connection(bytes, at, letter);
    if (at < 0) return none;
    at = this.#namedEnd(bytes, at);
    const [address, port] = [this.#address, this.#port];
    at = textEnd(bytes, translatedEnd(bytes, at), toWord);
    at = translatedEnd(bytes, this.#namedEnd(bytes, at));
    if (at < 0) return none;
    const i = rows.count;
    if (0 <= afterOut) this.#put(rows, this.#address, this.#port, address, port);
    else this.#put(rows, address, port, this.#address, this.#port);
    rows.words[i] = letter;
    rows.roles[i] = 0 <= afterOut ? 1 : 2;
    return lineEnd(bytes, at);
  }

  #teardown(bytes: Uint8Array, from: number, rows: PlainRows, letter: number): number {
    let at = this.#connection(bytes, textEnd(bytes, from, teardown), letter);
    at = this.#namedEnd(bytes, at);
    const [address, port] = [this.#address, this.#port];
    at = this.#namedEnd(bytes, textEnd(bytes, at, toWord));
    at = textEnd(bytes, at, durationWord);
    if (at < 0) return none;
    while (isClockByte(bytes[at]!)) at++;
    at = digitsEnd(bytes, textEnd(bytes, at, bytesWord));
    if (at < 0 || (bytes[at] !== blank && !isLineEnd(bytes[at]))) return none;
    this.#put(rows, address, port, this.#address, this.#port);
    rows.words[rows.count] = letter;
    rows.roles[rows.count] = 3;
    // Whatever stands behind the bytes is the reason.
    return lineEnd(bytes, reasonEnd(bytes, at));
  }

  /** `tcp src outside:198.51.100.7/24633 dst …`, or ICMP, which has a type and code instead of ports. */
  #denied(bytes: Uint8Array, from: number, rows: PlainRows): number {
    const start = textEnd(bytes, from, deny);
    if (start < 0) return none;
    const letter = bytes[start]!;
    const isIcmp = letter === lowerI;
    const transportTo = isIcmp ? textEnd(bytes, start, icmpWord) : transportEnd(bytes, start);
    let at = textEnd(bytes, transportTo, sourceWord);
    at = this.#end(bytes, interfaceEnd(bytes, at), isIcmp);
    const [address, port] = [this.#address, this.#port];
    const second = textEnd(bytes, at, destinationWord);
    if (second < 0) return none;
    const roles = rolesAt(bytes, transportTo + sourceWord.length, second);
    at = this.#end(bytes, interfaceEnd(bytes, second), isIcmp);
    if (isIcmp) at = typeAndCodeEnd(bytes, at);
    at = textEnd(bytes, at, byGroup);
    if (at < 0) return none;
    this.#put(rows, address, port, this.#address, this.#port);
    rows.words[rows.count] = letter;
    rows.roles[rows.count] = roles;
    return lineEnd(bytes, tagsEnd(bytes, nameEnd(bytes, at, quote)));
  }

  #inbound(bytes: Uint8Array, from: number, rows: PlainRows): number {
    let at = this.#end(bytes, textEnd(bytes, from, inboundTcp), false);
    const [address, port] = [this.#address, this.#port];
    at = this.#end(bytes, textEnd(bytes, at, toWord), false);
    at = textEnd(bytes, at, flagsWord);
    if (at < 0) return none;
    // Flags are words in capitals.
    while (isFlagByte(bytes[at]!)) at++;
    at = textEnd(bytes, at - 1, onInterface);
    if (at < 0) return none;
    this.#put(rows, address, port, this.#address, this.#port);
    rows.words[rows.count] = upperT;
    rows.roles[rows.count] = 8;
    return lineEnd(bytes, wordEnd(bytes, at));
  }

  /** `TCP connection 4711 for `, of which the letter tells the protocol. */
  #connection(bytes: Uint8Array, at: number, letter: number): number {
    if (at < 0 || bytes[at] !== letter || bytes[at + 1] !== (letter === upperT ? 0x43 : 0x44)) return none;
    return textEnd(bytes, digitsEnd(bytes, textEnd(bytes, at + 2, connectionFor)), forWord);
  }

  /** `outside:198.51.100.7/443` */
  #namedEnd(bytes: Uint8Array, at: number): number {
    return this.#end(bytes, interfaceEnd(bytes, at), false);
  }

  /** An address, and a port unless the protocol has none. Strict dotted decimal: anything else is read elsewhere. */
  #end(bytes: Uint8Array, from: number, isPortless: boolean): number {
    if (from < 0) return none;
    let at = from;
    let address = 0;
    for (let octets = 0; octets < 4; octets++) {
      let octet = bytes[at]! - zero;
      if (!(0 <= octet && octet <= 9)) return none;
      at++;
      for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9; digit = bytes[++at]! - zero) {
        if (octet === 0) return none;
        octet = octet * 10 + digit;
        if (255 < octet) return none;
      }
      address = (address << 8) | octet;
      if (octets < 3 && bytes[at++] !== dot) return none;
    }
    this.#address = address;
    this.#port = none;
    // 255.255.255.254 marks what is told by its text.
    if (address === -2) return none;
    if (isPortless) return at;
    return bytes[at] === slash ? this.#readPort(bytes, at + 1) : none;
  }

  #readPort(bytes: Uint8Array, from: number): number {
    let at = from;
    let port = 0;
    for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9; digit = bytes[++at]! - zero) {
      port = port * 10 + digit;
      if (maximumPort < port) return none;
    }
    this.#port = port;
    return at === from ? none : at;
  }

  #put(
    rows: PlainRows,
    source: number,
    sourcePort: number,
    destination: number,
    destinationPort: number,
  ): void {
    const i = rows.count;
    rows.source[i] = source;
    rows.sourcePort[i] = sourcePort;
    rows.destination[i] = destination;
    rows.destinationPort[i] = destinationPort;
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Behind `%ASA-` or `%FTD-`. */
function facilityEnd(bytes: Uint8Array, at: number): number {
  const to = textEnd(bytes, at, asaMark);
  return to < 0 ? textEnd(bytes, at, ftdMark) : to;
}

const [asaMark, ftdMark] = [bytesOf("%ASA-"), bytesOf("%FTD-")];

/** The number of six digits, or NaN. */
function codeAt(bytes: Uint8Array, at: number): number {
  let code = 0;
  for (let i = at; i < at + 6; i++) {
    const digit = bytes[i]! - zero;
    if (!(0 <= digit && digit <= 9)) return Number.NaN;
    code = code * 10 + digit;
  }
  return code;
}

/** Behind `text`, or -1 where something else stands, or nothing at all. */
function textEnd(bytes: Uint8Array, at: number, text: Uint8Array): number {
  if (at < 0) return none;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return none;
  return at + text.length;
}

/** At least one digit; more than a number can hold are no matter here. */
function digitsEnd(bytes: Uint8Array, from: number): number {
  if (from < 0) return none;
  let at = from;
  while (zero <= bytes[at]! && bytes[at]! <= 0x39) at++;
  return at === from ? none : at;
}

function isDigitByte(byte: number): boolean {
  return zero <= byte && byte <= 0x39;
}

function isClockByte(byte: number): boolean {
  return zero <= byte && byte <= colon;
}

/** `tcp` or `udp`. */
function transportEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== 0x70) return none;
  const isTcp = bytes[at] === lowerT && bytes[at + 1] === 0x63;
  const isUdp = bytes[at] === lowerU && bytes[at + 1] === 0x64;
  return isTcp || isUdp ? at + 3 : none;
}

/** Behind an interface's name and its colon. */
function interfaceEnd(bytes: Uint8Array, from: number): number {
  if (from < 0) return none;
  let at = from;
  while (isNameByte(bytes[at]!)) at++;
  return from < at && bytes[at] === colon && !isHexadecimal(bytes, from, at) ? at + 1 : none;
}

/** Letters, digits, hyphens and underscores. */
function isNameByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (0x61 <= lower && lower <= 0x7a) || (zero <= byte && byte <= 0x39) || byte === 0x5f || byte === minus
  );
}

/** A name that could be the first part of an address of IPv6. */
function isHexadecimal(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const lower = bytes[at]! | 0x20;
    const isHex = (0x61 <= lower && lower <= 0x66) || (zero <= bytes[at]! && bytes[at]! <= 0x39);
    if (!isHex) return false;
  }
  return true;
}

/** Directions that the interfaces' usual names tell: 4 neither, 5 inbound, 6 outbound. */
function rolesAt(bytes: Uint8Array, first: number, second: number): number {
  if (isRole(bytes, first, outsideName) && isRole(bytes, second, insideName)) return 5;
  return isRole(bytes, first, insideName) && isRole(bytes, second, outsideName) ? 6 : 4;
}

const [outsideName, insideName] = [bytesOf("outside:"), bytesOf("inside:")];

/** In whatever case. */
function isRole(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if ((bytes[at + i]! | 0x20) !== (name[i]! | 0x20)) return false;
  return true;
}

/** ` (type 8, code 0)` */
function typeAndCodeEnd(bytes: Uint8Array, at: number): number {
  const type = digitsEnd(bytes, textEnd(bytes, at, typeWord));
  const code = digitsEnd(bytes, textEnd(bytes, type, codeWord));
  return 0 <= code && bytes[code] === closeParenthesis ? code + 1 : none;
}

/** Behind a name and the mark that ends it. */
function nameEnd(bytes: Uint8Array, from: number, mark: number): number {
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
function tagsEnd(bytes: Uint8Array, at: number): number {
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
function translatedEnd(bytes: Uint8Array, from: number): number {
  if (from < 0 || bytes[from] !== blank || bytes[from + 1] !== openParenthesis) return none;
  let at = from + 2;
  while (dot <= bytes[at]! && bytes[at]! <= 0x39) at++;
  return bytes[at] === closeParenthesis ? at + 1 : none;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === lineFeed || byte === carriageReturn;
}

/** Where a line's last words end; a tag of a web page may stand around the whole line. */
function reasonEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(lineFeed, from);
  if (at < 0) return none;
  if (bytes[at - 1] === carriageReturn) at--;
  const last = bytes[at - 1];
  return last === greater || last === carriageReturn ? none : at;
}

/** The line feed that stands at `at`, behind a carriage return or not; else -1. */
function lineEnd(bytes: Uint8Array, at: number): number {
  if (at < 0) return none;
  const to = bytes[at] === carriageReturn ? at + 1 : at;
  return bytes[to] === lineFeed ? to : none;
}
