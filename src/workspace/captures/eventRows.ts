import type { FieldName } from "../../core/field.ts";
import type { ProcessEntry } from "../../core/observation.ts";
import { observe } from "../../core/observe.ts";
import type { Row } from "../../core/row.ts";
import type { Span } from "../../core/span.ts";
import { ActivityBuilder } from "./activityBuilder.ts";

/** Takes the events of a capture of Process Monitor one by one, and enters who did them in its list of processes. */
export class EventRows {
  readonly activity: ActivityBuilder;
  readonly #format: string;
  readonly #processes: ProcessEntry[];
  /** Actors whose entries are known. */
  #entered = 0;

  constructor(format: string, processes: ProcessEntry[], expected: number) {
    this.activity = new ActivityBuilder(expected);
    this.#format = format;
    this.#processes = processes;
  }

  add(row: Row, line: number, micros: number): void {
    this.activity.add(this.actorOf(row, line), row, line, micros);
  }

  /** The number of who did what a row says. */
  actorOf(row: Row, line: number): number {
    const actor = this.activity.actorOfRow(row);
    if (actor === this.#entered) this.#enter(row, line);
    return actor;
  }

  /** Where no list of processes says more, its first event is what is known of an actor. */
  #enter(row: Row, line: number): void {
    this.#entered++;
    if (this.activity.actors.at(-1)!.entry !== undefined) return;
    const place = { format: this.#format, line, text: nowhere };
    const event = observe(row, { ...place, column: undefined, time: undefined });
    if (event.kind !== "event" && event.kind !== "connection") return;
    const { threadId: _, ...process } = event.process;
    this.activity.enterLast(this.#processes.length);
    this.#processes.push({ kind: "process", ...place, spans: noSpans, process });
  }
}

const nowhere = { start: 0, end: 0 };
const noSpans: ReadonlyMap<FieldName, Span> = new Map();
