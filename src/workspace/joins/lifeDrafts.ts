import { microsPerSecond } from "../../core/instant.ts";
import type { ProcessFacts } from "../../core/observation.ts";
import type { Activity } from "../captures/activity.ts";
import { childFactsOf } from "./lifeStart.ts";

/** A life by its events alone. */
export interface LifeDraft {
  readonly actor: number;
  readonly from: number;
  readonly last: number;
  /** Its Process Start; -1 where the capture has none. */
  readonly startEvent: number;
  readonly hasEnded: boolean;
  readonly told: ProcessFacts | undefined;
}

/** So long before its Process Start a process may be told of: events of several processors come out of order. */
const unordered = microsPerSecond;

/** Cuts the events of each actor into lives, in one pass over the columns. */
export class LifeDrafts {
  readonly #activity: Activity;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** Events that are the Process Starts and Exits of each actor, in their order. */
  readonly #bounds = new Map<number, number[]>();
  readonly #isStart: Uint8Array;
  /** What Process Starts say, by their line. */
  readonly #told = new Map<number, ProcessFacts>();
  /** Actors whose Process Start names the parent, as Process Monitor's always does: others' may be anything. */
  readonly #started = new Set<number>();

  constructor(activity: Activity) {
    const { actors, operations, deeds } = activity;
    this.#activity = activity;
    this.#first = new Int32Array(actors.length).fill(-1);
    this.#last = new Int32Array(actors.length).fill(-1);
    this.#isStart = Uint8Array.from(operations, (name) => (name === "Process Start" ? 1 : 0));
    this.#look(Uint8Array.from(operations, (name) => (bounds.has(name) ? 1 : 0)));
    for (const { kind, detail, line, actor } of deeds) {
      const facts = kind === "process started" && detail !== undefined ? childFactsOf(detail) : undefined;
      if (facts?.parentPid === undefined) continue;
      this.#told.set(line, facts);
      this.#started.add(actor);
    }
  }

  of(actor: number): readonly LifeDraft[] {
    const first = this.#first[actor]!;
    if (first < 0) return [];
    const starts = this.#startsOf(actor, first);
    return starts.map((from, i) => this.#draft(actor, from, starts[i + 1]));
  }

  #look(isBound: Uint8Array): void {
    const { count, actor, operation } = this.#activity.events;
    const [first, last] = [this.#first, this.#last];
    for (let i = 0; i < count; i++) {
      const own = actor[i]!;
      if (first[own] === -1) first[own] = i;
      last[own] = i;
      if (isBound[operation[i]!] === 1) this.#note(own, i);
    }
  }

  #note(actor: number, event: number): void {
    const bounds = this.#bounds.get(actor);
    if (bounds) bounds.push(event);
    else this.#bounds.set(actor, [event]);
  }

  /** Where lives begin: a Process Start begins another one where one ended before it, or was clearly running. */
  #startsOf(actor: number, first: number): readonly number[] {
    const { time, operation } = this.#activity.events;
    const starts = [first];
    if (!this.#started.has(actor)) return starts;
    let isOver = false;
    for (const event of this.#bounds.get(actor) ?? []) {
      if (this.#isStart[operation[event]!] === 0) {
        isOver = true;
        continue;
      }
      const from = starts.at(-1)!;
      if (event !== from && (isOver || unordered < time[event]! - time[from]!)) starts.push(event);
      isOver = false;
    }
    return starts;
  }

  #draft(actor: number, from: number, next: number | undefined): LifeDraft {
    const { line, operation, count } = this.#activity.events;
    const to = next ?? count;
    const own = (this.#bounds.get(actor) ?? []).filter((event) => from <= event && event < to);
    const isStarted = this.#started.has(actor);
    const startEvent = isStarted ? (own.find((event) => this.#isStart[operation[event]!] === 1) ?? -1) : -1;
    const hasEnded = own.some(
      (event) => this.#isStart[operation[event]!] === 0 && this.#last[actor]! - event < fewEvents,
    );
    const told = startEvent < 0 ? undefined : this.#told.get(line[startEvent]!);
    const last = next === undefined ? this.#last[actor]! : (own.at(-1) ?? from);
    return { actor, from, last, startEvent, hasEnded, told };
  }
}

/** Events that a process may still have behind its Process Exit. */
const fewEvents = 1000;
const bounds: ReadonlySet<string> = new Set(["Process Start", "Process Exit"]);
