import type { EventRow } from "../../protocol/events.ts";

/** Rows that are asked for together, and how many such blocks are kept. */
export const rowsOfBlock = 100;
const blocksKept = 40;

/** Asks for a block of rows, from one place on. */
export type AskForRows = (generation: number, from: number, count: number) => void;

/** The rows around those that are seen. */
export class RowCache {
  readonly #ask: AskForRows;
  readonly #blocks = new Map<number, readonly EventRow[]>();
  readonly #asked = new Set<number>();
  #generation = 0;

  constructor(ask: AskForRows) {
    this.#ask = ask;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Other rows, or other columns of them, are wanted from now on. */
  forget(): void {
    this.#generation++;
    this.#blocks.clear();
    this.#asked.clear();
  }

  /** A row by its place; undefined while it is on its way. `count` are the rows that there are. */
  row(place: number, count: number): EventRow | undefined {
    const block = Math.floor(place / rowsOfBlock);
    const rows = this.#blocks.get(block);
    const wanted = Math.min(rowsOfBlock, count - block * rowsOfBlock);
    if ((!rows || rows.length < wanted) && !this.#asked.has(block)) {
      this.#asked.add(block);
      this.#ask(this.#generation, block * rowsOfBlock, rowsOfBlock);
    }
    return rows?.[place % rowsOfBlock];
  }

  /** A row if it is here already. */
  known(place: number): EventRow | undefined {
    return this.#blocks.get(Math.floor(place / rowsOfBlock))?.[place % rowsOfBlock];
  }

  put(generation: number, from: number, rows: readonly EventRow[]): void {
    if (generation !== this.#generation) return;
    const block = Math.floor(from / rowsOfBlock);
    this.#asked.delete(block);
    this.#blocks.delete(block);
    this.#blocks.set(block, rows);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= blocksKept) break;
      this.#blocks.delete(oldest);
    }
  }
}
