import { grouped } from "../../core/grouped.ts";
import type { ProcessFacts } from "../../core/observation.ts";
import type { Activity, CapturedDeed } from "../captures/activity.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { type LifeDraft, LifeDrafts } from "./lifeDrafts.ts";
import { type LifeStart, startOf, startOfText } from "./lifeStart.ts";

/** One process of a Process Monitor capture, from when it is first told of until it is last. */
export interface Life {
  readonly pid: number;
  readonly facts: ProcessFacts;
  /** Where the capture tells of it first: 0-based line or event. */
  readonly line: number;
  /** Where the capture's list of processes has it. */
  readonly entryLine?: number;
  /** Its first event; 0 where only the capture's process table has it. */
  readonly from: number;
  readonly start?: LifeStart;
  /** Microseconds since 1970 by the capture's clock, NaN where no event has a time. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly hasEnded: boolean;
}

/** The lives of one capture. */
export class Lives {
  readonly all: readonly Life[];
  readonly #capture: ScannedCapture;
  readonly #activity: Activity;
  /** The lives of each actor, in their order. */
  readonly #ofActor: readonly (readonly number[])[];
  /** The lives of each PID, in the order of their first events. */
  readonly #ofPid: ReadonlyMap<number, readonly number[]>;
  #creators: ReadonlyMap<number, number> | undefined;
  #images: ReadonlyMap<number, string> | undefined;
  #places: ReadonlyMap<Life, number> | undefined;

  constructor(capture: ScannedCapture, activity: Activity) {
    const drafts = new LifeDrafts(activity);
    const ofActor: number[][] = [];
    const all: Life[] = [];
    const entered = new Set<number | undefined>();
    this.#capture = capture;
    this.#activity = activity;
    for (const [actor, { entry }] of activity.actors.entries()) {
      entered.add(entry);
      ofActor.push(drafts.of(actor).map((draft) => all.push(this.#told(draft)) - 1));
    }
    for (const entry of capture.processes.keys()) if (!entered.has(entry)) all.push(...this.#listed(entry));
    this.all = all;
    this.#ofActor = ofActor;
    this.#ofPid = grouped(
      [...all.keys()].sort((a, b) => all[a]!.from - all[b]!.from),
      (life) => all[life]!.pid,
    );
  }

  /** The place of the life of an actor that an event is of; -1 for an actor that has none. */
  ofEvent(actor: number, event: number): number {
    const own = this.#ofActor[actor] ?? [];
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[own[middle]!]!.from <= event) low = middle + 1;
      else high = middle;
    }
    return own[Math.max(0, low - 1)] ?? -1;
  }

  /** The same for the event that starts on a line. */
  ofLine(actor: number, line: number): number {
    const own = this.#ofActor[actor] ?? [];
    return own.length === 1 ? own[0]! : this.ofEvent(actor, this.eventOnLine(line));
  }

  /** Whether all events of an actor are of one life. */
  isOne(actor: number): boolean {
    return this.#ofActor[actor]!.length === 1;
  }

  /** The same for a row of the capture's connections. */
  ofRow(row: number): number {
    const event = this.eventOnLine(this.#capture.columns.line[row]!);
    return event < 0 ? -1 : this.ofEvent(this.#activity.events.actor[event]!, event);
  }

  /** The event that starts on a line, or above it. */
  eventOnLine(line: number): number {
    const { line: lines, count } = this.#activity.events;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle]! <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The child of a Process Create: of the lives of its PID, the first that is told of from there on. */
  childOf({ targetPid, line }: CapturedDeed): number {
    if (targetPid === undefined) return -1;
    const event = this.eventOnLine(line);
    const children = this.#ofPid.get(targetPid) ?? [];
    return children.find((life) => event <= this.all[life]!.from) ?? -1;
  }

  placeOf(life: Life): number {
    this.#places ??= new Map(this.all.map((one, place) => [one, place]));
    return this.#places.get(life) ?? -1;
  }

  /** Which life made another, where an event shows that. */
  creatorOf(life: number): number | undefined {
    this.#creators ??= this.#findCreators();
    return this.#creators.get(life);
  }

  #told(draft: LifeDraft): Life {
    const { events, actors } = this.#activity;
    const { pid, name, entry } = actors[draft.actor]!;
    const entered = entry === undefined ? undefined : this.#capture.processes[entry];
    const listed = entered?.process;
    const start =
      startOfText(listed?.started, this.#capture.clock) ??
      startOf(draft.startEvent < 0 ? Number.NaN : events.time[draft.startEvent]!, this.#capture.clock);
    return {
      pid,
      facts: { ...this.#imageOf(draft.actor), ...draft.told, ...listed, ...(name ? { name } : {}), pid },
      line: events.line[draft.from]!,
      ...(entered ? { entryLine: entered.line } : {}),
      from: draft.from,
      ...(start ? { start } : {}),
      firstSeen: events.time[draft.from]!,
      lastSeen: events.time[draft.last]!,
      hasEnded: draft.hasEnded,
    };
  }

  /** Its own image is the first one that a process loads; few columns print where it lies. */
  #imageOf(actor: number): ProcessFacts | undefined {
    this.#images ??= ownImages(this.#activity);
    const executable = this.#images.get(actor);
    return executable === undefined ? undefined : { executable };
  }

  #listed(entry: number): readonly Life[] {
    const { process, line } = this.#capture.processes[entry]!;
    if (process.pid === undefined) return [];
    const start = startOfText(process.started, this.#capture.clock);
    const times = { firstSeen: Number.NaN, lastSeen: Number.NaN, hasEnded: false };
    return [
      {
        pid: process.pid,
        facts: process,
        line,
        entryLine: line,
        from: 0,
        ...times,
        ...(start ? { start } : {}),
      },
    ];
  }

  #findCreators(): ReadonlyMap<number, number> {
    const creators = new Map<number, number>();
    for (const deed of this.#activity.deeds) {
      if (deed.kind !== "process created") continue;
      const child = this.childOf(deed);
      const creator = this.ofLine(deed.actor, deed.line);
      if (0 <= child && 0 <= creator && !creators.has(child)) creators.set(child, creator);
    }
    return creators;
  }
}

/** Of each actor the first image of its name that it loads. */
function ownImages({ deeds, actors }: Activity): ReadonlyMap<number, string> {
  const images = new Map<number, string>();
  for (const { kind, actor, path } of deeds) {
    if (kind !== "image loaded" || path === undefined || images.has(actor)) continue;
    const name = actors[actor]!.name?.toLowerCase();
    if (name && path.toLowerCase().endsWith(`\\${name}`)) images.set(actor, path);
  }
  return images;
}

/** Captures do not change; their lives are asked for more than once. */
const known = new WeakMap<ScannedCapture, Lives>();

/** Of a capture of Process Monitor; undefined for all others. */
export function livesOf(capture: ScannedCapture): Lives | undefined {
  if (!capture.activity) return undefined;
  const lives = known.get(capture) ?? new Lives(capture, capture.activity);
  known.set(capture, lives);
  return lives;
}
