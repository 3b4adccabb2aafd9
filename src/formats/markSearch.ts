import { isDigit, isLetter } from "../core/ascii.ts";

/** How a line is compared with words: `as-is`, or by letters and digits alone and whatever their case, as `foldedName` does. */
export type MarkSpelling = "as-is" | "folded";

/**
 * Finds in one pass over a line which of many lists have a word in it (Aho and Corasick 1975): asking sixty formats
 * in turn would walk over the line sixty times.
 */
export class MarkSearch {
  /** 0 for the lists of which no word is in the line that was searched last. */
  readonly found: Uint8Array;
  /** By byte; `passedOver` for what does not count. */
  readonly #classes: Uint8Array;
  readonly #width: number;
  /** The next state, for each state and class of byte. */
  readonly #next: Uint16Array;
  /** Lists of which a word ends in a state, or undefined. */
  readonly #ends: readonly (readonly number[] | undefined)[];

  /** Words in ASCII, of each list; folded ones where lines are. */
  constructor(lists: readonly (readonly string[])[], spelling: MarkSpelling) {
    this.found = new Uint8Array(lists.length);
    const letters = [...new Set(lists.flat().join(""))];
    this.#width = letters.length + 1;
    this.#classes = classesOf(letters, spelling);
    const tree = wordTree(lists, this.#width, (letter) => this.#classes[letter]!);
    linkStates(tree, this.#width);
    this.#next = Uint16Array.from(tree.next);
    this.#ends = tree.ends;
  }

  search(bytes: Uint8Array, start: number, end: number): void {
    const [found, next, classes, ends, width] = [
      this.found,
      this.#next,
      this.#classes,
      this.#ends,
      this.#width,
    ];
    found.fill(0);
    let state = 0;
    for (let i = start; i < end; i++) {
      const letter = classes[bytes[i]!]!;
      if (letter === passedOver) continue;
      state = next[state * width + letter]!;
      const lists = ends[state];
      if (lists !== undefined) for (const list of lists) found[list] = 1;
    }
  }
}

const passedOver = 255;
const otherLetter = 0;

function classesOf(letters: readonly string[], spelling: MarkSpelling): Uint8Array {
  const classes = new Uint8Array(256).fill(spelling === "folded" ? passedOver : otherLetter);
  if (spelling === "folded")
    for (let byte = 0; byte < 0x80; byte++) if (isLetter(byte) || isDigit(byte)) classes[byte] = otherLetter;
  for (const [i, letter] of letters.entries()) {
    classes[letter.charCodeAt(0)] = i + 1;
    if (spelling === "folded") classes[letter.toUpperCase().charCodeAt(0)] = i + 1;
  }
  return classes;
}

interface WordTree {
  /** The state below, -1 where there is none. */
  readonly next: number[];
  readonly ends: (number[] | undefined)[];
}

function wordTree(
  lists: readonly (readonly string[])[],
  width: number,
  classOf: (letter: number) => number,
): WordTree {
  const tree: WordTree = { next: new Array<number>(width).fill(-1), ends: [undefined] };
  for (const [list, words] of lists.entries()) {
    for (const word of words) {
      let state = 0;
      for (let i = 0; i < word.length; i++) state = below(tree, state, width, classOf(word.charCodeAt(i)));
      tree.ends[state] = [...(tree.ends[state] ?? []), list];
    }
  }
  return tree;
}

function below({ next, ends }: WordTree, state: number, width: number, letter: number): number {
  const at = state * width + letter;
  if (next[at]! < 0) {
    next[at] = ends.length;
    ends.push(undefined);
    for (let i = 0; i < width; i++) next.push(-1);
  }
  return next[at]!;
}

/** Fills what is missing with where the longest ending goes that begins a word too; the tree's levels in turn. */
function linkStates({ next, ends }: WordTree, width: number): void {
  const shorter = new Array<number>(ends.length).fill(0);
  const queue = [0];
  for (const state of queue) {
    for (let letter = 0; letter < width; letter++) {
      const at = state * width + letter;
      const fallback = state === 0 ? 0 : next[shorter[state]! * width + letter]!;
      const child = next[at]!;
      if (child < 0) {
        next[at] = fallback;
        continue;
      }
      shorter[child] = fallback;
      const inherited = ends[fallback];
      if (inherited) ends[child] = [...(ends[child] ?? []), ...inherited];
      queue.push(child);
    }
  }
}
