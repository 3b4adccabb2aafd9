import { none } from "./asaPlainParts.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const dot = 0x2e;
const slash = 0x2f;
const zero = 0x30;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;

const maximumPort = 65_535;

/** What stands behind an address: `/443`, `(443)`, or nothing that is a port. */
export type PlainNumber = "slash" | "parentheses" | "none";

/** One end of a plain line after the other. Strict dotted decimal: anything else is read elsewhere. */
export class AsaPlainEnd {
  /** Of the end read last. */
  address = 0;
  port = none;

  /** Returns where the end ends, or -1. */
  read(bytes: Uint8Array, from: number, number: PlainNumber): number {
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
    this.address = address;
    this.port = none;
    // 255.255.255.254 marks what is told by its text.
    if (address === -2) return none;
    if (number === "none") return at;
    if (number === "slash") return bytes[at] === slash ? this.#readPort(bytes, at + 1) : none;
    const to = bytes[at] === openParenthesis ? this.#readPort(bytes, at + 1) : none;
    return 0 <= to && bytes[to] === closeParenthesis ? to + 1 : none;
  }

  #readPort(bytes: Uint8Array, from: number): number {
    let at = from;
    let port = 0;
    for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9; digit = bytes[++at]! - zero) {
      port = port * 10 + digit;
      if (maximumPort < port) return none;
    }
    this.port = port;
    return at === from ? none : at;
  }
}
