import type { Direction } from "../../core/direction.ts";
import type { ZoneKeys } from "./keyValueTable.ts";
import type { Pairs } from "./pairs.ts";
import { WordMeanings } from "./wordMeanings.ts";

type Side = "inside" | "outside" | undefined;

/** Tells the direction by the zones of both ends, where their names say which side of the firewall they are. */
export class ZoneDirection {
  readonly #source: number;
  readonly #destination: number;
  readonly #sides: WordMeanings<Side>;

  constructor({ source, destination, inside, outside }: ZoneKeys, numberOf: (key: string) => number) {
    this.#source = numberOf(source);
    this.#destination = numberOf(destination);
    this.#sides = new WordMeanings((word) =>
      inside.includes(word) ? "inside" : outside.includes(word) ? "outside" : undefined,
    );
  }

  of(bytes: Uint8Array, { from, to }: Pairs): Direction {
    const [source, destination] = [this.#source, this.#destination];
    if (from[source]! < 0 || from[destination]! < 0) return "unknown";
    return this.between(
      this.side(bytes, from[source]!, to[source]!),
      this.side(bytes, from[destination]!, to[destination]!),
    );
  }

  side(bytes: Uint8Array, from: number, to: number): Side {
    return this.#sides.of(bytes, from, to);
  }

  between(source: Side, destination: Side): Direction {
    if (source === undefined || destination === undefined) return "unknown";
    if (source === destination) return source === "inside" ? "internal" : "external";
    return destination === "outside" ? "outbound" : "inbound";
  }
}
