import { otherAddress } from "../../core/plainRows.ts";
import { isPlainAddress } from "./endpointFlaws.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const dot = 0x2e;
const zero = 0x30;
const maximumPort = 65_535;

/**
 * Reads cells of rows in which nothing is odd, each up to the same mark. A read returns where the next cell begins, -1
 * where the cell is no such thing; `value` is what stands in it.
 */
export class PlainCell {
  value = 0;
  readonly #mark: number;

  /** `mark`: the byte behind every cell. */
  constructor(mark: number) {
    this.#mark = mark;
  }

  /** Strict dotted decimal as 32 bits; or `otherAddress`. */
  address(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    let address = 0;
    for (let octets = 0; octets < 4; octets++) {
      if (0 < octets && bytes[at++] !== dot) return this.#longAddress(bytes, from, end);
      let octet = bytes[at]! - zero;
      if (!(0 <= octet && octet <= 9)) return this.#longAddress(bytes, from, end);
      at++;
      // A zero stands alone: `010` is 8 to half the world.
      for (let more = octet === 0 ? 2 : 0; more < 2; more++) {
        const digit = bytes[at]! - zero;
        if (!(0 <= digit && digit <= 9)) break;
        octet = octet * 10 + digit;
        at++;
      }
      if (255 < octet) return -1;
      address = (address << 8) | octet;
    }
    this.value = address;
    return bytes[at] === this.#mark ? at + 1 : -1;
  }

  #longAddress(bytes: Uint8Array, from: number, end: number): number {
    let to = from;
    while (to < end && blank < bytes[to]!) to++;
    this.value = otherAddress;
    return bytes[to] === this.#mark && isPlainAddress(bytes, from, to) ? to + 1 : -1;
  }

  port(bytes: Uint8Array, from: number): number {
    let at = from;
    let port = 0;
    for (let digit = bytes[at]! - zero; 0 <= digit && digit <= 9; digit = bytes[at]! - zero) {
      port = port * 10 + digit;
      if (maximumPort < port) return -1;
      at++;
    }
    this.value = port;
    return bytes[at] === this.#mark && from < at ? at + 1 : -1;
  }
}
