import { microsPerSecond } from "../../core/instant.ts";

/** How two series of times of the same connection fit onto each other. */
export interface Alignment {
  /** µs that the first is later. */
  readonly ahead: number;
  /** Pairs of places in both that fall together. */
  readonly pairs: readonly (readonly [place: number, other: number])[];
}

/** Both clocks may show whole seconds. */
const near = microsPerSecond;
const fewestPairs = 6;
/** So much of the shorter series has to fall together, and no other offset may come near that. */
const leastShare = 0.6;
const rivalShare = 0.6;
const mostDifferences = 1 << 18;

/**
 * The one offset at which two ascending series fall together; undefined where several do about as well, as series at
 * even steps do, or none does.
 */
export function alignTimes(times: Float64Array, others: Float64Array): Alignment | undefined {
  const shorter = Math.min(times.length, others.length);
  if (shorter < fewestPairs || mostDifferences < times.length * others.length) return undefined;
  const differences = allDifferences(times, others);
  const best = fullest(differences, () => true);
  if (best.hits < Math.max(fewestPairs, leastShare * shorter)) return undefined;
  const rival = fullest(differences, (ahead) => 2 * near < Math.abs(ahead - best.ahead));
  if (rivalShare * best.hits < rival.hits) return undefined;
  const pairs = pairsAt(times, others, best.ahead);
  return pairs.length < fewestPairs ? undefined : { ahead: best.ahead, pairs };
}

function allDifferences(times: Float64Array, others: Float64Array): Float64Array {
  const differences = new Float64Array(times.length * others.length);
  let count = 0;
  for (const time of times) for (const other of others) differences[count++] = time - other;
  return differences.sort();
}

/** The middle of the window with the most differences, of those that are allowed. */
function fullest(differences: Float64Array, allows: (ahead: number) => boolean) {
  let best = { hits: 0, ahead: 0 };
  for (let from = 0, to = 0; from < differences.length; from++) {
    while (to < differences.length && differences[to]! <= differences[from]! + 2 * near) to++;
    const hits = to - from;
    const ahead = differences[from + (hits >> 1)]!;
    if (best.hits < hits && allows(ahead)) best = { hits, ahead };
  }
  return best;
}

function pairsAt(times: Float64Array, others: Float64Array, ahead: number): Alignment["pairs"] {
  const pairs: [number, number][] = [];
  for (let place = 0, other = 0; place < times.length && other < others.length; ) {
    const distance = times[place]! - others[other]! - ahead;
    if (Math.abs(distance) <= 2 * near) pairs.push([place++, other++]);
    else if (distance < 0) place++;
    else other++;
  }
  return pairs;
}
