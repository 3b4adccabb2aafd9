import type { EventColumn } from "../../core/eventFilter.ts";
import { eventColumns } from "../../core/eventFilter.ts";
import type { EventCells } from "./eventSource.ts";

/** Where an event's text lies in some bytes. */
export interface EventBytes {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** How events stand in a text: as lines of CSV, as elements of XML. Offsets are of bytes in UTF-8. */
export interface TextShape {
  readonly form: "csv" | "xml";
  readonly columns: readonly string[];
  /** Where events begin. */
  readonly first: number;
  /** Behind the end of the event, or of what is none, that begins at `from`; -1 where the bytes end before. */
  end(bytes: Uint8Array, from: number, to: number): number;
  /** Where the event begins whose bytes end at `to`; -1 where there is none between. */
  start(bytes: Uint8Array, from: number, to: number): number;
  /** What stands behind the last end, which nothing ends: an event, the beginning of one that is shown, or left out. */
  last(event: EventBytes): "whole" | "cut" | "left out";
  /** The cells of an event; good until it is called again. */
  cells(event: EventBytes): EventCells;
}

const known: ReadonlyMap<string, EventColumn> = new Map(
  eventColumns.map((name) => [lettersOf(name), name] as const),
);

/** A column as Process Monitor names it, however an export spells it: `Time_of_Day`; another one by its own name. */
export function columnNamed(name: string): string {
  const trimmed = name.trim();
  return known.get(lettersOf(trimmed)) ?? trimmed;
}

export function isEventColumn(name: string): name is EventColumn {
  return known.get(lettersOf(name)) === name;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
