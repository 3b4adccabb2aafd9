import { type Address, canonicalAddress, parseAddress } from "../../core/address.ts";
import type { IndicatorList, ListedIndicator } from "../../core/indicator.ts";
import { isIPv4, type Network, parseNetwork } from "../query/network.ts";

/** An indicator that a value of the case is, and the list that has it. */
export interface IndicatorHit {
  readonly list: IndicatorList;
  readonly indicator: ListedIndicator;
}

/** All lists of a case, asked by value. */
export class IndicatorBook {
  readonly lists: readonly IndicatorList[];
  readonly #values = new Map<string, IndicatorHit[]>();
  /** Networks by their version and length of prefix, then by the bits before it: a look-up for each length there is. */
  readonly #networks = new Map<string, Map<string, IndicatorHit[]>>();
  readonly #lengths: Network[] = [];

  constructor(lists: readonly IndicatorList[]) {
    this.lists = lists;
    for (const list of lists) for (const indicator of list.indicators) this.#add({ list, indicator });
  }

  ofAddress(printed: string): readonly IndicatorHit[] {
    const exact = this.#values.get(canonicalAddress(printed)) ?? [];
    const address = this.#lengths.length === 0 ? undefined : parseAddress(canonicalAddress(printed));
    return address ? [...exact, ...this.#ofNetworks(address)] : exact;
  }

  ofDomain(printed: string): readonly IndicatorHit[] {
    const name = printed.toLowerCase().replace(/\.$/u, "");
    const hits = [...(this.#values.get(name) ?? [])];
    for (let dot = name.indexOf("."); 0 <= dot; dot = name.indexOf(".", dot + 1))
      for (const hit of this.#values.get(name.slice(dot + 1)) ?? []) if (hit.indicator.below) hits.push(hit);
    return hits;
  }

  ofHash(printed: string): readonly IndicatorHit[] {
    return this.#values.get(printed.toLowerCase()) ?? [];
  }

  #add(hit: IndicatorHit): void {
    const { kind, value } = hit.indicator;
    const network = kind === "network" ? parseNetwork(value) : undefined;
    if (!network) {
      put(this.#values, value, hit);
      return;
    }
    const key = `${network.version}/${network.length}`;
    let ofLength = this.#networks.get(key);
    if (!ofLength) {
      ofLength = new Map();
      this.#networks.set(key, ofLength);
      this.#lengths.push(network);
    }
    put(ofLength, prefixOf(network.bytes, network.length), hit);
  }

  #ofNetworks(address: Address): readonly IndicatorHit[] {
    const [own, bytes] = isIPv4(address) ? [4, address.bytes.subarray(12)] : [6, address.bytes];
    return this.#lengths.flatMap(({ version, length }) =>
      version === own ? (this.#networks.get(`${version}/${length}`)?.get(prefixOf(bytes, length)) ?? []) : [],
    );
  }
}

/** The whole bytes of the prefix and the bits behind them. */
function prefixOf(bytes: ArrayLike<number>, length: number): string {
  const whole = length >> 3;
  const rest = length & 7;
  let text = "";
  for (let i = 0; i < whole; i++) text += `${bytes[i]}.`;
  return rest === 0 ? text : `${text}${bytes[whole]! >> (8 - rest)}`;
}

function put(map: Map<string, IndicatorHit[]>, key: string, hit: IndicatorHit): void {
  const hits = map.get(key);
  if (hits) hits.push(hit);
  else map.set(key, [hit]);
}
