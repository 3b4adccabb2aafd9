import { type Instant, isoText, microsPerSecond, type TimeAssumption, utcText } from "../../core/instant.ts";
import { durationText } from "../../report/sections/reportTime.ts";
import { previousInFlow } from "../../workspace/captures/previousInFlow.ts";
import type { RowPlace } from "../../workspace/case/caseLines.ts";
import type { HoverLine, HoverPart } from "./hoverText.ts";

const assumptions: { readonly [A in TimeAssumption]: HoverLine } = {
  year: [
    "Assumed: the year, which the line leaves out: the last one that does not lie in the future. ",
    { code: "year=" },
    " on a fence says it, or Set Clock and Host of Evidence",
  ],
  date: ["Assumed: the date, which the line leaves out"],
  hour: ["Assumed: the hour, which the line leaves out: a spreadsheet saved only minutes and seconds"],
  zone: [
    "Not UTC: this is the clock's own time. Its zone is said by ",
    { code: "zone=" },
    " on a fence, by Set Clock and Host of Evidence, or by the setting",
  ],
};

/** When it was: in UTC where that is known, as the clock showed it, and how long after the row before. */
export function timePart(instant: Instant, text: string, row: RowPlace | undefined): HoverPart {
  const { assumed } = instant;
  const zoneKnown = !assumed.includes("zone");
  return {
    title: zoneKnown ? [utcText(instant), " (UTC)"] : [utcText(instant), " by a clock of unknown zone"],
    lines: [
      ["As written: ", { code: text }],
      ...(zoneKnown && instant.utcOffset !== undefined ? [["Local: ", { code: isoText(instant) }]] : []),
      ...(instant.skew === undefined ? [] : [skewLine(instant.skew)]),
      ...assumed.map((assumption) => assumptions[assumption]),
      ...(row ? distanceLines(row) : []),
    ],
  };
}

function skewLine(skew: number): HoverLine {
  const distance = durationText(Math.abs(skew) / microsPerSecond);
  return [`Put right: by what was said of it, this clock was ${distance} ${skew < 0 ? "behind" : "ahead"}`];
}

function distanceLines(row: RowPlace): readonly HoverLine[] {
  const { capture } = row;
  const { columns, flows } = capture;
  const flow = flows.ofRow[row.row]!;
  const before = previousInFlow(row);
  if (before === undefined) return 1 < flows.rows(flow) ? [["The first of its flow"]] : [];
  const seconds = (columns.time[row.row]! - columns.time[before]!) / microsPerSecond;
  if (Number.isNaN(seconds)) return [];
  const place = { uri: capture.uri, line: columns.line[before]! };
  const words = seconds < 0 ? `${durationText(-seconds)} before` : `${durationText(seconds)} after`;
  return [[`${words} the row above of the same flow, `, { place }]];
}
