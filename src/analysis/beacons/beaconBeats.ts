import { withRoom } from "../../core/names.ts";

/** µs. */
const second = 1_000_000;
/** No minute: what strikes only whole minutes may well be a schedule. */
const clockSteps = [second, 1000, 1] as const;
/** Up to so many are sorted by insertion, which needs no call. */
const fewLengths = 24;
/** Lengths are counted where that takes at most so many places for each. */
const placesPerLength = 8;

/** How many lengths there are of so many ticks; all zero between two pairs. */
let tallies = new Uint32Array(1 << 10);

/** The coarsest step, in µs, that all times are multiples of: a second, a millisecond or a microsecond. */
export function clockStepOf(times: Float64Array): number {
  for (const step of clockSteps) if (areMultiples(times, step)) return step;
  return 1;
}

/** A remainder would take ten times as long. */
function areMultiples(times: Float64Array, step: number): boolean {
  for (let i = 0; i < times.length; i++) if (Math.floor(times[i]! / step) * step !== times[i]) return false;
  return true;
}

/**
 * The beats of one pair and the lengths between neighbors. Made once and filled for pair after pair: for most pairs,
 * making room takes longer than filling it.
 */
export class Beats {
  #at = new Float64Array(64);
  /** µs since 1970, ascending. */
  at = this.#at;
  /** Lengths between neighbors in seconds, ascending, each once; `distinct` of them. */
  lengths = new Float64Array(64);
  distinct = 0;
  /** `before[i]` lengths are shorter than `lengths[i]`; `before[distinct]` are all. */
  before = new Uint32Array(65);
  /** Connections this many seconds after a beat were counted with it. */
  deadTime = 0;

  /** How many lengths there are in all. */
  get intervals(): number {
    return Math.max(0, this.at.length - 1);
  }

  /** The length at a place of all lengths in ascending order. */
  lengthAt(place: number): number {
    let low = 0;
    let high = this.distinct - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.before[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    return this.lengths[low]!;
  }

  /**
   * Counts connections that follow a beat within `deadTime` seconds (retries, parallel connections) as that beat.
   * The dead time runs from the beat, not from its last retry, so that a client without rhythm keeps none.
   */
  collapse(times: Float64Array, deadTime: number): void {
    this.#at = withRoom(this.#at, times.length);
    const at = this.#at;
    const dead = deadTime * second;
    let count = 0;
    let beat = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < times.length; i++) {
      const time = times[i]!;
      if (time - beat <= dead) continue;
      beat = time;
      at[count++] = time;
    }
    this.at = at.subarray(0, count);
    this.deadTime = deadTime;
  }

  /** `tick`: the step of the capture's clock, µs. */
  measure(tick: number): void {
    const { at, intervals } = this;
    this.lengths = withRoom(this.lengths, intervals);
    this.before = withRoom(this.before, intervals + 1);
    let longest = 0;
    for (let i = 0; i < intervals; i++) longest = Math.max(longest, at[i + 1]! - at[i]!);
    const ticks = Math.round(longest / tick);
    if (fewLengths < intervals && ticks < intervals * placesPerLength) this.#tally(tick, ticks);
    else this.#sort();
  }

  #tally(tick: number, longest: number): void {
    const { at, intervals, lengths, before } = this;
    tallies = withRoom(tallies, longest + 1);
    for (let i = 0; i < intervals; i++) {
      const ticks = Math.round((at[i + 1]! - at[i]!) / tick);
      tallies[ticks] = tallies[ticks]! + 1;
    }
    let distinct = 0;
    let sum = 0;
    for (let ticks = 0; ticks <= longest; ticks++) {
      const tally = tallies[ticks]!;
      if (tally === 0) continue;
      tallies[ticks] = 0;
      lengths[distinct] = (ticks * tick) / second;
      before[distinct++] = sum;
      sum += tally;
    }
    before[distinct] = sum;
    this.distinct = distinct;
  }

  #sort(): void {
    const { at, intervals, lengths, before } = this;
    for (let i = 0; i < intervals; i++) lengths[i] = (at[i + 1]! - at[i]!) / second;
    if (intervals <= fewLengths) sortFew(lengths, intervals);
    else lengths.subarray(0, intervals).sort();
    let distinct = 0;
    for (let i = 0; i < intervals; i++) {
      if (0 < distinct && lengths[i] === lengths[distinct - 1]) continue;
      before[distinct] = i;
      lengths[distinct++] = lengths[i]!;
    }
    before[distinct] = intervals;
    this.distinct = distinct;
  }
}

function sortFew(numbers: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const number = numbers[i]!;
    let to = i;
    for (; 0 < to && number < numbers[to - 1]!; to--) numbers[to] = numbers[to - 1]!;
    numbers[to] = number;
  }
}
