import { skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { CaptureFacts } from "../../core/capture.ts";
import type { Observation } from "../../core/observation.ts";
import { observe } from "../../core/observe.ts";
import type { Zone } from "../../core/zone.ts";
import { type CaptureClock, clockOf } from "../reading/captureClock.ts";
import type { EvidenceReader } from "../reading/evidenceReader.ts";
import type { LineReading } from "./evidenceDocumentBlock.ts";

export interface DocumentClock {
  /** Microseconds since 1970 of the file's last change: years that the text leaves out are before it. */
  readonly latest: number;
  /** Zone of clocks that say none. */
  readonly zone: Zone | undefined;
}

/** Makes observations of a document's rows, with the clock that each capture's facts give. */
export class EvidenceDocumentObserver {
  readonly #clock: DocumentClock;
  readonly #clocks = new Map<string, CaptureClock>();

  constructor(clock: DocumentClock) {
    this.#clock = clock;
  }

  /** `latest` where the line is of another file than the document. */
  observe(
    { row, bytes, line, contentStart, readLength }: LineReading,
    reader: EvidenceReader,
    latest = this.#clock.latest,
  ): Observation {
    const start = skipBlanks(row.bytes, contentStart, readLength);
    const end = trimEnd(row.bytes, start, readLength);
    return observe(row, {
      format: reader.format?.id ?? "",
      line: line - row.linesAbove,
      text: { start: bytes.column(start), end: bytes.column(end) },
      column: (byteOffset) => bytes.column(byteOffset),
      time: this.#clockOf(reader.facts, latest).instant(row),
    });
  }

  #clockOf(facts: CaptureFacts, latest: number): CaptureClock {
    const key = [facts.zone, facts.captured, facts.year, facts.skew, latest].join("\n");
    let clock = this.#clocks.get(key);
    if (!clock) {
      clock = clockOf(facts, latest, this.#clock.zone);
      this.#clocks.set(key, clock);
    }
    return clock;
  }
}
