import { type Address, parseAddress } from "../../core/address.ts";

/** What a row can be found by. */
export interface Searched {
  /** Words in lower case, one a line, the first and the last line empty: `:12000` for a port, `pid:1432`. */
  readonly text: string;
  readonly addresses: readonly string[];
}

/** One word that the analyst typed. */
export type FilterWord = (searched: Searched) => boolean;

export function searched(
  words: readonly (string | number | undefined)[],
  addresses: readonly string[] = [],
): Searched {
  const texts = [...words, ...addresses].filter((word) => word !== undefined);
  return { text: `\n${texts.join("\n").toLowerCase()}\n`, addresses };
}

/**
 * What the analyst typed to narrow a tree. All words have to be found between a root and a leaf, wherever on
 * the way: what a row meets, its children need not.
 */
export class TreeFilter {
  readonly words: readonly FilterWord[];

  constructor(words: readonly FilterWord[]) {
    this.words = words;
  }

  /** The words that a row does not meet: what is left for its children. */
  below(row: Searched): TreeFilter {
    return this.isMet ? this : new TreeFilter(this.words.filter((word) => !word(row)));
  }

  get isMet(): boolean {
    return this.words.length === 0;
  }

  meets(row: Searched): boolean {
    return this.words.every((word) => word(row));
  }
}

const mostWords = 20;

export function treeFilter(text: string): TreeFilter {
  const words = text.slice(0, 1000).toLowerCase().split(/\s+/u);
  return new TreeFilter(
    words
      .filter((word) => word !== "")
      .slice(0, mostWords)
      .map(filterWord),
  );
}

/** `203.0.113.0/24` is a network, `:443` a port, `pid:4` a PID, all else a part of a text. */
function filterWord(word: string): FilterWord {
  const network = networkOf(word);
  if (network) {
    const isIn = remembered((address) => isInNetwork(address, network));
    return ({ addresses }) => addresses.some(isIn);
  }
  if (/^(?:pid)?:\d+$/u.test(word)) return ({ text }) => text.includes(`\n${word}\n`);
  return ({ text }) => text.includes(word);
}

/** Near ends are the same few in thousands of rows. */
function remembered(test: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text) ?? test(text);
    known.set(text, answer);
    return answer;
  };
}

interface Network {
  readonly base: Address;
  /** Bits of the prefix. */
  readonly length: number;
}

function networkOf(word: string): Network | undefined {
  const [address = "", length = "", ...more] = word.split("/");
  const base = parseAddress(address);
  if (!base || more.length !== 0 || !/^\d{1,3}$/u.test(length)) return undefined;
  return Number(length) <= (base.version === 4 ? 32 : 128) ? { base, length: Number(length) } : undefined;
}

function isInNetwork(text: string, { base, length }: Network): boolean {
  const address = parseAddress(text);
  if (address?.version !== base.version) return false;
  const from = base.version === 4 ? 12 : 0;
  for (let bit = 0; bit < length; bit += 8) {
    const at = from + (bit >> 3);
    const mask = length - bit < 8 ? (0xff << (8 - (length - bit))) & 0xff : 0xff;
    if (((address.bytes[at]! ^ base.bytes[at]!) & mask) !== 0) return false;
  }
  return true;
}
