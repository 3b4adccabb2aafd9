import type { CaseView, Join, LineReference } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { RowJoins, type RowPlace } from "../joins/rowJoins.ts";
import { CaseProcesses } from "./caseProcesses.ts";
import type { CaseReading } from "./caseReading.ts";

export type { RowPlace };

/** Answers what the case knows of single lines. Made once per snapshot of the case. */
export class CaseLines {
  readonly reading: CaseReading;
  readonly view: CaseView;
  readonly joins: RowJoins;
  readonly processes: CaseProcesses;
  readonly #capturesByUri: ReadonlyMap<string, readonly ScannedCapture[]>;
  readonly #pathByUri: ReadonlyMap<string, string>;
  #joinsByLine: ReadonlyMap<string, readonly Join[]> | undefined;

  constructor(reading: CaseReading, view: CaseView) {
    this.reading = reading;
    this.view = view;
    this.joins = new RowJoins(reading.flowJoins);
    this.processes = new CaseProcesses(reading, this.joins);
    this.#capturesByUri = grouped(reading.captures, ({ uri }) => uri);
    this.#pathByUri = new Map(reading.files.map(({ entry }) => [entry.uri, entry.path]));
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
    this.#joinsByLine ??= joinsByLine(this.view.joins);
    return this.#joinsByLine.get(keyOf(place)) ?? [];
  }

  /** `notes.md:21`: the path of the file in the case, and the line as people count. */
  nameOf({ uri, line }: LineReference): string {
    return `${this.pathOf(uri)}:${line + 1}`;
  }

  pathOf(uri: string): string {
    return this.#pathByUri.get(uri) ?? uri.slice(uri.lastIndexOf("/") + 1);
  }
}

function joinsByLine(joins: readonly Join[]): ReadonlyMap<string, readonly Join[]> {
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
  return byLine;
}

function keyOf({ uri, line }: LineReference): string {
  return `${uri}#${line}`;
}
