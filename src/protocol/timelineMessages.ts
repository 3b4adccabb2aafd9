import {
  type LaneKind,
  laneKinds,
  mostBeatLines,
  mostColumns,
  mostLanes,
  type TimelineClientMessage,
  type TimelinePageMessage,
} from "./timeline.ts";

type Fields = Readonly<Record<string, unknown>>;
type Reader = (fields: Fields) => TimelinePageMessage | undefined;

const longestId = 10_000;

/** What a page says, if it is one of its messages: a page shows hostile text, and is believed nothing. */
export function timelinePageMessage(value: unknown): TimelinePageMessage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = value as Fields;
  const kind = String(fields["kind"]);
  return Object.hasOwn(readers, kind) ? readers[kind]?.(fields) : undefined;
}

const readers: { readonly [kind: string]: Reader } = {
  ready: () => ({ kind: "ready" }),
  outline: ({ lanes, generation }) =>
    isLaneKind(lanes) && isCount(generation) ? { kind: "outline", lanes, generation } : undefined,
  lanes: ({ lanes, generation, from, to, columns, first, count }) =>
    isLaneKind(lanes) &&
    isCount(generation) &&
    isSpan(from, to) &&
    isCount(columns, mostColumns) &&
    0 < columns &&
    isCount(first) &&
    isCount(count, mostLanes)
      ? { kind: "lanes", generation, lanes, from: Number(from), to: Number(to), columns, first, count }
      : undefined,
  beats: ({ question, lanes, lane, from, to, most }) =>
    isCount(question) && isLaneKind(lanes) && isId(lane) && isSpan(from, to) && isCount(most, mostBeatLines)
      ? { kind: "beats", question, lanes, lane, from: Number(from), to: Number(to), most }
      : undefined,
  open: ({ place }) => {
    const { uri, line } = (typeof place === "object" && place !== null ? place : {}) as Fields;
    return isId(uri) && isCount(line) ? { kind: "open", place: { uri, line } } : undefined;
  },
  brush: ({ from, to }) =>
    isSpan(from, to) ? { kind: "brush", from: Number(from), to: Number(to) } : undefined,
  unbrush: () => ({ kind: "unbrush" }),
  keep: ({ lanes, from, to, first, count }) =>
    isLaneKind(lanes) && isSpan(from, to) && isCount(first) && isCount(count, mostLanes)
      ? { kind: "keep", lanes, from: Number(from), to: Number(to), first, count }
      : undefined,
};

/** What the client says to its page: nobody else can say something to it. */
export function timelineClientMessage(value: unknown): TimelineClientMessage | undefined {
  return typeof value === "object" && value !== null && typeof (value as Fields)["kind"] === "string"
    ? (value as TimelineClientMessage)
    : undefined;
}

function isLaneKind(value: unknown): value is LaneKind {
  return typeof value === "string" && (laneKinds as readonly string[]).includes(value);
}

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && 0 <= (value as number) && (value as number) <= most;
}

function isSpan(from: unknown, to: unknown): boolean {
  return isTime(from) && isTime(to) && from < to;
}

/** What a date can be, in microseconds. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 8.64e18;
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestId;
}
