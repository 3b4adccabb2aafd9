import { ascii, isBlank } from "../../core/ascii.ts";
import type { Format, LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { stands } from "./patternMatcher.ts";

const encoder = new TextEncoder();

/** The same format, to which lines that begin with one of these texts are no evidence, and blank ones neither. */
export function withIgnorable(format: Format, starts: readonly string[]): Format {
  const texts = starts.map((start) => encoder.encode(start));
  return { ...format, reader: (state) => new IgnoringReader(format.reader(state), texts) };
}

class IgnoringReader implements LineReader {
  readonly #reader: LineReader;
  readonly #starts: readonly Uint8Array[];

  constructor(reader: LineReader, starts: readonly Uint8Array[]) {
    this.#reader = reader;
    this.#starts = starts;
  }

  get state(): string {
    return this.#reader.state;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    const kind = this.#reader.read(bytes, start, end, row);
    return kind === "unknown" && this.#isIgnorable(bytes, start, end) ? "ignorable" : kind;
  }

  #isIgnorable(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    while (at < end && (isBlank(bytes[at]) || bytes[at] === ascii.carriageReturn)) at++;
    return at === end || this.#starts.some((text) => stands(bytes, text, at, end));
  }
}
