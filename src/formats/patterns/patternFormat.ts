import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { SyslogPrefix } from "../syslog/syslogPrefix.ts";
import type { Writing } from "../words/fieldUse.ts";
import { withIgnorable } from "./ignorableLines.ts";
import { PatternMatcher } from "./patternMatcher.ts";
import { patternParts } from "./patternPart.ts";
import { type Actions, rowEnd } from "./rowEnd.ts";

/** A log whose lines are built like one of some patterns, as plain data. */
export interface PatternTable {
  readonly format: Omit<Format, "claims" | "reader">;
  /** As `patternParts` reads them, in the order in which they are tried. */
  readonly patterns: readonly string[];
  /** Whether a head of syslog may stand before them. */
  readonly head?: "syslog";
  /** How lines begin that are no evidence. */
  readonly ignorable?: readonly string[];
  readonly writing?: Writing;
  readonly actions?: Actions;
}

/** The format that a table of patterns describes. */
export function patternFormat(table: PatternTable): Format {
  const lines = new PatternLines(table);
  const scratch = new Row();
  const format: Format = {
    ...table.format,
    claims: (bytes, start, end): Claim =>
      lines.read(bytes, start, end, scratch) === "row" && isPlain(scratch) ? "row" : "none",
    reader: () => new PatternReader(lines),
  };
  return withIgnorable(format, table.ignorable ?? []);
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

/** Reads single lines by the patterns of a table. */
export class PatternLines {
  readonly #isBehindHead: boolean;
  readonly #end: (row: Row) => void;
  readonly #matchers: readonly PatternMatcher[];
  readonly #head = new SyslogPrefix();
  /** How far the line read last was understood, by the pattern that came furthest. */
  reached = 0;

  constructor(table: PatternTable) {
    this.#isBehindHead = table.head === "syslog";
    this.#end = rowEnd(table.format.family, table.actions);
    this.#matchers = table.patterns.flatMap((pattern) => {
      const parts = patternParts(pattern);
      return typeof parts === "string" ? [] : [new PatternMatcher(parts, table.writing ?? {})];
    });
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    this.reached = start;
    for (const matcher of this.#matchers) {
      if (!this.#fits(matcher, bytes, start, end, row)) continue;
      this.#end(row);
      return "row";
    }
    row.clear(bytes);
    return "unknown";
  }

  #fits(matcher: PatternMatcher, bytes: Uint8Array, start: number, end: number, row: Row): boolean {
    row.clear(bytes);
    const isWhole = matcher.read(row, start, end);
    this.reached = Math.max(this.reached, matcher.reached);
    if (isWhole || !this.#isBehindHead) return isWhole;
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
