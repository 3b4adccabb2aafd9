import type { ProcessInstance } from "../../core/caseView.ts";
import type { TimeAssumption } from "../../core/instant.ts";
import { utcOfWall, zoneNamed } from "../../core/zone.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import { capturedMicros } from "../reading/capturedTime.ts";
import { silencesOf } from "./silences.ts";

/** What is no row of a capture, and belongs on the timeline. */
export type TimelineMark = CaptureMark | StartMark;

interface CaptureMark {
  /**
   * A capture begins or ends, a log is silent, lines of it are lost; a table without times was taken. `to` is where a
   * silence ends.
   */
  readonly kind: "begins" | "ends" | "silent" | "lost" | "taken";
  readonly micros: number;
  readonly capture: ScannedCapture;
  readonly line: number;
  readonly to?: number;
  readonly lost?: number;
  /** Of a table's moment; else what is assumed of all times of the capture. */
  readonly assumed?: readonly TimeAssumption[];
}

interface StartMark {
  readonly kind: "started";
  readonly micros: number;
  readonly process: ProcessInstance;
}

/** Rows of a capture by their times, ascending. */
export interface OrderedRows {
  readonly times: Float64Array;
  /** Absent where rows stand in order. */
  readonly rows?: Uint32Array;
}

export function marksOf(
  { captures, view }: CaseReading,
  dated: ReadonlySet<ScannedCapture>,
  rowsOf: (capture: ScannedCapture) => OrderedRows | undefined,
): readonly TimelineMark[] {
  const starts = view.processes.flatMap((process): readonly StartMark[] => {
    const { start } = process;
    return start && !start.assumed.includes("date")
      ? [{ kind: "started", micros: start.micros, process }]
      : [];
  });
  const own = captures.flatMap((capture) =>
    dated.has(capture) ? captureMarks(capture, rowsOf(capture)) : [],
  );
  return [...own, ...starts];
}

function captureMarks(capture: ScannedCapture, ordered: OrderedRows | undefined): readonly CaptureMark[] {
  const { firstLine, lastLine } = capture;
  if (!ordered || ordered.times.length === 0) return takenMark(capture);
  const { times, rows } = ordered;
  const { line: lines } = capture.activity?.events ?? capture.columns;
  const lost = capture.gaps.flatMap(({ line, micros, lost: count }): readonly CaptureMark[] =>
    Number.isNaN(micros)
      ? []
      : [{ kind: "lost", micros, capture, line, ...(count === undefined ? {} : { lost: count }) }],
  );
  return [
    { kind: "begins", micros: times[0]!, capture, line: firstLine },
    ...silencesOf(times).map(
      ({ from, to, after }): CaptureMark => ({
        kind: "silent",
        micros: from,
        to,
        capture,
        line: lines[rows ? rows[after]! : after]!,
      }),
    ),
    ...lost,
    { kind: "ends", micros: times[times.length - 1]!, capture, line: lastLine },
  ];
}

/** A table shows one moment, which its fence may say; by the clock of who collected it. */
function takenMark(capture: ScannedCapture): readonly CaptureMark[] {
  const { captured, zone: zoneName } = capture.facts;
  const micros = captured === undefined ? undefined : capturedMicros(captured);
  if (captured === undefined || micros === undefined) return [];
  const zone = zoneName === undefined ? undefined : zoneNamed(zoneName);
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/iu.test(captured);
  return [
    {
      kind: "taken",
      micros: hasOffset || !zone ? micros : utcOfWall(zone, micros),
      capture,
      line: capture.firstLine,
      ...(hasOffset || zone ? {} : { assumed: ["zone"] }),
    },
  ];
}
