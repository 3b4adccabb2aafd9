import { type Address, parseAddress, refangedAddress } from "../../core/address.ts";
import type { Names } from "../../core/names.ts";
import { isMeantAsAddress } from "../../core/observe.ts";
import { isInNetwork, isIPv4, type Network } from "./network.ts";
import { asSearched } from "./valueMeets.ts";

/** Bits by a name's number + 1, so that a row without a name reads the 0 in front. */
export type NameBits = Uint8Array;

/** The names of a capture, read once so that every question to them is asked of numbers. */
export class SearchedNames {
  readonly count: number;
  /** 1 for what is printed as an address, if an impossible one. */
  readonly isAddress: NameBits;
  /** IPv4 addresses as numbers of 32 bits; what is none has -1. */
  readonly #ipv4: Float64Array;
  readonly #ipv6: readonly { readonly id: number; readonly address: Address }[];
  readonly #names: Names;
  #texts: readonly string[] | undefined;

  constructor(names: Names) {
    this.#names = names;
    this.count = names.size;
    this.isAddress = new Uint8Array(this.count + 1);
    this.#ipv4 = new Float64Array(this.count).fill(-1);
    const ipv6: { readonly id: number; readonly address: Address }[] = [];
    for (let id = 0; id < this.count; id++) {
      const text = refangedAddress(names.text(id));
      const address = parseAddress(text);
      if (address || isMeantAsAddress(text)) this.isAddress[id + 1] = 1;
      if (!address) continue;
      if (isIPv4(address)) this.#ipv4[id] = number32(address.bytes, 12);
      else ipv6.push({ id, address });
    }
    this.#ipv6 = ipv6;
  }

  /** The addresses in any of the networks. */
  inNetworks(networks: readonly Network[]): NameBits {
    const bits = new Uint8Array(this.count + 1);
    for (const network of networks) {
      if (network.version === 4) this.#markIPv4(bits, network);
      else for (const { id, address } of this.#ipv6) if (isInNetwork(address, network)) bits[id + 1] = 1;
    }
    return bits;
  }

  /** The names whose text meets a test; texts are as `asSearched` has them. */
  meeting(test: (text: string) => boolean): NameBits {
    this.#texts ??= Array.from({ length: this.count }, (_, id) => asSearched(this.#names.text(id)));
    const bits = new Uint8Array(this.count + 1);
    for (let id = 0; id < this.count; id++) if (test(this.#texts[id]!)) bits[id + 1] = 1;
    return bits;
  }

  #markIPv4(bits: NameBits, { bytes, length }: Network): void {
    const size = 2 ** (32 - length);
    const from = Math.floor(number32(bytes, 0) / size) * size;
    for (let id = 0; id < this.count; id++) {
      const address = this.#ipv4[id]!;
      if (from <= address && address < from + size) bits[id + 1] = 1;
    }
  }
}

export function searchedNamesOf(names: Names): SearchedNames {
  let searched = known.get(names);
  if (searched?.count !== names.size) {
    searched = new SearchedNames(names);
    known.set(names, searched);
  }
  return searched;
}

/** Captures do not change; they are asked more than once. */
const known = new WeakMap<Names, SearchedNames>();

function number32(bytes: ArrayLike<number>, at: number): number {
  return bytes[at]! * 0x100_0000 + bytes[at + 1]! * 0x1_0000 + bytes[at + 2]! * 0x100 + bytes[at + 3]!;
}
