import type { ScannedCapture } from "../captures/scannedFile.ts";

/** From when until when a capture shows certain addresses at either end of a row; µs since 1970. */
export class HostSpans {
  readonly #first: Float64Array;
  readonly #last: Float64Array;

  constructor(names: number) {
    this.#first = new Float64Array(names);
    this.#last = new Float64Array(names);
  }

  first(name: number): number {
    return this.#first[name]!;
  }

  last(name: number): number {
    return this.#last[name]!;
  }

  /** A name has to be opened before its rows are noted. */
  open(name: number): void {
    this.#first[name] = Number.POSITIVE_INFINITY;
    this.#last[name] = Number.NEGATIVE_INFINITY;
  }

  note(name: number, micros: number): void {
    if (micros < this.#first[name]!) this.#first[name] = micros;
    if (this.#last[name]! < micros) this.#last[name] = micros;
  }
}

/** One walk through the rows, for all of the names together; of a log in order, from both ends until all are met. */
export function hostSpansOf({ columns }: ScannedCapture, names: ReadonlySet<number>): HostSpans {
  const spans = new HostSpans(columns.names.size);
  if (names.size === 0) return spans;
  const isAsked = new Uint8Array(columns.names.size);
  for (const name of names) {
    isAsked[name] = 1;
    spans.open(name);
  }
  const { source, destination, time, count } = columns;
  const isInOrder = columns.isInOrder;
  const walk = (row: number, step: 1 | -1) => {
    const met = new Uint8Array(columns.names.size);
    let left = names.size;
    const note = (name: number, micros: number) => {
      if (isAsked[name] !== 1) return;
      spans.note(name, micros);
      if (met[name] === 0) left--;
      met[name] = 1;
    };
    for (let at = row; 0 <= at && at < count && (0 < left || !isInOrder); at += step) {
      note(source[at]!, time[at]!);
      note(destination[at]!, time[at]!);
    }
  };
  walk(0, 1);
  if (isInOrder) walk(count - 1, -1);
  return spans;
}
