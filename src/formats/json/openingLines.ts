import { ascii } from "../../core/ascii.ts";
import type { LineReader } from "../../core/format.ts";
import { LineBytes, textOf } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { mayBeJson } from "./jsonReader.ts";

const leftBrace = 0x7b;
const mostLines = 48;
/** Bytes. */
const longestLine = 512;

/**
 * The lines that a document of JSON over many lines begins with, which are of no format alone: they are read once
 * it is known whose they are.
 */
export class OpeningLines {
  #lines: string[];

  constructor(state = "") {
    this.#lines = state === "" ? [] : (JSON.parse(state) as string[]);
  }

  get state(): string {
    return this.#lines.length === 0 ? "" : JSON.stringify(this.#lines);
  }

  /** Keeps a line that nobody knows, or forgets all where it is no line of JSON. */
  add(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && bytes[from]! <= ascii.blank) from++;
    if (from === end) return;
    const isWhole = bytes[from] === leftBrace && bytes[from + 1] === ascii.quote;
    const isLine = !isWhole && end - from <= longestLine && mayBeJson(bytes, from, end);
    if (isLine && this.#lines.length < mostLines) this.#lines.push(textOf(bytes, from, end));
    else this.forget();
  }

  forget(): void {
    if (this.#lines.length !== 0) this.#lines = [];
  }

  /** Gives the lines to whose they are, and forgets them. */
  readBy(reader: LineReader): void {
    if (this.#lines.length === 0) return;
    const line = new LineBytes();
    const row = new Row();
    for (const text of this.#lines) {
      line.set(text);
      row.clear(line.bytes);
      reader.read(line.bytes, 0, line.length, row);
    }
    this.forget();
  }
}
