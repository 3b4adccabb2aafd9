import { Cells } from "./cells.ts";

/** A line with more cells is read only so far; no table has so many columns. */
const mostCells = 48;

/** The places of all cells of one line, for tables whose columns are counted from both sides. */
export class CellList {
  count = 0;
  readonly from = new Int32Array(mostCells);
  readonly to = new Int32Array(mostCells);
  readonly #cells = new Cells();

  read(bytes: Uint8Array, at: number, end: number): void {
    this.count = 0;
    this.#cells.start(bytes, at, end);
    while (this.count < mostCells && this.#cells.next()) {
      this.from[this.count] = this.#cells.from;
      this.to[this.count++] = this.#cells.to;
    }
  }

  /** Bytes of a cell. */
  length(cell: number): number {
    return this.to[cell]! - this.from[cell]!;
  }
}
