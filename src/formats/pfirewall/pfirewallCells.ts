import { ascii, isBlank } from "../../core/ascii.ts";
import { maximumColumns } from "./pfirewallLayout.ts";

const semicolon = 0x3b;

/** The cells of one row, as byte spans; reused for every row. */
export class PfirewallCells {
  readonly from = new Int32Array(maximumColumns + 1);
  readonly to = new Int32Array(maximumColumns + 1);
  count = 0;

  /** Cells parted by blanks or tabs, as the firewall writes them. Cells beyond the most are left out. */
  split(bytes: Uint8Array, from: number, end: number): void {
    let count = 0;
    let at = from;
    while (at < end && count <= maximumColumns) {
      this.from[count] = at;
      while (at < end && ascii.blank < bytes[at]!) at++;
      this.to[count++] = at;
      at++;
      while (at < end && bytes[at]! <= ascii.blank) at++;
    }
    this.count = count;
    const inDate = from + "2031-07-02".length;
    if (bytes[inDate] === ascii.upperT && this.to[0]! > inDate) this.#cut(0, inDate);
    else if (this.#isSeparated(bytes)) this.#splitSeparated(bytes, from, end);
  }

  isAbsent(bytes: Uint8Array, cell: number): boolean {
    const from = this.from[cell]!;
    const length = this.to[cell]! - from;
    return length === 0 || (length === 1 && bytes[from] === ascii.minus);
  }

  /** A spreadsheet's comma or semicolon stands in or behind the first cell, or its quote before it. */
  #isSeparated(bytes: Uint8Array): boolean {
    if (bytes[this.from[0]!] === ascii.quote) return true;
    const sure = Math.min(2, this.count);
    for (let cell = 0; cell < sure; cell++)
      for (let i = this.from[cell]!; i < this.to[cell]!; i++)
        if (bytes[i] === ascii.comma || bytes[i] === semicolon) return true;
    return false;
  }

  #splitSeparated(bytes: Uint8Array, from: number, end: number): void {
    let count = 0;
    let start = from;
    for (let i = from; i <= end && count <= maximumColumns; i++) {
      if (i < end && bytes[i] !== ascii.comma && bytes[i] !== semicolon) continue;
      this.from[count] = start;
      this.to[count] = i;
      this.#bare(bytes, count++);
      start = i + 1;
    }
    this.count = count;
    const inDate = this.from[0]! + "2031-07-02".length;
    if (inDate < this.to[0]!) this.#cut(0, inDate);
  }

  /** Takes blanks and quotes off a cell. */
  #bare(bytes: Uint8Array, cell: number): void {
    let from = this.from[cell]!;
    let to = this.to[cell]!;
    while (from < to && (isBlank(bytes[from]) || bytes[from] === ascii.quote)) from++;
    while (from < to && (isBlank(bytes[to - 1]) || bytes[to - 1] === ascii.quote)) to--;
    this.from[cell] = from;
    this.to[cell] = to;
  }

  /** Parts a cell in two at one byte, which belongs to neither: date and time in one cell. */
  #cut(cell: number, at: number): void {
    if (maximumColumns < this.count) return;
    this.from.copyWithin(cell + 1, cell, this.count);
    this.to.copyWithin(cell + 1, cell, this.count);
    this.to[cell] = at;
    this.from[cell + 1] = at + 1;
    this.count++;
  }
}
