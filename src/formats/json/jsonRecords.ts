import { textOf } from "../../core/lineBytes.ts";
import { unescapedText } from "../cells/rewrittenBytes.ts";
import type { JsonKey, JsonKeys } from "./jsonKeys.ts";
import { JsonTokens } from "./jsonTokens.ts";

/** An object or an array that is open. Filled again and again. */
interface Level {
  isArray: boolean;
  /** Whether it may be a record: it is not what stands under a key of one. */
  isRecord: boolean;
  /** Keys of it that mean something. */
  keys: JsonKeys | undefined;
  path: string;
  /** The level of the record that it is a part of. */
  record: number;
  /** Of a record: marks of the keys it had so far, where its values begin, and how many lines above it did. */
  marks: number;
  values: number;
  linesAbove: number;
}

/** A value of a record. */
export interface RecordValue {
  key: JsonKey;
  /** In the line, between the quotes of a string. */
  from: number;
  to: number;
  hasEscapes: boolean;
  /** Where it stood on a line above. */
  text: string | undefined;
}

/** Deeper objects than this have no rows. */
const deepest = 48;
/** No record has more values that mean something. */
const mostValues = 256;

/**
 * Finds the records of JSON, whatever they lie in and however its lines are broken, line by line.
 *
 *     {"result": {"src_ip": "10.20.0.42", "flow": {"age": 4}}}
 *     └ a record?└ a record               └ a part of it
 */
export class JsonRecords {
  readonly tokens = new JsonTokens();
  readonly #keys: JsonKeys;
  readonly #wanted: readonly number[];
  readonly #levels: Level[] = [];
  #depth = 0;
  /** How many levels are open that are too deep to be looked at. */
  #deeper = 0;
  #key: JsonKey | undefined;
  readonly #values: RecordValue[] = [];
  #count = 0;
  /** The first value of the record found last. */
  #first = 0;
  #isAtEnd = false;
  /** Whether the line read last was read to its end, and what it leaves open is kept. */
  #isCarried = true;
  /** How many lines above the record found last begins. */
  linesAbove = 0;

  /** `wanted`: marks of which a record has all of one of them. */
  constructor(keys: JsonKeys, wanted: readonly number[], state = "") {
    this.#keys = keys;
    this.#wanted = wanted;
    this.clear();
    if (state !== "") this.#restore(JSON.parse(state) as WrittenRecords);
  }

  /** What is open; nothing between two lines that are documents of their own. */
  get state(): string {
    const isClear = this.#depth === 0 && this.#count === 0 && this.#levels[0]!.marks === 0;
    if (isClear) return "";
    const levels = this.#levels.slice(0, this.#depth + 1).map(writtenLevel);
    const values = this.#values.slice(0, this.#count).map(({ key, text = "" }) => [key.path, text] as const);
    return JSON.stringify({ levels, values } satisfies WrittenRecords);
  }

  clear(): void {
    this.#depth = 0;
    this.#deeper = 0;
    this.#count = 0;
    this.#open(0, "record");
  }

  /** Begins with a line. Of one above that was not read to its end nothing is known. */
  start(bytes: Uint8Array, from: number, end: number): void {
    if (!this.#isCarried) this.clear();
    this.#isCarried = false;
    this.tokens.start(bytes, from, end);
    this.#first = this.#count;
    this.#isAtEnd = false;
    this.#key = undefined;
    this.passLine();
  }

  /** Counts a line that has nothing in it. */
  passLine(): void {
    for (let depth = 0; depth <= this.#depth; depth++) this.#levels[depth]!.linesAbove++;
  }

  /** Goes on to the end of the next record, or of the line. */
  next(bytes: Uint8Array): "record" | "end" {
    if (this.#isAtEnd) return "end";
    this.#count = this.#first;
    for (;;) {
      const token = this.tokens.next();
      if (token === "key")
        this.#key = this.#levels[this.#depth]!.keys?.at(bytes, this.tokens.from, this.tokens.to);
      else if (token === "string" || token === "word") this.#addValue(bytes, token);
      else if (token === "object" || token === "array") this.#push(token);
      else if (token === "end") return this.#end();
      else {
        const end = this.#pop();
        if (end) return end;
      }
    }
  }

  /** The number of values of the record found last, or, at the end of a line, of the one that it ends in. */
  get count(): number {
    return this.#count - this.#first;
  }

  value(i: number): Readonly<RecordValue> {
    return this.#values[this.#first + i]!;
  }

  /** Whether the record that the line ends in begins on it. */
  get isNew(): boolean {
    return this.#innermost.linesAbove === 0;
  }

  get #innermost(): Level {
    return this.#levels[this.#levels[this.#depth]!.record]!;
  }

  /** Whether the record that the line ends in has what a record has. */
  get isKnown(): boolean {
    return this.#has(this.#innermost.marks);
  }

  /** Forgets the record that the line ends in. */
  drop(): void {
    this.#innermost.marks = 0;
    this.#count = this.#first;
  }

  /** Keeps the values that the lines below may need. */
  carry(bytes: Uint8Array): void {
    this.#isCarried = true;
    for (let i = 0; i < this.#count; i++) {
      const value = this.#values[i]!;
      value.text ??= value.hasEscapes
        ? unescapedText(bytes, value.from, value.to)
        : textOf(bytes, value.from, value.to);
    }
  }

  #end(): "end" {
    this.#isAtEnd = true;
    this.#first = this.#innermost.values;
    return "end";
  }

  #push(token: "object" | "array"): void {
    const key = this.#key;
    this.#key = undefined;
    if (this.#depth === deepest) {
      this.#deeper++;
      return;
    }
    const { record } = this.#levels[this.#depth]!;
    this.#depth++;
    if (token === "array") this.#open(record, "array");
    else if (key) this.#open(record, key);
    else this.#open(this.#depth, "record");
    if (key) this.#levels[record]!.marks |= key.mark;
  }

