import { isWord } from "../../core/ascii.ts";
import type { Marks } from "./keyValueTable.ts";
import type { Pairs } from "./pairs.ts";

/** A key that has to stand on a line, and its value where that matters. */
interface Mark {
  readonly key: number;
  readonly value: string | undefined;
}

/** Lists of marks, one of which has to stand on a line wholly. */
export class KeyMarks {
  readonly #lists: readonly (readonly Mark[])[];

  constructor(lists: readonly Marks[], numberOf: (key: string) => number) {
    this.#lists = lists.map((marks) =>
      marks.map((mark) => ({ key: numberOf(keyOfMark(mark)), value: valueOfMark(mark) })),
    );
  }

  areOn(bytes: Uint8Array, pairs: Pairs): boolean {
    return this.#lists.some((marks) => marks.every((mark) => isOn(bytes, pairs, mark)));
  }
}

/** `id` of `id=firewall`. */
export function keyOfMark(mark: string): string {
  const equals = mark.indexOf("=");
  return equals < 0 ? mark : mark.slice(0, equals);
}

function valueOfMark(mark: string): string | undefined {
  const equals = mark.indexOf("=");
  return equals < 0 ? undefined : mark.slice(equals + 1);
}

function isOn(bytes: Uint8Array, pairs: Pairs, { key, value }: Mark): boolean {
  const from = pairs.from[key]!;
  return 0 <= from && (value === undefined || isWord(bytes, from, pairs.to[key]!, value));
}
