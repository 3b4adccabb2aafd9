import {
  type EventColumn,
  eventColumns,
  type FilterRelation,
  type FilterRule,
  filterRelations,
} from "../core/eventFilter.ts";
import {
  type CaptureDeed,
  type ClientMessage,
  type ColumnLayout,
  captureDeeds,
  type EventDeed,
  type EventFilterWords,
  eventDeeds,
  mostEventsAtOnce,
  mostRowsAtOnce,
  type PageMessage,
} from "./events.ts";
import type { Place } from "./messages.ts";

type Fields = Readonly<Record<string, unknown>>;

const longestText = 10_000;
const mostRules = 500;
const mostColumns = 200;

/** What a page says, if it is one of its messages: a page shows hostile text, and is believed nothing. */
export function pageMessage(value: unknown): PageMessage | undefined {
  if (!isFields(value)) return undefined;
  const read = readers[String(value["kind"])];
  return Object.hasOwn(readers, String(value["kind"])) ? read?.(value) : undefined;
}

type Reader = (fields: Fields) => PageMessage | undefined;

const readers: { readonly [kind: string]: Reader } = {
  ready: () => ({ kind: "ready" }),
  rows: ({ generation, from, count, columns }) =>
    isCount(generation) && isCount(from) && isCount(count) && count <= mostRowsAtOnce && areColumns(columns)
      ? { kind: "rows", generation, from, count, columns }
      : undefined,
  filter: ({ generation, filter }) => {
    const words = filterWordsOf(filter);
    return isCount(generation) && words ? { kind: "filter", generation, filter: words } : undefined;
  },
  detail: ({ event }) => (isCount(event) ? { kind: "detail", event } : undefined),
  find: ({ text, from, direction }) =>
    isText(text) && isCount(from) && (direction === "forward" || direction === "backward")
      ? { kind: "find", text, from, direction }
      : undefined,
  locate: ({ event }) => (isCount(event) ? { kind: "locate", event } : undefined),
  events: ({ deed, events, by, columns }) =>
    isOneOf(eventDeeds, deed) &&
    areCounts(events, mostEventsAtOnce) &&
    (by === "event" || by === "position") &&
    areColumns(columns)
      ? { kind: "events", deed: deed as EventDeed, events, by, columns }
      : undefined,
  capture: ({ deed }) =>
    isOneOf(captureDeeds, deed) ? { kind: "capture", deed: deed as CaptureDeed } : undefined,
  copy: ({ text }) =>
    typeof text === "string" && text.length < 1 << 20 ? { kind: "copy", text } : undefined,
  open: ({ place }) => (isPlace(place) ? { kind: "open", place } : undefined),
  layout: ({ layout }) => {
    const columns = layoutOf(layout);
    return columns ? { kind: "layout", layout: columns } : undefined;
  },
};

/** Columns as they were kept; undefined where they are none. */
export function layoutOf(value: unknown): readonly ColumnLayout[] | undefined {
  if (!Array.isArray(value) || mostColumns < value.length) return undefined;
  const columns = value.filter(
    (each): each is ColumnLayout =>
      isFields(each) && isText(each["name"]) && isCount(each["width"]) && each["width"] <= 10_000,
  );
  return columns.length === value.length ? columns.map(({ name, width }) => ({ name, width })) : undefined;
}

export function filterWordsOf(value: unknown): EventFilterWords | undefined {
  if (!isFields(value)) return undefined;
  const { rules, text } = value;
  if (!isText(text) || !Array.isArray(rules) || mostRules < rules.length) return undefined;
  const read = rules.map(ruleOf).filter((rule) => rule !== undefined);
  return read.length === rules.length ? { text, rules: read } : undefined;
}

function ruleOf(value: unknown): FilterRule | undefined {
  if (!isFields(value)) return undefined;
  const { column, relation, value: text, action, state } = value;
  if (!isOneOf(eventColumns, column) || !isOneOf(filterRelations, relation) || !isText(text))
    return undefined;
  if ((action !== "include" && action !== "exclude") || (state !== "on" && state !== "off")) return undefined;
  return { column: column as EventColumn, relation: relation as FilterRelation, value: text, action, state };
}

/** What the client says to its page: the kinds alone are looked at, since nobody else can say something to it. */
export function clientMessage(value: unknown): ClientMessage | undefined {
  return isFields(value) && typeof value["kind"] === "string"
    ? (value as unknown as ClientMessage)
    : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestText;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && 0 <= (value as number);
}

function areCounts(value: unknown, most: number): value is readonly number[] {
  return Array.isArray(value) && value.length <= most && value.every(isCount);
}

function areColumns(value: unknown): value is readonly number[] {
  return areCounts(value, mostColumns);
}

function isOneOf(words: readonly string[], value: unknown): boolean {
  return typeof value === "string" && words.includes(value);
}

function isPlace(value: unknown): value is Place {
  return isFields(value) && isText(value["uri"]) && isCount(value["line"]);
}
