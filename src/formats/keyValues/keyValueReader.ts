import { ascii, trimEnd } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readLoss } from "../syslog/syslogGap.ts";
import { SyslogPrefix } from "../syslog/syslogPrefix.ts";
import { EscapedFields } from "./escapedFields.ts";
import { KeyMarks } from "./keyMarks.ts";
import { KeyValueMeaning } from "./keyValueMeaning.ts";
import type { KeyValueTable } from "./keyValueTable.ts";
import { KeyValueTime } from "./keyValueTime.ts";
import { Pairs } from "./pairs.ts";

/** What a line has beside its pairs, for the formats that are more than a table. */
export interface OwnReading {
  /**
   * Reads what stands before the pairs, behind syslog's own, and returns where the pairs begin; -1 where the line is
   * not of the format. `start` is where the line begins.
   */
  readonly head?: (row: Row, from: number, end: number, start: number) => number;
  /** What stands between the pairs of the line whose head was read last, where that differs from line to line. */
  readonly between?: () => string;
  /** Draws from the values what a table cannot say. */
  readonly finish?: (row: Row, pairs: Pairs, meaning: KeyValueMeaning) => "ignorable" | undefined;
  /** Puts the next row of the line read last in place of the one before, and says whether there is one. */
  readonly more?: (row: Row) => boolean;
}

/** Makes what a format has of its own; `numberOf` gives the number by which `Pairs` will know a key. */
export type OwnReadingOf = (numberOf: (key: string) => number) => OwnReading;

/** The state after a row: a "last message repeated" below it is about that row. */
const afterRow = "r";

const bothEnds = ["sourceAddress", "destinationAddress"] as const;

/** Reads the lines of a `KeyValueTable`. */
export class KeyValueReader implements LineReader {
  state: string;
  ownsIgnored = false;
  readonly #pairs: Pairs;
  readonly #escaped = new EscapedFields();
  readonly #prefix = new SyslogPrefix();
  readonly #own: OwnReading;
  readonly #needs: readonly FieldIndex[];
  readonly #known: KeyMarks;
  readonly #ignored: KeyMarks;
  readonly #connections: KeyMarks;
  readonly #time: KeyValueTime;
  readonly #meaning: KeyValueMeaning;

  constructor(table: KeyValueTable, ownOf: OwnReadingOf, state = "") {
    this.state = state;
    const numbers = new Map<string, number>();
    const numberOf = (key: string) => {
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    };
    for (const key of Object.keys(table.keys)) numberOf(key);
    this.#own = ownOf(numberOf);
    this.#needs = (table.needs ?? bothEnds).map((name) => field[name]);
    this.#known = new KeyMarks(table.known, numberOf);
    this.#ignored = new KeyMarks(table.ignored ?? [], numberOf);
    this.#connections = new KeyMarks(table.connections ?? [], numberOf);
    this.#time = new KeyValueTime(table.times ?? [], numberOf, table.writing?.dates);
    this.#meaning = new KeyValueMeaning(table, numberOf);
    this.#pairs = new Pairs([...numbers.keys()], table.syntax);
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    let from = start;
    while (from < end && bytes[from]! <= ascii.blank) from++;
    const to = trimEnd(bytes, from, end);
    this.ownsIgnored = false;
    if (to <= from) return "ignorable";
    const isBelowRow = this.state !== "";
    this.state = "";
    const kind = this.#line(row, from, to, isBelowRow);
    // What was seen of a line that is no row is not wrong with it.
    if (kind === "ignorable" || kind === "unknown") row.clear(bytes);
    else if (this.#pairs.hasEscapes && kind === "row") this.#escaped.resolve(row);
    const isRepetition = kind === "gap" && row.flaws[0]?.code === "FW006";
    if (kind === "row" || isRepetition) this.state = afterRow;
    return kind;
  }

  more(row: Row): boolean {
    return this.#own.more?.(row) ?? false;
  }

  #line(row: Row, start: number, end: number, isBelowRow: boolean): LineKind {
    const pairs = this.#pairs;
    const message = this.#prefix.read(row, start, end);
    const from = this.#own.head ? this.#own.head(row, message, end, start) : message;
    if (from < 0) return this.#otherLine(row, message, end, isBelowRow);
    if (this.#own.between) pairs.separateBy(this.#own.between());
    pairs.scan(row.bytes, from, end);
    if (!this.#known.areOn(row.bytes, pairs)) return this.#otherLine(row, message, end, isBelowRow);
    this.ownsIgnored = true;
    if (this.#ignored.areOn(row.bytes, pairs)) return "ignorable";
    this.#time.read(row, pairs);
    this.#meaning.put(row, pairs);
    if (this.#own.finish?.(row, pairs, this.#meaning)) return "ignorable";
    this.#meaning.follow(row, pairs);
    this.#putHost(row);
    if (this.#isWhole(row)) return "row";
    if (!this.#connections.areOn(row.bytes, pairs)) return "ignorable";
    row.flaw("FW002", from, end);
    return "broken";
  }

  /** That of syslog, unless the log's own word for what was done was taken for it. */
  #putHost(row: Row): void {
    const { hasHost, hostFrom, hostTo } = this.#prefix.names;
    if (hasHost && !row.has(field.host) && hostFrom !== row.from[field.action])
      row.set(field.host, hostFrom, hostTo);
  }

  #isWhole(row: Row): boolean {
    for (const index of this.#needs) if (!row.has(index)) return false;
    return true;
  }

  #otherLine(row: Row, message: number, end: number, isBelowRow: boolean): LineKind {
    const isLog = this.#prefix.isThere || row.has(field.time);
    if (!isLog) return "unknown";
    return readLoss(row, message, end, isBelowRow) ? "gap" : "ignorable";
  }
}
