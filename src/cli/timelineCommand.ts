import { utcOfWall, type Zone } from "../core/zone.ts";
import { visibleText } from "../report/escape.ts";
import { plural } from "../report/sections/table.ts";
import type { ScannedCapture } from "../workspace/captures/scannedFile.ts";
import { viewCase } from "../workspace/case/loadCase.ts";
import { type AskedSpan, MergedTimeline } from "../workspace/clocks/mergedTimeline.ts";
import { timeTest } from "../workspace/query/writtenTime.ts";
import { type CaseInputs, readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { type Call, readCall } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { textTable } from "./textTable.ts";
import { type TimelineWords, timelineCells, timelineJson } from "./timelineEntry.ts";

const mostAsText = 1000;
/** UTF-16 units of JSON, and rows of a table, that are written together. */
const printedTogether = 1 << 16;
const rowsTogether = 2000;
const headings = ["time (UTC)", "clock", "host", "what", "shown by"];

export const timelineCommand: Command = {
  name: "timeline",
  synopsis: "timeline PATH… [--from TIME] [--to TIME] [--limit N] [--json] [--zone ZONE] [--cache FOLDER]",
  purpose:
    "All captures in the order of time, by clocks put right, with what is missing: begins and ends of captures, lost lines, hours without any.",
  examples: [
    "timeline . --from 2031-07-02T09:00Z --to 2031-07-02T09:30Z",
    "timeline fw.log proc.pml --limit 50",
    "timeline . --json",
  ],
  async run(words, terminal) {
    const kinds = {
      from: "string",
      to: "string",
      limit: "string",
      json: "boolean",
      zone: "string",
      cache: "string",
    } as const;
    const call = readCall(words, kinds, terminal);
    if (!call) return 2;
    const limit = limitOf(call, terminal);
    if (limit === undefined) return 2;
    const how = { zone: call.value("zone"), cache: call.value("cache") };
    const inputs = await readCaseInputs(call.paths, how, terminal);
    if (!inputs) return 2;
    const span = spanOf(call, inputs.zone, terminal);
    if (!span) return 2;
    const { reading } = viewCase(inputs.scanned, inputs.formats);
    const timeline = new MergedTimeline(reading, span);
    const hosts = new Map(
      reading.captures.map((capture) => {
        const { host } = reading.hosts.get(capture.id)!;
        return [capture, host.name ?? [...host.addresses][0]];
      }),
    );
    const told = {
      pathOf: inputs.pathOf,
      hostOf: (capture: ScannedCapture) => hosts.get(capture),
    };
    const printed = call.has("json")
      ? printJson(timeline, limit, told, terminal)
      : await printText(timeline, limit, told, terminal);
    sayRest(timeline, printed, inputs, terminal);
    return timeline.count === 0 ? 2 : 0;
  },
};

function limitOf(call: Call, terminal: Terminal): number | undefined {
  const text = call.value("limit");
  if (text === undefined) return call.has("json") ? Number.POSITIVE_INFINITY : mostAsText;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  terminal.say("incident-notes timeline: --limit takes a number of rows, from 1.");
  return undefined;
}

/** `--from 2031-07-02T09:00`, `--to 2031-07-02` (that whole day); undefined after saying what is wrong. */
function spanOf(call: Call, zone: Zone | undefined, terminal: Terminal): AskedSpan | undefined {
  const from = boundOf(call.value("from"), "from", zone);
  const to = boundOf(call.value("to"), "to", zone);
  if (from !== "none" && to !== "none") return { from, to };
  terminal.say(
    "incident-notes timeline: --from and --to take a date and time: 2031-07-02T09:30, 2031-07-02T09:30+02:00.",
  );
  return undefined;
}

function boundOf(text: string | undefined, end: "from" | "to", zone: Zone | undefined): number | "none" {
  if (text === undefined) return end === "from" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const test = timeTest(text);
  if (test?.kind !== "time") return "none";
  const { micros, utcOffset } = test[end];
  return zone && utcOffset === undefined ? utcOfWall(zone, micros) : micros;
}

function printJson(
  timeline: MergedTimeline,
  limit: number,
  words: TimelineWords,
  terminal: Terminal,
): number {
  // Bytes of one's own are written over; others would be garbage by the megabyte.
  const bytes = new Uint8Array(printedTogether * 3);
  const encoder = new TextEncoder();
  let text = "";
  let printed = 0;
  const flush = () => {
    for (let rest = text; rest !== ""; ) {
      const { read, written } = encoder.encodeInto(rest, bytes);
      terminal.write(bytes.subarray(0, written));
      rest = rest.slice(read);
    }
    text = "";
  };
  for (const entry of timeline.entries()) {
    if (printed === limit) break;
    text += `${timelineJson(entry, words)}\n`;
    printed++;
    if (printedTogether <= text.length) flush();
  }
  flush();
  return printed;
}

async function printText(
  timeline: MergedTimeline,
  limit: number,
  words: TimelineWords,
  terminal: Terminal,
): Promise<number> {
  let cells: (readonly string[])[] = [];
  let printed = 0;
  for (const entry of timeline.entries()) {
    if (printed === limit) break;
    cells.push(timelineCells(entry, words));
    printed++;
    if (cells.length < rowsTogether) continue;
    await terminal.print(textTable(headings, cells));
    cells = [];
  }
  if (0 < cells.length) await terminal.print(textTable(headings, cells));
  return printed;
}

/** What is not among the rows. */
function sayRest(
  { count, timeless, dateless }: MergedTimeline,
  printed: number,
  { pathOf }: CaseInputs,
  terminal: Terminal,
): void {
  if (printed < count)
    terminal.say(
      `incident-notes timeline: ${plural(count - printed, "further row")}: narrow it with --from and --to, or say --limit.`,
    );
  const untold = [
    [timeless, "without times, and nobody said when they were taken (captured= on a fence)"],
    [dateless, "with times of day alone"],
  ] as const;
  for (const [captures, why] of untold) {
    if (captures.length === 0) continue;
    const places = captures.map(({ uri, firstLine }) => `${pathOf(uri)}:${firstLine + 1}`);
    const more = places.length <= mostNamed ? "" : ` and ${places.length - mostNamed} more`;
    terminal.say(
      `incident-notes timeline: not on it: ${visibleText(places.slice(0, mostNamed).join(", "))}${more}, ${why}.`,
    );
  }
}

const mostNamed = 5;
