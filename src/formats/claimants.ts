import type { Claim, Format } from "../core/format.ts";
import { MarkSearch } from "./markSearch.ts";

/** Bytes of a line by which a format tells it: all of a row, and the beginning of a document in one line. */
const mostOfClaim = 1 << 16;

/** Asks formats whose a line is: those alone of which a word stands in it. */
export class Claimants {
  readonly #formats: readonly Format[];
  readonly #marks: MarkSearch;
  readonly #names: MarkSearch;
  /** By format: whether no word tells it. */
  readonly #unmarked: readonly boolean[];

  constructor(formats: readonly Format[]) {
    this.#formats = formats;
    this.#marks = new MarkSearch(
      formats.map(({ marks = [] }) => marks),
      "as-is",
    );
    this.#names = new MarkSearch(
      formats.map(({ names = [] }) => names),
      "folded",
    );
    this.#unmarked = formats.map(({ marks, names }) => !marks && !names);
  }

  /** The first format to which the line is a row; else one to which it is a heading, the current one before others. */
  find(bytes: Uint8Array, start: number, end: number, current: Format | undefined): Claimed {
    let heading: Format | undefined;
    const to = Math.min(end, start + mostOfClaim);
    this.#marks.search(bytes, start, to);
    this.#names.search(bytes, start, to);
    for (let i = 0; i < this.#formats.length; i++) {
      if (!this.#unmarked[i] && this.#marks.found[i] === 0 && this.#names.found[i] === 0) continue;
      const format = this.#formats[i]!;
      const claim: Claim = format.claims(bytes, start, to);
      if (claim === "row") return { row: format, heading: undefined };
      if (claim === "heading" && (heading === undefined || format === current)) heading = format;
    }
    return { row: undefined, heading };
  }
}

interface Claimed {
  readonly row: Format | undefined;
  readonly heading: Format | undefined;
}

const made = new WeakMap<readonly Format[], Claimants>();

/** Formats are chosen seldom and read with often. */
export function claimantsOf(formats: readonly Format[]): Claimants {
  let claimants = made.get(formats);
  if (!claimants) {
    claimants = new Claimants(formats);
    made.set(formats, claimants);
  }
  return claimants;
}
