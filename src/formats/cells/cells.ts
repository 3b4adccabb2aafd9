import { ascii } from "../../core/ascii.ts";

const pipe = 0x7c;

/**
 * Walks the cells of a table's line: what stands between blanks, tabs and the `|` of a Markdown table.
 * Bold marks and backticks around a cell belong to the paste, not to the evidence.
 *
 *     TCP    192.0.2.5:49731 |  **198.51.100.7:443**
 *     └┬┘    └──────┬──────┘    ──└──────┬───────┘──
 */
export class Cells {
  from = 0;
  to = 0;
  /** How many bytes separate this cell from the one before. */
  gap = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;

  start(bytes: Uint8Array, at: number, end: number): void {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
    this.from = this.to = at;
  }

  /** Goes to the next cell; false behind the last. */
  next(): boolean {
    const bytes = this.#bytes;
    const end = this.#end;
    for (;;) {
      let from = this.#at;
      while (from < end && isSeparator(bytes[from]!)) from++;
      let to = from;
      while (to < end && !isSeparator(bytes[to]!)) to++;
      this.gap = from - this.#at;
      this.#at = to;
      this.from = from;
      this.to = to;
      if (from === to) return false;
      if (startsMarked(bytes, from, to) || endsMarked(bytes, from, to)) this.#unmark();
      if (this.from < this.to) return true;
    }
  }

  #unmark(): void {
    const bytes = this.#bytes;
    while (startsMarked(bytes, this.from, this.to)) this.from += bytes[this.from] === ascii.backtick ? 1 : 2;
    while (endsMarked(bytes, this.from, this.to)) this.to -= bytes[this.to - 1] === ascii.backtick ? 1 : 2;
  }
}

export function isSeparator(byte: number): boolean {
  return byte === ascii.blank || byte === ascii.tab || byte === pipe;
}

export function skipSeparators(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isSeparator(bytes[i]!)) i++;
  return i;
}

/** `end` moved back over what a paste leaves behind a row: blanks, a closing `|`, Markdown's hard break. */
export function trimCells(bytes: Uint8Array, start: number, end: number): number {
  let i = end;
  while (start < i && (isSeparator(bytes[i - 1]!) || isLeftover(bytes[i - 1]!))) i--;
  return i;
}

function isLeftover(byte: number): boolean {
  return byte === ascii.carriageReturn || byte === ascii.backslash;
}

function startsMarked(bytes: Uint8Array, from: number, to: number): boolean {
  return from < to && (bytes[from] === ascii.backtick || isBold(bytes, from, from + 2, to));
}

function endsMarked(bytes: Uint8Array, from: number, to: number): boolean {
  return from < to && (bytes[to - 1] === ascii.backtick || (from <= to - 2 && isBold(bytes, to - 2, to, to)));
}

/** Whether `**` fills `[from, to)`; a lone `*` is a wildcard. */
function isBold(bytes: Uint8Array, from: number, to: number, end: number): boolean {
  return to <= end && bytes[from] === ascii.asterisk && bytes[from + 1] === ascii.asterisk;
}
