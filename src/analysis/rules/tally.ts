import type { RelatedPlace } from "../../core/issue.ts";
import type { LineSpan } from "../../core/span.ts";

const mostOthers = 4;

/** Counts the rows of a capture that share a caveat, so that it is said once, with some of the others. */
export class Tally<Row> {
  readonly first: Row;
  readonly #others: LineSpan[] = [];
  count = 1;

  constructor(first: Row) {
    this.first = first;
  }

  add(placeOf: (row: Row) => LineSpan, row: Row): void {
    this.count++;
    if (this.#others.length < mostOthers) this.#others.push(placeOf(row));
  }

  /** ` (and 12 more rows of this capture)`, or nothing where there are none. */
  get more(): string {
    const more = this.count - 1;
    if (more === 0) return "";
    return ` (and ${more} more ${more === 1 ? "row" : "rows"} of this capture)`;
  }

  related(message: string): readonly RelatedPlace[] {
    return this.#others.map((place) => ({ message, place }));
  }
}
