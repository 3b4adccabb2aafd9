import { placesOfCaller, placesOfRow } from "../workspace/captures/remoteRows.ts";
import type { CaptureRemotes, RemoteParts } from "../workspace/case/remoteParts.ts";
import type { Tally } from "../workspace/case/tally.ts";

/** Of one remote after the other the near ends or processes of its callers: ranks, and rows to be added up. */
export class CountedPairs {
  readonly #parts: RemoteParts;
  readonly #rank: Uint32Array;
  /** By capture the rank of each caller, -1 for none; undefined where only rows tell it. */
  readonly #ranks: readonly (Int32Array | undefined)[];

  /** `numbersOf` gives the tally's number of each caller of a capture. */
  constructor(
    parts: RemoteParts,
    { rank }: Tally,
    numbersOf: (capture: CaptureRemotes) => Int32Array | undefined,
  ) {
    this.#parts = parts;
    this.#rank = rank;
    this.#ranks = parts.captures.map((capture) =>
      numbersOf(capture)?.map((number) => (number < 0 ? -1 : rank[number]!)),
    );
  }

  /** How many pairs a remote has at the most. */
  get most(): number {
    const { starts, capture, captures, remote } = this.#parts;
    let most = 0;
    for (let i = 0; i + 1 < starts.length; i++) {
      let pairs = 0;
      for (let part = starts[i]!; part < starts[i + 1]!; part++) {
        const { rows } = captures[capture[part]!]!;
        const from = this.#ranks[capture[part]!] ? rows.callerStarts : rows.starts;
        pairs += from[remote[part]! + 1]! - from[remote[part]!]!;
      }
      if (most < pairs) most = pairs;
    }
    return most;
  }

  /** Writes the pairs of a remote, two places each, and says how many. */
  write(number: number, pairs: Uint32Array): number {
    const { starts, capture, captures, remote } = this.#parts;
    let to = 0;
    for (let part = starts[number]!; part < starts[number + 1]!; part++) {
      const of = captures[capture[part]!]!;
      const ranks = this.#ranks[capture[part]!];
      if (!ranks) {
        to = this.#writeRows(of, remote[part]!, pairs, to);
        continue;
      }
      const { callers, callerStarts } = of.rows;
      const end = callerStarts[remote[part]! + 1]! * placesOfCaller;
      for (let at = callerStarts[remote[part]!]! * placesOfCaller; at < end; at += placesOfCaller) {
        const rank = ranks[callers[at]!]!;
        if (rank < 0) continue;
        pairs[to] = rank;
        pairs[to + 1] = callers[at + 1]!;
        to += 2;
      }
    }
    return to >> 1;
  }

  #writeRows({ rows, processes }: CaptureRemotes, remote: number, pairs: Uint32Array, from: number): number {
    const end = rows.starts[remote + 1]! * placesOfRow;
    let to = from;
    for (let at = rows.starts[remote]! * placesOfRow; at < end; at += placesOfRow) {
      const number = processes.ofCaller(rows.rows[at + 1]!, rows.rows[at]!);
      if (number < 0) continue;
      pairs[to] = this.#rank[number]!;
      pairs[to + 1] = 1;
      to += 2;
    }
    return to;
  }
}
