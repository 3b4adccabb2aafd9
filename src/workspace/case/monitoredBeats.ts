import { roleOfEvent } from "../captures/eventRoles.ts";
import { placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";
import type { Beats } from "./beatRows.ts";

/** The beats of a monitor's events: where a connection begins, or a send after a silence. */
export class MonitoredBeats implements Beats {
  readonly #remotes: RemoteRows;
  readonly #roles: Uint8Array;
  /** The near end of each caller. */
  readonly #nearOf: Int32Array;
  /** The place of the first beat of each near end, of those looked at last. */
  readonly #firsts: Uint32Array;

  constructor(remotes: RemoteRows, roles: Uint8Array, nearOf: Int32Array, nears: number) {
    this.#remotes = remotes;
    this.#roles = roles;
    this.#nearOf = nearOf;
    this.#firsts = new Uint32Array(nears);
  }

  look(remote: number, nears: Uint32Array, found: number, counts: Uint32Array): void {
    for (let i = 0; i < found; i++) counts[nears[i]!] = 0;
    const { rows, starts } = this.#remotes;
    for (let place = starts[remote]!; place < starts[remote + 1]!; place++) {
      const near = this.#nearOf[rows[place * placesOfRow + 1]!]!;
      if (!this.isBeat(rows[place * placesOfRow]!)) continue;
      if (counts[near] === 0) this.#firsts[near] = place;
      counts[near] = counts[near]! + 1;
    }
  }

  isBeat(row: number): boolean {
    return (this.#roles[row]! & roleOfEvent.beat) !== 0;
  }

  firstOf(near: number): number {
    return this.#firsts[near]!;
  }

  forget(): void {}
}
