import type { EventType } from "../../core/direction.ts";
import { textOf } from "../../core/lineBytes.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { eventTypeOf } from "./meanings.ts";

const longestWord = 32;
/** Words of a log's actions; few have more. */
const mostWords = 8;

interface KnownWord {
  readonly word: ByteMemo;
  readonly type: EventType | undefined;
}

/** What the words of a log's actions mean, by their bytes: a log has few of them. Only a cache. */
export class ActionTypes {
  readonly #known: KnownWord[] = [];
  readonly #meaning: (action: string) => EventType | undefined;

  constructor(meaning: (action: string) => EventType | undefined = eventTypeOf) {
    this.#meaning = meaning;
  }

  of(bytes: Uint8Array, from: number, to: number): EventType | undefined {
    for (const { word, type } of this.#known)
      if (word.length === to - from && word.isAt(bytes, from)) return type;
    const type = this.#meaning(textOf(bytes, from, to));
    if (this.#known.length < mostWords && to - from <= longestWord) {
      const word = new ByteMemo(longestWord);
      word.keep(bytes, from, to);
      this.#known.push({ word, type });
    }
    return type;
  }
}
