import type { EventDetail } from "../core/eventDetail.ts";
import type { FilterRule } from "../core/eventFilter.ts";
import type { Place } from "./messages.ts";

/** Types of the custom editors that show events: of native captures, and of exports, which open as text otherwise. */
export const eventsViewTypes = {
  native: "incidentNotes.events",
  exported: "incidentNotes.exportedEvents",
} as const;

/** Whether a file is a native capture by its name: no editor shows it as text. */
export function isNativeCapture(uri: string): boolean {
  return /\.pml(?:$|[?#])/iu.test(uri);
}

/** Longest text of a cell that travels to the page; the rest is in the event's detail. UTF-16 units. */
export const longestCell = 1000;

/** Most rows that are asked for at once. */
export const mostRowsAtOnce = 500;

/** Most events that are cited or copied at once. */
export const mostEventsAtOnce = 10_000;

export interface OpenEventsParams {
  readonly uri: string;
}

export type OpenEventsResult =
  | {
      readonly kind: "opened";
      readonly id: number;
      readonly form: EventsForm;
      readonly columns: readonly string[];
    }
  | { readonly kind: "refused"; readonly sentence: string };

export const eventsForms = ["pml", "csv", "xml"] as const;
export type EventsForm = (typeof eventsForms)[number];

export interface EventsParams {
  readonly id: number;
}

export interface EventFilterWords {
  readonly rules: readonly FilterRule[];
  /** What stands in one of the columns that are searched; empty for anything. */
  readonly text: string;
}

export interface FilterEventsParams extends EventsParams, EventFilterWords {}

/** How far a capture has been looked through, and how many of its events the filter leaves. */
export interface EventsState {
  readonly count: number;
  readonly isWhole: boolean;
  /** Of the file, 0 to 1. */
  readonly progress: number;
  /** Absent where the filter leaves everything. */
  readonly matching?: { readonly count: number; readonly checked: number; readonly isWhole: boolean };
  /** What could not be read, in sentences. */
  readonly problems: readonly string[];
}

export interface EventRowsParams extends EventsParams {
  /** Place among the events that the filter leaves. */
  readonly from: number;
  readonly count: number;
  /** Places among the capture's columns. */
  readonly columns: readonly number[];
}

export interface EventRow {
  /** 0-based, among all events of the capture. */
  readonly event: number;
  readonly cells: readonly string[];
}

/** How events are named: by their numbers, or by their places among those that the filter leaves. */
export type NamedBy = "event" | "position";

/** Cells of chosen events; of those named by number, whether the filter leaves them or not. */
export interface ChosenEventsParams extends EventsParams {
  readonly events: readonly number[];
  readonly by: NamedBy;
  readonly columns: readonly number[];
}

/** The same with where they stand, for a citation. */
export interface ChosenEvents {
  readonly rows: readonly EventRow[];
  /** 0-based lines. */
  readonly lines: readonly number[];
}

export interface EventDetailParams extends EventsParams {
  readonly event: number;
}

export type FindDirection = "forward" | "backward";

export interface FindEventParams extends EventsParams {
  readonly text: string;
  /** Place among the events that the filter leaves from which on it is looked for, this one included. */
  readonly from: number;
  readonly direction: FindDirection;
}

export type FindEventResult =
  | { readonly kind: "found"; readonly position: number }
  /** The next request may go on from there. */
  | { readonly kind: "looked"; readonly next: number }
  | { readonly kind: "none" };

/** By number of the event, or by its line. */
export type EventPositionParams = EventsParams &
  ({ readonly event: number; readonly line?: never } | { readonly line: number; readonly event?: never });

export interface EventPosition {
  readonly event: number;
  /** Place among the events that the filter leaves: its own, or that of the next one. */
  readonly position: number;
  /** Whether the filter leaves it, as far as it has looked. */
  readonly isShown: boolean;
}

/** What the case says of an event's line. */
export interface EventLinks {
  /** Lines of other captures that are of the same connection, and what says so. */
  readonly joins: readonly EventLink[];
  /** Row of the processes' view; the last step of its id is the instance's. */
  readonly process?: { readonly label: string; readonly filter: string; readonly instance: string };
}

export interface EventLink {
  readonly label: string;
  readonly place: Place;
}

export interface RulesOfPmcParams {
  readonly base64: string;
}

export type RulesOfPmcResult =
  | { readonly kind: "rules"; readonly rules: readonly FilterRule[] }
  | { readonly kind: "refused"; readonly sentence: string };

export interface PmcOfRulesParams {
  readonly rules: readonly FilterRule[];
}

/** Empty where it could not be made. */
export interface PmcOfRulesResult {
  readonly base64: string;
}

/** How the analyst has the columns. */
export interface ColumnLayout {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
}

/** What a page is told once, when its capture is open. */
export interface OpenedPage {
  readonly kind: "opened";
  readonly name: string;
  readonly form: EventsForm;
  readonly columns: readonly string[];
  /** Columns shown, as the analyst left them; absent the first time. */
  readonly layout?: readonly ColumnLayout[];
  readonly filter?: EventFilterWords;
}

/** From the client to the page. */
export type ClientMessage =
  | OpenedPage
  | { readonly kind: "refused"; readonly sentence: string; readonly form: "text" | "binary" }
  | { readonly kind: "state"; readonly generation: number; readonly state: EventsState }
  | {
      readonly kind: "rows";
      readonly generation: number;
      readonly from: number;
      readonly rows: readonly EventRow[];
    }
  | { readonly kind: "detail"; readonly detail: EventDetail }
  | { readonly kind: "links"; readonly event: number; readonly links: EventLinks }
  | { readonly kind: "found"; readonly result: "none" | { readonly position: number } }
  | { readonly kind: "goTo"; readonly event: number; readonly position: number }
  /** An event that was asked for elsewhere is hidden by the filter. */
  | { readonly kind: "hidden"; readonly event: number }
  | { readonly kind: "filter"; readonly filter: EventFilterWords }
  | { readonly kind: "show"; readonly part: PagePart }
  | { readonly kind: "stale" };

/** What commands of the editor lead to. */
export const pageParts = ["find", "filter", "columns", "detail"] as const;
export type PagePart = (typeof pageParts)[number];

/** What the page asks to be done with events. */
export const eventDeeds = [
  "copyCsv",
  "copyMarkdown",
  "addToFindings",
  "showProcess",
  "showTimeline",
] as const;
export type EventDeed = (typeof eventDeeds)[number];

/** What the page asks to be done with the capture. */
export const captureDeeds = ["openAsText", "reload", "loadFilter", "saveFilter", "stop"] as const;
export type CaptureDeed = (typeof captureDeeds)[number];

/** From the page to the client. */
export type PageMessage =
  | { readonly kind: "ready" }
  | {
      readonly kind: "rows";
      readonly generation: number;
      readonly from: number;
      readonly count: number;
      readonly columns: readonly number[];
    }
  | { readonly kind: "filter"; readonly generation: number; readonly filter: EventFilterWords }
  | { readonly kind: "detail"; readonly event: number }
  | {
      readonly kind: "find";
      readonly text: string;
      readonly from: number;
      readonly direction: FindDirection;
    }
  | { readonly kind: "locate"; readonly event: number }
  | {
      readonly kind: "events";
      readonly deed: EventDeed;
      readonly events: readonly number[];
      readonly by: NamedBy;
      readonly columns: readonly number[];
    }
  | { readonly kind: "capture"; readonly deed: CaptureDeed }
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "open"; readonly place: Place }
  | { readonly kind: "layout"; readonly layout: readonly ColumnLayout[] };
