/** What values are ordered by, the most important first; text by code units, so that no locale has a say. */
export type OrderKeys = readonly (string | number)[];

/** A new list in order of the keys. Equal keys keep their order, so keys should tell all that the reader sees. */
export function ordered<T>(values: readonly T[], keysOf: (value: T) => OrderKeys): readonly T[] {
  return values
    .map((value) => ({ value, keys: keysOf(value) }))
    .sort((left, right) => compareKeys(left.keys, right.keys))
    .map(({ value }) => value);
}

function compareKeys(left: OrderKeys, right: OrderKeys): number {
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [left[i]!, right[i]!];
    if (a === b) continue;
    return a < b ? -1 : 1;
  }
  return 0;
}
