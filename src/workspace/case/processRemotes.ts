import { placesOfCaller, placesOfRow } from "../captures/remoteRows.ts";
import type { RemoteParts } from "./remoteParts.ts";

/** The remotes of each process of a case, in the order in which remotes are listed. */
export class ProcessRemotes {
  /** Where those of each process start; one more entry than processes. */
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;

  /** `order` has the numbers of the remotes as they are listed. */
  constructor(parts: RemoteParts, order: Uint32Array, processes: number) {
    const talking = new Talking(parts, processes);
    const starts = new Uint32Array(processes + 1);
    for (let place = 0; place < order.length; place++) {
      const count = talking.find(order[place]!);
      for (let i = 0; i < count; i++) starts[talking.found[i]! + 1] = starts[talking.found[i]! + 1]! + 1;
    }
    for (let i = 1; i < starts.length; i++) starts[i] = starts[i]! + starts[i - 1]!;
    this.#starts = starts;
    this.#places = new Uint32Array(starts[processes]!);
    const next = starts.slice();
    for (let place = 0; place < order.length; place++) {
      const count = talking.find(order[place]!);
      for (let i = 0; i < count; i++) {
        const process = talking.found[i]!;
        this.#places[next[process]!] = place;
        next[process] = next[process]! + 1;
      }
    }
  }

  /** The places of a process's remotes in the list of all. */
  of(process: number): Uint32Array {
    return this.#places.subarray(this.#starts[process], this.#starts[process + 1]);
  }
}

/** Finds the processes of one remote after the other, each once. */
class Talking {
  readonly found: Uint32Array;
  readonly #parts: RemoteParts;
  /** The last search that found each process. */
  readonly #seen: Uint32Array;
  #search = 0;

  constructor(parts: RemoteParts, processes: number) {
    this.#parts = parts;
    this.found = new Uint32Array(processes);
    this.#seen = new Uint32Array(processes);
  }

  /** Writes to `found` and says how many. */
  find(remote: number): number {
    const { starts, capture, captures, remote: own } = this.#parts;
    this.#search++;
    let count = 0;
    for (let part = starts[remote]!; part < starts[remote + 1]!; part++) {
      const { rows, processes } = captures[capture[part]!]!;
      const ofCaller = processes.ofAllCallers;
      const from = ofCaller ? rows.callerStarts : rows.starts;
      const places = ofCaller ? placesOfCaller : placesOfRow;
      const end = from[own[part]! + 1]! * places;
      for (let at = from[own[part]!]! * places; at < end; at += places) {
        const process = ofCaller
          ? ofCaller[rows.callers[at]!]!
          : processes.ofCaller(rows.rows[at + 1]!, rows.rows[at]!);
        if (process < 0 || this.#seen[process] === this.#search) continue;
        this.#seen[process] = this.#search;
        this.found[count++] = process;
      }
    }
    return count;
  }
}
