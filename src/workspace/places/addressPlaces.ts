import { addressScope, isOutside } from "../../core/address.ts";
import type { AddressDatabases, PlacedAddress } from "../../core/addressPlace.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";

/** Where an analyst's databases of addresses lie in the folder of a case. */
export const databasesPath = ".incident/databases";

/** Databases that were opened. */
export interface LoadedDatabases {
  readonly databases: AddressDatabases;
  /** The same for the same files. */
  readonly key: string;
  /** Files that cannot be used, and why. */
  readonly refused: readonly { readonly path: string; readonly sentence: string }[];
}

export const noDatabases: LoadedDatabases = {
  databases: { databases: [], placesOf: () => [] },
  key: "",
  refused: [],
};

/** Addresses that are asked: a look-up takes some microseconds, and nobody reads more rows. */
const mostPlaced = 10_000;

/** What databases say of the far ends outside, the busiest first. */
export function placesOfRemotes(
  remotes: readonly RemoteEndpoint[],
  { databases, placesOf }: AddressDatabases,
): readonly PlacedAddress[] {
  if (databases.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { address, count } of remotes) counts.set(address, (counts.get(address) ?? 0) + count);
  const outside = [...counts].filter(([address]) => isOutside(addressScope(address)));
  const busiest = outside.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return busiest.slice(0, mostPlaced).flatMap(([address]): readonly PlacedAddress[] => {
    const [first, ...others] = placesOf(address);
    return first ? [{ address, places: [first, ...others] }] : [];
  });
}
