/** Where modules lay in the memory of one process, from when on. */
export interface Placed {
  readonly base: number;
  readonly end: number;
  readonly path: string;
  /** Number of the event that shows it loaded; -1 where the table of processes names it. */
  readonly since: number;
}

/** The modules of one process by address: those that its table names, and those that it was seen to load. */
export class ModuleMap {
  /** By base, and of one base the latest last. */
  readonly #placed: readonly Placed[];
  /** The largest end of all up to there. */
  readonly #ends: readonly number[];

  constructor(placed: Iterable<Placed>) {
    this.#placed = [...placed].sort((a, b) => a.base - b.base || a.since - b.since);
    let end = 0;
    this.#ends = this.#placed.map((place) => {
      end = Math.max(end, place.end);
      return end;
    });
  }

  /**
   * The module at an address when an event happened: what was loaded last before it; else what the table says; else
   * what was loaded there later.
   */
  pathAt(address: number, event: number): string | undefined {
    return this.placeAt(address, event)?.path;
  }

  placeAt(address: number, event: number): Placed | undefined {
    let best: Placed | undefined;
    for (let i = this.#lastFrom(address); 0 <= i && address < this.#ends[i]!; i--) {
      const place = this.#placed[i]!;
      if (address < place.end && isBetter(place, best, event)) best = place;
    }
    return best;
  }

  /** The last that begins at the address or before it. */
  #lastFrom(address: number): number {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#placed[middle]!.base <= address) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

function isBetter(place: Placed, best: Placed | undefined, event: number): boolean {
  if (!best) return true;
  const [isBefore, wasBefore] = [place.since <= event, best.since <= event];
  if (isBefore !== wasBefore) return isBefore;
  return isBefore ? best.since < place.since : place.since < best.since;
}
