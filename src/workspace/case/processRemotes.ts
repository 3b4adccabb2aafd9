import { withRoom } from "../../core/names.ts";
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
    /** The processes of one remote after the other, and where those of each end. */
    let found = new Uint32Array(1 << 10);
    const ends = new Uint32Array(order.length);
    let end = 0;
    for (let place = 0; place < order.length; place++) {
      found = withRoom(found, end + processes);
      end = talking.find(order[place]!, found, end);
      ends[place] = end;
    }
    for (let i = 0; i < end; i++) starts[found[i]! + 1] = starts[found[i]! + 1]! + 1;
    for (let i = 1; i < starts.length; i++) starts[i] = starts[i]! + starts[i - 1]!;
    const next = starts.slice();
    const places = new Uint32Array(end);
    for (let place = 0, i = 0; place < order.length; place++)
      for (; i < ends[place]!; i++) {
        const process = found[i]!;
        places[next[process]!] = place;
        next[process] = next[process]! + 1;
      }
    this.#starts = starts;
    this.#places = places;
  }

  /** The places of a process's remotes in the list of all. */
  of(process: number): Uint32Array {
    return this.#places.subarray(this.#starts[process], this.#starts[process + 1]);
  }
}

/** Finds the processes of one remote after the other, each once. */
class Talking {
  readonly #parts: RemoteParts;
  /** The last search that found each process. */
  readonly #seen: Uint32Array;
  #search = 0;

  constructor(parts: RemoteParts, processes: number) {
    this.#parts = parts;
    this.#seen = new Uint32Array(processes);
  }

  /** Writes to `found` and says where they end. There has to be room for all processes. */
  find(remote: number, found: Uint32Array, start: number): number {
    const { starts, capture, captures, remote: own } = this.#parts;
    let to = start;
    const seen = this.#seen;
    const search = ++this.#search;
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
        if (process < 0 || seen[process] === search) continue;
        seen[process] = search;
        found[to++] = process;
      }
    }
    return to;
  }
}
