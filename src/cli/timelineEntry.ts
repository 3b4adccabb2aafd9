import { isNativeFormat } from "../core/format.ts";
import { type Instant, isoText, utcText, wallText } from "../core/instant.ts";
import { plural } from "../report/sections/table.ts";
import { absent } from "../workspace/captures/columns.ts";
import { rowCount, type ScannedCapture } from "../workspace/captures/scannedFile.ts";
import { durationText } from "../workspace/clocks/clockTexts.ts";
import type { TimelineEntry } from "../workspace/clocks/mergedTimeline.ts";
import type { PathOf } from "./triageJson.ts";

/** What entries are told with. */
export interface TimelineWords {
  readonly pathOf: PathOf;
  readonly hostOf: (capture: ScannedCapture) => string | undefined;
}

/** One line of JSON under ECS names; times are UTC, without `Z` where the zone is assumed. */
export function timelineJson(entry: TimelineEntry, words: TimelineWords): string {
  return JSON.stringify(entry.kind === "started" ? startFields(entry, words) : fieldsOf(entry, words));
}

/** Keys that are undefined are no keys of the text. */
function startFields(entry: Extract<TimelineEntry, { readonly kind: "started" }>, words: TimelineWords) {
  const { pid, name, host, evidence } = entry.process;
  return {
    "@timestamp": timestampOf(entry),
    assumed: someOf(assumedOf(entry)),
    kind: entry.kind,
    "host.name": host.name,
    "process.pid": pid,
    "process.name": name,
    capture: words.pathOf(evidence[0].uri),
    line: evidence[0].line + 1,
  };
}

function fieldsOf(entry: CaptureEntry, words: TimelineWords) {
  const { capture } = entry;
  const place = placeOf(entry);
  const isNative = isNativeFormat(capture.format);
  return {
    "@timestamp": timestampOf(entry),
    assumed: someOf(assumedOf(entry)),
    kind: entry.kind,
    "host.name": words.hostOf(capture),
    ...(entry.kind === "row" ? rowFields(capture, entry.row) : markFields(entry)),
    capture: words.pathOf(capture.uri),
    event: isNative ? place : undefined,
    line: isNative ? undefined : place + 1,
  };
}

type CaptureEntry = Exclude<TimelineEntry, { readonly kind: "started" }>;
type MarkEntry = Exclude<CaptureEntry, { readonly kind: "row" }>;

function markFields(mark: MarkEntry) {
  return { until: mark.to === undefined ? undefined : stamp(mark.to, mark), lost: mark.lost };
}

/** The cells of a text row: time, host, what, where it stands. */
export function timelineCells(entry: TimelineEntry, words: TimelineWords): readonly string[] {
  const time = utcText(instantOf(entry));
  const assumed = assumedOf(entry);
  const doubt = assumed.length === 0 ? "" : `${assumed.join(", ")} assumed`;
  if (entry.kind === "started") {
    const { pid, name, host, evidence } = entry.process;
    const { uri, line } = evidence[0];
    return [
      time,
      doubt,
      host.name ?? "?",
      `PID ${pid} ${name ?? "?"} started`,
      `${words.pathOf(uri)}:${line + 1}`,
    ];
  }
  const { capture } = entry;
  const path = words.pathOf(capture.uri);
  const where = isNativeFormat(capture.format)
    ? `${path} event ${placeOf(entry)}`
    : `${path}:${placeOf(entry) + 1}`;
  const what = entry.kind === "row" ? rowText(capture, entry.row) : `— ${markText(entry)}`;
  return [time, doubt, words.hostOf(capture) ?? "?", what, where];
}

function markText(mark: MarkEntry): string {
  const { capture } = mark;
  switch (mark.kind) {
    case "begins":
      return `${capture.format} begins`;
    case "ends":
      return `${capture.format} ends`;
    case "taken":
      return `${capture.format} taken: ${plural(rowCount(capture), "row")}`;
    case "lost":
      return mark.lost === undefined ? "lines lost" : `${mark.lost} lines lost`;
    case "silent":
      return `no lines for ${durationText(mark.to! - mark.micros)}, until ${utcText({ ...instantOf(mark), micros: mark.to! })}`;
  }
}

function rowText(capture: ScannedCapture, row: number): string {
  const { activity } = capture;
  if (activity) {
    const { pid, name } = activity.actors[activity.events.actor[row]!]!;
    return `${name ?? "?"} (${pid}) ${activity.operations[activity.events.operation[row]!]!}`;
  }
  const fields = rowFields(capture, row);
  const end = (address: string | undefined, port: number | undefined) =>
    `${address ?? "?"}${port === undefined ? "" : `:${port}`}`;
  const source = end(fields["source.ip"], fields["source.port"]);
  const destination = end(fields["destination.ip"], fields["destination.port"]);
  const who = fields["process.pid"] === undefined ? "" : ` PID ${fields["process.pid"]}`;
  const said = [fields["event.action"], fields["network.transport"]].filter((word) => word !== undefined);
  return `${said.join(" ")} ${source} → ${destination}${who}`.trim();
}

function rowFields({ columns, activity }: ScannedCapture, row: number) {
  if (activity) {
    const { pid, name } = activity.actors[activity.events.actor[row]!]!;
    return {
      "event.action": activity.operations[activity.events.operation[row]!]!.toLowerCase(),
      "process.pid": pid,
      "process.name": name,
    } as Partial<RowFields>;
  }
  const { action, transport, eventType } = columns.mannerOf(row);
  const number = (value: number) => (value === absent ? undefined : value);
  const fields: Partial<{ [K in keyof RowFields]: RowFields[K] | undefined }> = {
    "event.action": action,
    "event.type": eventType,
    "network.transport": transport,
    "source.ip": columns.text(columns.source[row]!),
    "source.port": number(columns.sourcePort[row]!),
    "destination.ip": columns.text(columns.destination[row]!),
    "destination.port": number(columns.destinationPort[row]!),
    "process.pid": number(columns.pid[row]!),
    "process.name": columns.text(columns.process[row]!),
  };
  return fields;
}

interface RowFields {
  readonly "event.action": string;
  readonly "event.type": string;
  readonly "network.transport": string;
  readonly "source.ip": string;
  readonly "source.port": number;
  readonly "destination.ip": string;
  readonly "destination.port": number;
  readonly "process.pid": number;
  readonly "process.name": string;
}

/** 0-based line, or event. */
function placeOf(entry: CaptureEntry): number {
  if (entry.kind !== "row") return entry.line;
  const { activity, columns } = entry.capture;
  return (activity?.events ?? columns).line[entry.row]!;
}

function assumedOf(entry: TimelineEntry): Instant["assumed"] {
  if (entry.kind === "started") return entry.process.start?.assumed ?? [];
  if (entry.kind === "taken") return entry.assumed ?? [];
  return entry.capture.clock?.assumed ?? [];
}

function instantOf(entry: TimelineEntry): Instant {
  return { micros: entry.micros, digits: 0, assumed: assumedOf(entry) };
}

function timestampOf(entry: TimelineEntry): string {
  if (entry.kind === "started")
    return isoText({ ...entry.process.start!, ...(isZoneAssumed(entry) ? {} : { utcOffset: 0 }) });
  return stamp(entry.micros, entry);
}

function stamp(micros: number, entry: CaptureEntry): string {
  const digits = entry.kind === "taken" ? 0 : (entry.capture.clock?.digits ?? 0);
  return `${wallText(micros, digits)}${isZoneAssumed(entry) ? "" : "Z"}`;
}

function isZoneAssumed(entry: TimelineEntry): boolean {
  return assumedOf(entry).includes("zone");
}

function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
