import { ascii } from "../../../core/ascii.ts";
import { textOf } from "../../../core/lineBytes.ts";
import type { CsvDelimiter } from "./csvRecord.ts";

/** Bytes and lines of one record at the most: Windows' environment blocks have 32 kB, command lines as many. */
const longestRecord = 1 << 18;
const mostLines = 4096;

const encoder = new TextEncoder();

/** A record of which a quoted cell goes on below: its lines so far, parted by line feeds. */
export class OpenRecord {
  bytes = new Uint8Array(4096);
  length = 0;
  /** 0 where no record is open. */
  lines = 0;
  delimiter: CsvDelimiter = ",";

  constructor(state = "") {
    if (state === "") return;
    const { delimiter, lines, text } = JSON.parse(state) as WrittenRecord;
    this.delimiter = delimiter;
    this.#append(encoder.encode(text));
    this.lines = lines;
  }

  /** Empty where nothing is open. */
  get state(): string {
    if (this.lines === 0) return "";
    const text = textOf(this.bytes, 0, this.length);
    return JSON.stringify({ delimiter: this.delimiter, lines: this.lines, text } satisfies WrittenRecord);
  }

  /** Whether another line is more than a record has. */
  isFullWith(length: number): boolean {
    return this.lines === mostLines || longestRecord < this.length + length;
  }

  begin(bytes: Uint8Array, from: number, end: number, delimiter: CsvDelimiter): void {
    this.length = 0;
    this.lines = 0;
    this.delimiter = delimiter;
    this.add(bytes, from, end);
  }

  /** Adds a line, and returns where it begins. */
  add(bytes: Uint8Array, from: number, end: number): number {
    const start = this.lines === 0 ? 0 : this.length + 1;
    if (this.lines !== 0) this.#append(lineFeed);
    this.#append(bytes.subarray(from, end));
    this.lines++;
    return start;
  }

  close(): void {
    this.lines = 0;
    this.length = 0;
  }

  #append(bytes: Uint8Array): void {
    const length = this.length + bytes.length;
    if (this.bytes.length < length) {
      const grown = new Uint8Array(length * 2);
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.bytes.set(bytes, this.length);
    this.length = length;
  }
}

const lineFeed = Uint8Array.of(ascii.lineFeed);

interface WrittenRecord {
  readonly delimiter: CsvDelimiter;
  readonly lines: number;
  readonly text: string;
}
