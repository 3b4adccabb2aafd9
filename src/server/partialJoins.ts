/** Sooner than that after the beginning, or after another one, nobody misses a part. */
const leastPauseMs = 500;
/** Joins of parts cost at most so much of what reading and joining the whole takes. */
const mostShare = 0.25;
/** A part is worth showing when so much more is read than at the last one. */
const leastGrowth = 1.5;

/** How far the reading of a case is. */
export interface ReadingState {
  readonly readBytes: number;
  readonly plannedBytes: number;
}

/** Decides when a case that is still being read is joined, so that its trees show what is known by then. */
export class PartialJoins {
  readonly #began: number;
  #last: number;
  #lastBytes = 0;
  #joinMs = 0;
  /** Unknown before the first join; guessed to be twice that of reading, which is rather too much. */
  #joinMsPerByte: number | undefined;

  constructor(now: number) {
    this.#began = now;
    this.#last = now;
  }

  isDue(now: number, { readBytes, plannedBytes }: ReadingState): boolean {
    if (now < this.#last + leastPauseMs || readBytes < this.#lastBytes * leastGrowth) return false;
    if (plannedBytes <= readBytes) return false;
    const readMsPerByte = (now - this.#began - this.#joinMs) / readBytes;
    const joinMsPerByte = this.#joinMsPerByte ?? 2 * readMsPerByte;
    const cost = this.#joinMs + joinMsPerByte * readBytes;
    return cost <= mostShare * plannedBytes * (readMsPerByte + joinMsPerByte);
  }

  /** A part was joined, in so many milliseconds. */
  joined(now: number, ms: number, { readBytes }: ReadingState): void {
    this.#last = now;
    this.#lastBytes = readBytes;
    this.#joinMs += ms;
    this.#joinMsPerByte = ms / readBytes;
  }
}
