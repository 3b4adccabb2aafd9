import type { Observation } from "../../core/observation.ts";

/** A collector writes for so many hosts, and for some more that are taken for one. */
const mostHosts = 1000;

/** The row noted last of each host of a log: every host has a clock of its own. */
export class LatestOfHosts {
  readonly #rows = new Map<string, Observation>();

  before({ host = "" }: Observation): Observation | undefined {
    return this.#rows.get(this.#name(host));
  }

  note(row: Observation): void {
    this.#rows.set(this.#name(row.host ?? ""), row);
  }

  #name(host: string): string {
    return this.#rows.has(host) || this.#rows.size < mostHosts ? host : "";
  }
}
