import { ascii } from "./ascii.ts";
import type { Names } from "./names.ts";
import { otherAddress } from "./plainRows.ts";

/**
 * Numbers the texts of addresses. An IPv4 address is its own key of 32 bits, so that most look-ups compare
 * one number and no bytes; all else goes by its bytes.
 */
export class AddressNames {
  readonly #names: Names;
  /** Key and number + 1 in pairs, so that both lie in one line of the cache; a number of 0 is free. */
  #slots = new Int32Array(1 << 7);
  #count = 0;
  readonly #scratch = new Uint8Array("255.255.255.255.".length);

  constructor(names: Names) {
    this.#names = names;
  }

  idOf(bytes: Uint8Array, from: number, to: number): number {
    const key = strictIPv4(bytes, from, to);
    // A block has this number for every other address, too.
    if (key < 0 || (key | 0) === otherAddress) return this.#names.idOf(bytes, from, to);
    const slots = this.#slots;
    const mask = (slots.length >> 1) - 1;
    const signed = key | 0;
    for (let slot = hashOf(signed) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[2 * slot + 1]!;
      if (number === 0) return this.#add(signed, slot, this.#names.idOf(bytes, from, to));
      if (slots[2 * slot] === signed) return number - 1;
    }
  }

  /** The number of an IPv4 address of 32 bits. */
  idOfNumber(address: number): number {
    const slots = this.#slots;
    const mask = (slots.length >> 1) - 1;
    for (let slot = hashOf(address) & mask; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask)
      if (slots[2 * slot] === address) return slots[2 * slot + 1]! - 1;
    const text = this.#scratch;
    let length = 0;
    for (let shift = 24; 0 <= shift; shift -= 8) {
      const octet = (address >>> shift) & 0xff;
      if (100 <= octet) text[length++] = ascii.zero + Math.trunc(octet / 100);
      if (10 <= octet) text[length++] = ascii.zero + (Math.trunc(octet / 10) % 10);
      text[length++] = ascii.zero + (octet % 10);
      text[length++] = ascii.dot;
    }
    return this.idOf(text, 0, length - 1);
  }

  #add(key: number, slot: number, id: number): number {
    this.#slots[2 * slot] = key;
    this.#slots[2 * slot + 1] = id + 1;
    this.#count++;
    if (this.#slots.length < this.#count * 4) this.#rehash();
    return id;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 4);
    const mask = (slots.length >> 1) - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let slot = hashOf(old[i]!) & mask;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = old[i]!;
      slots[2 * slot + 1] = old[i + 1]!;
    }
    this.#slots = slots;
  }
}

function hashOf(key: number): number {
  const hash = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13) ^ (hash >>> 22);
}

/** The address as a number of 32 bits, or -1 where the text is not its one strict spelling. */
function strictIPv4(bytes: Uint8Array, from: number, to: number): number {
  if (15 < to - from || to - from < 7) return -1;
  let address = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - ascii.zero;
    if (0 <= digit && digit <= 9) {
      if (digits !== 0 && octet === 0) return -1; // a leading zero
      octet = octet * 10 + digit;
      digits++;
    } else {
      if (bytes[i] !== ascii.dot || digits === 0 || 255 < octet) return -1;
      address = address * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    }
  }
  return dots === 3 && digits !== 0 && octet <= 255 ? address * 256 + octet : -1;
}
