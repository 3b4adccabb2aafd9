import type { LineReference } from "../../core/caseView.ts";
import type { DocumentKind } from "../reading/container.ts";

/** Lines of one capture that stand in a row in a view. */
export interface OriginPart {
  /** The first of them in the view. */
  readonly first: number;
  readonly uri: string;
  /** The capture's own lines, ascending. */
  readonly lines: ArrayLike<number>;
  /** What a reader knows at the capture's first row: the lines above are not in the view. */
  readonly state: string;
  readonly kind: DocumentKind;
  /** Microseconds since 1970 of the file's last change. */
  readonly latest: number;
}

/** A stretch of a view that is read by itself. */
export interface Passage {
  readonly first: number;
  readonly state: string;
}

/** Says which line of which capture each line of a view is. A line that is no evidence is of none. */
export class LineOrigins {
  readonly parts: readonly OriginPart[];
  readonly #passages = new Map<number, Passage>();

  constructor(parts: readonly OriginPart[]) {
    this.parts = parts;
    for (const { first, state } of parts) this.#passages.set(first, { first, state });
    // What stands between two parts are words of ours.
    for (const { first, lines } of [{ first: 0, lines: [] }, ...parts]) {
      const behind = first + lines.length;
      if (!this.#passages.has(behind)) this.#passages.set(behind, { first: behind, state: "" });
    }
  }

  /** The part that a line is of. */
  partAt(line: number): OriginPart | undefined {
    const part = this.parts[lastAtOrBefore(this.parts, line, ({ first }) => first)];
    return part && part.first <= line && line < part.first + part.lines.length ? part : undefined;
  }

  of(line: number): LineReference | undefined {
    const part = this.partAt(line);
    return part && { uri: part.uri, line: part.lines[line - part.first]! };
  }

  /** Where a view has a line of a capture. */
  lineOf({ uri, line }: LineReference): number | undefined {
    for (const part of this.parts) {
      const at = part.uri === uri ? placeOf(part.lines, line) : -1;
      if (0 <= at) return part.first + at;
    }
    return undefined;
  }

  /** Where a reader begins anew: at each part, and at the words of ours between two; in their order. */
  passages(): readonly Passage[] {
    return [...this.#passages.values()].sort((a, b) => a.first - b.first);
  }

  /** The passage that begins on a line. */
  passageAt(line: number): Passage | undefined {
    return this.#passages.get(line);
  }
}

/** Index of the last entry whose line is not behind `line`; entries are in the order of their lines. */
export function lastAtOrBefore<T>(entries: readonly T[], line: number, lineOf: (entry: T) => number): number {
  let low = 0;
  let high = entries.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (lineOf(entries[middle]!) <= line) low = middle;
    else high = middle;
  }
  return low;
}

/** Where an ascending list has a value; -1 where it has not. */
function placeOf(values: ArrayLike<number>, value: number): number {
  const at = firstAtOrBehind(values, value);
  return values[at] === value ? at : -1;
}

/** Where the first value of an ascending list stands that is not below one; its length where there is none. */
export function firstAtOrBehind(values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
