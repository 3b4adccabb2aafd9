import type { Deed } from "../../core/deed.ts";
import { type Instant, wallText } from "../../core/instant.ts";
import type { Steps } from "../../core/steps.ts";
import type { BeatLine, BeatLines, BeatLinesParams } from "../../protocol/timeline.ts";
import { visibleText } from "../../report/escape.ts";
import { visitRows } from "../../report/pictures/laneRows.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { verbOf } from "../processes/deedWords.ts";
import { connectionText } from "../trees/connectionLines.ts";
import { timelineOf } from "./snapshotTimeline.ts";

/** A beat before it is told. */
interface Beat {
  readonly micros: number;
  readonly tell: () => BeatLine;
}

/** Rows are looked at up to so many; what lies behind them is counted alone. */
const mostHeld = 20_000;

/** The lines of a lane within a span, the earliest first. */
export function* beatLines(
  snapshot: CaseSnapshot,
  { lanes, lane, from, to, most }: BeatLinesParams,
): Steps<BeatLines> {
  const timeline = timelineOf(snapshot);
  const { parts, deeds } = yield* timeline.laneOf(lanes, lane);
  const beats: Beat[] = [];
  let count = 0;
  visitRows(parts, { from, to }, (micros, row, { capture: place }) => {
    if (count++ < mostHeld) {
      const { capture } = timeline.captures[place]!;
      beats.push({ micros, tell: () => rowLine(snapshot, micros, { capture, row }) });
    }
  });
  for (const deed of deeds) {
    const micros = deed.time!.micros + timeline.shiftOf(deed);
    if (micros < from || to <= micros) continue;
    count++;
    beats.push({ micros, tell: () => deedLine(snapshot, micros, deed) });
  }
  beats.sort((a, b) => a.micros - b.micros);
  return { count, lines: beats.slice(0, most).map(({ tell }) => tell()) };
}

function rowLine(
  { lines, reading }: CaseSnapshot,
  micros: number,
  { capture, row }: { readonly capture: ScannedCapture; readonly row: number },
): BeatLine {
  const place = { uri: capture.uri, line: capture.columns.line[row]! };
  const process = reading.processes.ofRow(capture, row);
  const instant = { ...capture.clock!, micros: capture.columns.time[row]! };
  return {
    place,
    micros,
    time: timeWords(instant),
    name: lines.nameOf(place),
    what: visibleText(connectionText({ capture, row }).text),
    ...(process ? { process: visibleText(`${process.name ?? "unknown"} (PID ${process.pid})`) } : {}),
  };
}

function deedLine({ lines, view }: CaseSnapshot, micros: number, deed: Deed): BeatLine {
  const process = view.processes.find(({ id }) => id === deed.process);
  const told = [verbOf(deed), deed.path].filter((part) => part !== undefined).join(" ");
  return {
    place: deed.place,
    micros,
    time: timeWords(deed.time!),
    name: lines.nameOf(deed.place),
    what: visibleText(told),
    ...(process ? { process: visibleText(`${process.name ?? "unknown"} (PID ${process.pid})`) } : {}),
  };
}

/** To the thousandth at the most, with what was assumed of it. */
function timeWords(instant: Instant): string {
  const { assumed, micros, digits } = instant;
  const text = wallText(micros, Math.min(3, digits)).replace("T", " ");
  const clock = assumed.includes("date") ? text.slice("1970-01-01 ".length) : text;
  const others = assumed.filter((part) => part !== "zone" && part !== "date");
  return [
    assumed.includes("zone") ? `${clock}, zone unknown` : `${clock} UTC`,
    ...(assumed.includes("date") ? ["no date printed"] : []),
    ...others.map((part) => `${part} assumed`),
  ].join(", ");
}
