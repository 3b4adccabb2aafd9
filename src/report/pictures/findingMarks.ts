import { canonicalAddress } from "../../core/address.ts";
import type { LineReference } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import type { FindingMark } from "../../pictures/timeline.ts";
import { absent } from "../../workspace/captures/columns.ts";
import { FarEnd } from "../../workspace/captures/farEnds.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseLines, RowPlace } from "../../workspace/case/caseLines.ts";
import { remoteId } from "../../workspace/case/remoteId.ts";
import { livesOf } from "../../workspace/joins/lives.ts";
import { visibleText } from "../escape.ts";
import type { CapturePlaces } from "./timelineSources.ts";

const mostCited = 50;
const mostFindings = 400;

/** The lines that findings cite, where they have a time. */
export function findingMarks(
  findings: readonly Finding[],
  lines: CaseLines,
  places: CapturePlaces,
): readonly FindingMark[] {
  const asked = new AskedLines(lines);
  return findings.slice(0, mostFindings).flatMap(({ id, severity, summary, evidence }) =>
    evidence.slice(0, mostCited).flatMap((place) => {
      const told = asked.at(place);
      const shift = told && places.get(told.capture.id)?.placed.shift;
      if (!told || shift === undefined || Number.isNaN(told.micros)) return [];
      const mark = { finding: id, severity, summary: visibleText(summary), micros: told.micros + shift };
      return [{ ...mark, lanes: told.lanes }];
    }),
  );
}

interface ToldLine {
  readonly capture: ScannedCapture;
  readonly micros: number;
  readonly lanes: readonly string[];
}

/** What single lines are about. */
export class AskedLines {
  readonly #lines: CaseLines;
  readonly #ends = new Map<ScannedCapture, FarEnd>();

  constructor(lines: CaseLines) {
    this.#lines = lines;
  }

  /** Undefined for lines without a time. */
  at(place: LineReference): ToldLine | undefined {
    const row = this.#lines.rowAt(place);
    if (row && row.capture.columns.line[row.row] === place.line) return this.#ofRow(row);
    const capture = this.#lines.captureAt(place);
    return capture && this.#ofEvent(capture, place.line);
  }

  /** The id of a row's remote endpoint. */
  remoteOf({ capture, row }: RowPlace): string | undefined {
    const end = this.#ends.get(capture) ?? new FarEnd(capture);
    this.#ends.set(capture, end);
    if (!end.look(row)) return undefined;
    const { columns } = capture;
    const address = canonicalAddress(columns.text(end.address) ?? "");
    const port = end.port === absent ? undefined : end.port;
    return remoteId(
      address,
      port,
      columns.mannerOf(row).transport,
      end.inbound === 1 ? "inbound" : "outbound",
    );
  }

  processOf({ capture, row }: RowPlace): string | undefined {
    return this.#lines.reading.processes.ofRow(capture, row)?.id;
  }

  #ofRow(place: RowPlace): ToldLine {
    const lanes = [this.remoteOf(place), this.processOf(place)].filter((id) => id !== undefined);
    return { capture: place.capture, micros: place.capture.columns.time[place.row]!, lanes };
  }

  #ofEvent(capture: ScannedCapture, line: number): ToldLine | undefined {
    const lives = livesOf(capture);
    const event = lives?.eventOnLine(line) ?? -1;
    const events = capture.activity?.events;
    if (!lives || !events || event < 0 || events.line[event] !== line) return undefined;
    const { processes } = this.#lines.reading;
    const life = lives.ofEvent(events.actor[event]!, event);
    const process = life < 0 ? undefined : processes.instances[processes.ofLife(capture, life)]?.id;
    return { capture, micros: events.time[event]!, lanes: process === undefined ? [] : [process] };
  }
}
