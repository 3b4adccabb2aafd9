import type { FilterRelation, FilterRule } from "../../core/eventFilter.ts";
import { textOf } from "../../core/lineBytes.ts";
import { asciiSearch, type ByteSearch } from "./asciiSearch.ts";
import { amountOf } from "./cellAmount.ts";

/** What a cell without letters' cases is compared with. */
type Comparison = (cell: string, value: string) => boolean;

const comparisons: Readonly<Record<FilterRelation, Comparison>> = {
  is: (cell, value) => cell === value,
  "is not": (cell, value) => cell !== value,
  "less than": (cell, value) => cell < value,
  "more than": (cell, value) => value < cell,
  "begins with": (cell, value) => cell.startsWith(value),
  "ends with": (cell, value) => cell.endsWith(value),
  contains: (cell, value) => cell.includes(value),
  excludes: (cell, value) => !cell.includes(value),
};

/** The same of numbers and times, where both sides are such: by what they mean, however they are written. */
const amountComparisons: Partial<Readonly<Record<FilterRelation, (cell: number, value: number) => boolean>>> =
  {
    is: (cell, value) => cell === value,
    "is not": (cell, value) => cell !== value,
    "less than": (cell, value) => cell < value,
    "more than": (cell, value) => value < cell,
  };

/** Cells repeat: what was judged once is remembered, for as many different ones. */
const mostRemembered = 1 << 12;

/** Whether a cell meets one rule, without its text where that can be told from its bytes. */
export class CellTest {
  readonly #compare: Comparison;
  readonly #compareAmounts: ((cell: number, value: number) => boolean) | undefined;
  readonly #value: string;
  readonly #amount: number;
  readonly #search: ByteSearch | undefined;
  readonly #judged = new Map<string, boolean>();
  readonly #judgedNumbers = new Map<number, boolean>();

  constructor({ relation, value, column }: Pick<FilterRule, "relation" | "value" | "column">) {
    this.#value = value.trim().toLowerCase();
    this.#compare = comparisons[relation];
    this.#amount = amountOf(this.#value);
    const isOrder = relation === "less than" || relation === "more than";
    const isByAmount = !Number.isNaN(this.#amount) && (isOrder || column === "Time of Day");
    this.#compareAmounts = isByAmount ? amountComparisons[relation] : undefined;
    this.#search = this.#compareAmounts || isOrder ? undefined : asciiSearch(relation, this.#value);
  }

  ofText(cell: string): boolean {
    const known = this.#judged.get(cell);
    if (known !== undefined) return known;
    const meets = this.#judge(cell.toLowerCase());
    if (this.#judged.size < mostRemembered) this.#judged.set(cell, meets);
    return meets;
  }

  /** Of a cell in UTF-8. */
  ofBytes(bytes: Uint8Array, from: number, to: number): boolean {
    const found = this.#search?.(bytes, from, to) ?? "unknown";
    return found === "unknown" ? this.ofText(textOf(bytes, from, to)) : found === "met";
  }

  /** Of a cell whose text a number stands for, always the same. */
  ofNumber(number: number, textOfNumber: () => string): boolean {
    const known = this.#judgedNumbers.get(number);
    if (known !== undefined) return known;
    const meets = this.#judge(textOfNumber().toLowerCase());
    if (this.#judgedNumbers.size < mostRemembered) this.#judgedNumbers.set(number, meets);
    return meets;
  }

  #judge(cell: string): boolean {
    if (this.#compareAmounts) {
      const amount = amountOf(cell);
      if (!Number.isNaN(amount)) return this.#compareAmounts(amount, this.#amount);
    }
    return this.#compare(cell, this.#value);
  }
}
