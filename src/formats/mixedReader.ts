import type { Format, LineReader } from "../core/format.ts";
import type { PlainRows } from "../core/plainRows.ts";
import type { LineKind, Row } from "../core/row.ts";
import { claimantsOf } from "./claimants.ts";
import { OpeningLines } from "./json/openingLines.ts";

/**
 * Reads lines of any known format: goes on with the format of the line above for as long as that one knows
 * what it sees, and changes to another where that one claims the line.
 */
export class MixedReader implements LineReader {
  readonly #formats: readonly Format[];
  #format: Format | undefined;
  #reader: LineReader | undefined;
  readonly #opening: OpeningLines;

  constructor(formats: readonly Format[], state = "") {
    this.#formats = formats;
    const cut = state.indexOf(" ");
    const id = cut < 0 ? state : state.slice(0, cut);
    this.#format = formats.find((format) => format.id === id);
    this.#opening = new OpeningLines(this.#format ? "" : state);
    this.#reader = this.#format?.reader(state.slice(cut + 1));
  }

  /** The format of the line read last, or undefined before any was recognized. */
  get format(): Format | undefined {
    return this.#format;
  }

  get state(): string {
    return this.#format && this.#reader ? `${this.#format.id} ${this.#reader.state}` : this.#opening.state;
  }

  /** Forgets the lines above: a new block begins. */
  reset(): void {
    this.#format = undefined;
    this.#reader = undefined;
    this.#opening.forget();
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    if (!this.#reader) return this.#readAnew(bytes, start, end, row, "unknown");
    const kind = this.#reader.read(bytes, start, end, row);
    if (kind === "detail" && this.#reader.ownsDetail) return kind;
    if (kind === "ignorable" && this.#reader.ownsIgnored) return kind;
    if (kind === "row" || kind === "part" || kind === "heading" || kind === "gap" || start === end)
      return kind;
    return this.#readAnew(bytes, start, end, row, kind);
  }

  get ownsDetail(): boolean {
    return this.#reader?.ownsDetail ?? false;
  }

  /** The next row of the line read last. */
  more(row: Row): boolean {
    return this.#reader?.more?.(row) ?? false;
  }

  /** What is open behind the last line. */
  finish(row: Row): boolean {
    return this.#reader?.finish?.(row) ?? false;
  }

  /** A row is the current format's, whatever others say: so a plain row needs no other's claim. */
  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    return this.#reader?.readPlain?.(bytes, start, end, rows) ?? start;
  }

  /** As above, for one line. */
  readPlainLine(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#reader?.readPlainLine?.(bytes, start, end) ?? false;
  }

  /** Changes to the format that claims this line, if another than the current one does. */
  #readAnew(bytes: Uint8Array, start: number, end: number, row: Row, kind: LineKind): LineKind {
    const claimant = this.#claimant(bytes, start, end, kind);
    if (!claimant || claimant === this.#format) {
      if (!this.#format) this.#opening.add(bytes, start, end);
      return kind;
    }
    this.#format = claimant;
    this.#reader = claimant.reader();
    if (claimant.readsAbove) this.#opening.readBy(this.#reader);
    else this.#opening.forget();
    row.clear(bytes);
    return this.#reader.read(bytes, start, end, row);
  }

  /** A row claims a line from anybody; a heading only from who does not know it. */
  #claimant(bytes: Uint8Array, start: number, end: number, kind: LineKind): Format | undefined {
    const { row, heading } = claimantsOf(this.#formats).find(bytes, start, end, this.#format);
    return row ?? (kind === "unknown" || kind === "ignorable" ? heading : undefined);
  }
}
