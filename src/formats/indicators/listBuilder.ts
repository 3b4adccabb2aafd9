import type { IndicatorList, ListedIndicator } from "../../core/indicator.ts";
import { indicatorOf } from "./indicatorOf.ts";

/** No list is longer; what is more is counted as left out. */
const mostIndicators = 2_000_000;

/** Gathers the values of a list, each once. */
export class ListBuilder {
  readonly #indicators = new Map<string, ListedIndicator>();
  #leftOut = 0;

  /** A word that may be a value, with what its list says of it. */
  add(word: string, says: Pick<ListedIndicator, "note" | "date"> = {}): void {
    const found = indicatorOf(word);
    if (!found || mostIndicators <= this.#indicators.size) this.#leftOut++;
    else if (!this.#indicators.has(found.value)) this.#indicators.set(found.value, { ...found, ...says });
  }

  leaveOut(): void {
    this.#leftOut++;
  }

  finish(of: Pick<IndicatorList, "title" | "purpose" | "version">): IndicatorList {
    return { ...of, indicators: [...this.#indicators.values()], leftOut: this.#leftOut };
  }
}

/** What is there of a note and a date. */
export function sayings(note: unknown, date: unknown): Pick<ListedIndicator, "note" | "date"> {
  const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
  return { ...(isText(note) ? { note: note.trim() } : {}), ...(isText(date) ? { date: date.trim() } : {}) };
}
