import type { PlainRows } from "../../core/plainRows.ts";
import {
  bytesOf,
  codeAt,
  digitsEnd,
  facilityEnd,
  interfaceEnd,
  isClockByte,
  isDigitByte,
  isFlagByte,
  isLineEnd,
  lineEnd,
  nameEnd,
  none,
  reasonEnd,
  rolesAt,
  tagsEnd,
  textEnd,
  translatedEnd,
  transportEnd,
  typeAndCodeEnd,
  wordEnd,
} from "./asaPlainParts.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const quote = 0x22;
const minus = 0x2d;
const dot = 0x2e;
const slash = 0x2f;
const zero = 0x30;
const colon = 0x3a;
const lowerI = 0x69;
const upperT = 0x54;
const upperU = 0x55;

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
const icmpWord = bytesOf("icmp");
const [flagsWord, onInterface] = [bytesOf(" flags "), bytesOf(" on interface ")];

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