  #open(record: number, as: "record" | "array" | JsonKey): void {
    this.#levels[this.#depth] ??= { ...noLevel };
    const level = this.#levels[this.#depth]!;
    level.isArray = as === "array";
    level.isRecord = as === "record";
    level.keys = as === "record" ? this.#keys : as === "array" ? undefined : as.keys;
    level.path = typeof as === "string" ? "" : as.path;
    level.record = record;
    level.marks = 0;
    level.values = this.#count;
    level.linesAbove = 0;
  }

  #pop(): "record" | undefined {
    this.#key = undefined;
    if (this.#deeper !== 0) {
      this.#deeper--;
      return undefined;
    }
    const { isRecord, linesAbove, marks, values } = this.#levels[this.#depth]!;
    if (this.#depth !== 0) this.#depth--;
    else this.#open(0, "record");
    if (!isRecord) return undefined;
    this.#first = values;
    this.linesAbove = linesAbove;
    if (this.#has(marks)) return "record";
    this.#count = values;
    return undefined;
  }

  #has(marks: number): boolean {
    for (const wanted of this.#wanted) if ((marks & wanted) === wanted) return true;
    return false;
  }

  #addValue(bytes: Uint8Array, token: "string" | "word"): void {
    const key = this.#key;
    if (key === undefined) return;
    this.#key = undefined;
    const { from, to, hasEscapes } = this.tokens;
    if (token === "word" && bytes[from] === lowerN) return;
    this.#levels[this.#levels[this.#depth]!.record]!.marks |= key.mark;
    if (key.use === undefined || this.#count === mostValues) return;
    this.#values[this.#count] ??= { key, from, to, hasEscapes, text: undefined };
    const value = this.#values[this.#count++]!;
    value.key = key;
    value.from = from;
    value.to = to;
    value.hasEscapes = token === "string" && hasEscapes;
    value.text = undefined;
  }

  #restore({ levels, values }: WrittenRecords): void {
    for (const [depth, [as, path, record, marks, first, linesAbove]] of levels.entries()) {
      this.#depth = depth;
      const key = as === "part" ? this.#keys.keyOf(path) : undefined;
      this.#open(record, key ?? (as === "part" ? "array" : as));
      Object.assign(this.#levels[depth]!, { marks, values: first, linesAbove });
    }
    for (const [path, text] of values) {
      const key = this.#keys.keyOf(path);
      if (key) this.#values[this.#count++] = { key, from: 0, to: 0, hasEscapes: false, text };
    }
  }
}

/** `n` of `null`. */
const lowerN = 0x6e;

const noLevel: Level = {
  isArray: false,
  isRecord: false,
  keys: undefined,
  path: "",
  record: 0,
  marks: 0,
  values: 0,
  linesAbove: 0,
};

/** What is open between two lines. */
interface WrittenRecords {
  readonly levels: readonly WrittenLevel[];
  readonly values: readonly (readonly [path: string, text: string])[];
}

type WrittenLevel = readonly [
  as: "record" | "array" | "part",
  path: string,
  record: number,
  marks: number,
  values: number,
  linesAbove: number,
];

function writtenLevel({ isArray, isRecord, path, record, marks, values, linesAbove }: Level): WrittenLevel {
  return [isRecord ? "record" : isArray ? "array" : "part", path, record, marks, values, linesAbove];
}
