import type { CaseView, Join, LineReference } from "../core/caseView.ts";
import { grouped } from "../core/grouped.ts";
import type { CaseReading } from "./caseReading.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** A row of a capture, found by its line. */
export interface RowPlace {
  readonly capture: ScannedCapture;
  readonly row: number;
}

/** Answers what the case knows of single lines. Made once per snapshot of the case. */
export class CaseLines {
  readonly #capturesByUri: ReadonlyMap<string, readonly ScannedCapture[]>;
  readonly #joinsByLine: ReadonlyMap<string, readonly Join[]>;

  constructor({ captures }: CaseReading, { joins }: CaseView) {
    this.#capturesByUri = grouped(captures, ({ uri }) => uri);
    const ends = joins.flatMap((join) => [
      { key: keyOf(join.left), join },
      { key: keyOf(join.right), join },
    ]);
    const byLine = new Map<string, Join[]>();
    for (const { key, join } of ends) {
      const known = byLine.get(key);
      if (known) known.push(join);
      else byLine.set(key, [join]);
    }
    this.#joinsByLine = byLine;
  }

  captures(uri: string): readonly ScannedCapture[] {
    return this.#capturesByUri.get(uri) ?? [];
  }

  captureAt({ uri, line }: LineReference): ScannedCapture | undefined {
    return this.captures(uri).find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  }

  /** The connection that starts on a line, or above it where the line only continues one. */
  rowAt(place: LineReference): RowPlace | undefined {
    const capture = this.captureAt(place);
    if (!capture) return undefined;
    const { columns } = capture;
    let low = 0;
    let high = columns.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (columns.line[middle]! <= place.line) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : { capture, row: low - 1 };
  }

  /** Joins of which this line is one end. */
  joinsAt(place: LineReference): readonly Join[] {
    return this.#joinsByLine.get(keyOf(place)) ?? [];
  }
}

function keyOf({ uri, line }: LineReference): string {
  return `${uri}#${line}`;
}
