import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { SyslogPrefix } from "../syslog/syslogPrefix.ts";
import type { Writing } from "../words/fieldUse.ts";
import { PatternMatcher } from "./patternMatcher.ts";
import type { PatternPart } from "./patternPart.ts";

/** A log whose lines are built like one of some patterns, as plain data. */
export interface PatternTable {
  readonly format: Omit<Format, "claims" | "reader">;
  /** In the order in which they are tried. */
  readonly patterns: readonly (readonly PatternPart[])[];
  readonly head: "syslog" | "none";
  readonly writing: Writing;
  /** What follows from a row's values together. */
  readonly finish: (row: Row) => void;
}

export function patternFormat(table: PatternTable): Format {
  const lines = new PatternLines(table);
  const scratch = new Row();
  return {
    ...table.format,
    claims: (bytes, start, end): Claim =>
      lines.read(bytes, start, end, scratch) === "row" && isPlain(scratch) ? "row" : "none",
    reader: () => new PatternReader(lines),
  };
}

/** What has a flaw may be another format's line. */
function isPlain({ flaws }: Row): boolean {
  return flaws.length === 0;
}

/** Remembers nothing of the lines above: each says all. */
class PatternReader implements LineReader {
  readonly state = "";
  readonly #lines: PatternLines;

  constructor(lines: PatternLines) {
    this.#lines = lines;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    return this.#lines.read(bytes, start, end, row);
  }
}

class PatternLines {
  readonly #table: PatternTable;
  readonly #matchers: readonly PatternMatcher[];
  readonly #head = new SyslogPrefix();
  /** How far the line read last was understood, by the pattern that came furthest. */
  reached = 0;

  constructor(table: PatternTable) {
    this.#table = table;
    this.#matchers = table.patterns.map((parts) => new PatternMatcher(parts, table.writing));
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    this.reached = start;
    for (const matcher of this.#matchers) {
      if (!this.#fits(matcher, bytes, start, end, row)) continue;
      this.#table.finish(row);
      return "row";
    }
    row.clear(bytes);
    return "unknown";
  }

  #fits(matcher: PatternMatcher, bytes: Uint8Array, start: number, end: number, row: Row): boolean {
    row.clear(bytes);
    const isWhole = matcher.read(row, start, end);
    this.reached = Math.max(this.reached, matcher.reached);
    if (isWhole || this.#table.head === "none") return isWhole;
    row.clear(bytes);
    const message = this.#afterHead(row, start, end);
    const isMessage = start < message && matcher.read(row, message, end);
    this.reached = Math.max(this.reached, matcher.reached);
    return isMessage;
  }

  /** The row takes the head's time and host; a pattern may name others. */
  #afterHead(row: Row, start: number, end: number): number {
    const message = this.#head.read(row, start, end);
    const { hasHost, hostFrom, hostTo } = this.#head.names;
    if (hasHost) row.set(field.host, hostFrom, hostTo);
    return message;
  }
}
