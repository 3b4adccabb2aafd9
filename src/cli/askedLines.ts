import { textOf } from "../core/lineBytes.ts";
import type { Observation } from "../core/observation.ts";
import { linesNeeded } from "../workspace/query/matchingRows.ts";
import { rowMeets } from "../workspace/query/rowMeets.ts";
import type { Where } from "../workspace/query/whereTerm.ts";
import type { FileLine } from "../workspace/reading/fileReading.ts";

/** Chooses the rows of a file that meet a question; each is asked after its last line was seen. */
export class AskedLines {
  readonly #where: Where;
  readonly #path: string;
  readonly #needsText: boolean;
  /** Of the rows that were begun and are not asked yet. */
  readonly #texts = new Map<number, string>();
  readonly #met = new Set<number>();

  constructor(where: Where, path: string) {
    this.#where = where;
    this.#path = path;
    this.#needsText = 0 < linesNeeded(where).length;
  }

  see({ role, line, bytes, start, end }: FileLine): void {
    if (this.#needsText && (role === "row" || role === "gap"))
      this.#texts.set(line, textOf(bytes, start, end));
  }

  meets(observation: Observation): boolean {
    if (this.#isEverything) return true;
    const { line } = observation;
    const text = this.#texts.get(line);
    this.#texts.delete(line);
    const surroundings = { path: this.#path };
    const meets = rowMeets(this.#where, {
      observation,
      surroundings,
      ...(text === undefined ? {} : { text }),
    });
    if (meets) this.#met.add(line);
    return meets;
  }

  /** Whether what is wrong with a line is to be told: with rows that were asked for, it is. */
  tells(line: number): boolean {
    return this.#isEverything || this.#met.has(line);
  }

  get #isEverything(): boolean {
    return this.#where.kind === "all" && this.#where.terms.length === 0;
  }
}
