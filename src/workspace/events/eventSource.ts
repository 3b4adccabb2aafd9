import type { EventDetail } from "../../core/eventDetail.ts";
import type { EventColumn } from "../../core/eventFilter.ts";
import type { CellTest } from "./cellTest.ts";

/** The cells of one event, by the places of their columns in `EventSource.columns`; good until the next is taken. */
export interface EventCells {
  text(column: number): string;
  /** Whether a cell meets a test: its text is not made where that is told without. */
  meets(column: number, test: CellTest): boolean;
}

/** Takes one of the wanted events, in their order. */
export type EventTaker = (event: number, cells: EventCells) => void;

/** The events of a Process Monitor capture, whatever its form; any of them is read without those before it. */
export interface EventSource {
  readonly form: "pml" | "csv" | "xml";
  /** Columns that the capture has, in its order. A column that Process Monitor does not know keeps its own name. */
  readonly columns: readonly (EventColumn | string)[];
  /** Events found so far; all of them once `isWhole`. */
  readonly count: number;
  readonly isWhole: boolean;
  /** How much of the file has been looked through, 0 to 1. */
  readonly progress: number;
  /** What could not be read, in sentences. */
  readonly problems: readonly string[];
  /** Looks through some more of the file: a few milliseconds of work. */
  advance(): Promise<void>;
  /** Reads events; `wanted` ascend. */
  read(wanted: ArrayLike<number>, take: EventTaker): Promise<void>;
  /** 0-based lines of the document on which events stand; of a native capture the events themselves. */
  linesOf(events: ArrayLike<number>): Promise<readonly number[]>;
  /** The event that stands on a line, or the last one above it. */
  eventOnLine(line: number): Promise<number | undefined>;
  detail(event: number): Promise<EventDetail | undefined>;
  close(): Promise<void>;
}
