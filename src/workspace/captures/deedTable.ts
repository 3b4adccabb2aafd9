import { type DeedKind, deedKinds } from "../../core/deed.ts";
import { textOf } from "../../core/lineBytes.ts";
import { withRoom } from "../../core/names.ts";
import { textHash } from "../../core/textHash.ts";
import { withoutEnvironment } from "../../formats/procmon/withoutEnvironment.ts";
import type { CapturedDeed } from "./activity.ts";
import { DeedKeys } from "./deedKeys.ts";
import { type DeedRule, isTelling, mostOfKind } from "./deedRules.ts";
import type { SoughtWord } from "./soughtWord.ts";
import { type ThreadMaker, ThreadMakers } from "./threadMakers.ts";

/** What an event says beside its operation. May be filled again for every event. */
export interface ToldEvent {
  readonly actor: number;
  readonly line: number;
  readonly micros: number;
  /** The thread that did it. */
  readonly threadId: number | undefined;
  /** Its path, in UTF-8. */
  readonly bytes: Uint8Array;
  readonly pathFrom: number;
  readonly pathTo: number;
  /** As printed; asked for only where it is needed. */
  readonly detail: () => string;
  /** Whether a word stands in the detail, where that is known without making text of it. */
  readonly says?: (word: SoughtWord) => boolean;
}

/**
 * So many of each kind every actor may have, whatever the others did before: of those that tell more by their path, and
 * of all others.
 */
const sureOfActor = { telling: 200, usual: 16 } as const;
/** So many times as many as a kind usually may have; then it gets no more, whoever did it. */
const mostTimes = 1.25;
/** UTF-16 units of all texts of a capture's deeds. */
const mostText = 16 << 20;
/** UTF-16 units of a detail; the rest is left out. */
const longestDetail = 4096;

type GrowingDeed = { -readonly [Key in keyof CapturedDeed]: CapturedDeed[Key] };

/** Gathers deeds, one of a kind, an actor and a path. Its memory is bounded. */
export class DeedTable {
  readonly deeds: GrowingDeed[] = [];
  leftOut = 0;
  readonly #threads = new ThreadMakers();
  readonly #keys = new DeedKeys();
  readonly #ofKind = new Uint32Array(deedKinds.length);
  /** By actor and kind. */
  #ofActor = new Uint32Array(1 << 8);
  #text = 0;

  add(rule: DeedRule, event: ToldEvent): void {
    if (rule.kind !== "thread exited") this.#add(rule, rule.kind, event);
    // Where threads are not told, none is known to end.
    else if (event.threadId !== undefined) this.#threads.ended(threadOf(event.detail()));
  }

  #add({ apartBy }: DeedRule, kind: DeedKind, event: ToldEvent): void {
    const { actor, bytes, pathTo } = event;
    const { number } = kindsByName[kind];
    const target = apartBy === "target" ? targetPidOf(event.detail()) : undefined;
    const maker = event.threadId === undefined ? undefined : this.#makerOf(kind, event, event.threadId);
    const apart = (apartBy === "thread" ? apartOf(event, maker) : target) ?? 0;
    const from = apartBy === "remote" ? startOfRemote(event) : event.pathFrom;
    const hash = textHash(bytes, from, pathTo);
    const known = this.#keys.find(number, actor, apart, hash, bytes, from, pathTo);
    if (0 <= known) this.#again(known, event.line);
    else if (this.#hasRoom(kindsByName[kind], actor, bytes, event.pathFrom, pathTo)) {
      this.#takeRoom(number, actor);
      this.#keys.add(number, actor, apart, bytes, from, pathTo);
      const deed = this.#deedOf(kind, event, target);
      this.deeds.push(maker ? { ...deed, maker } : deed);
    } else this.leftOut++;
  }

  /**
   * The same of an event of which all that counts is known: who did it, and the text that tells deeds apart, with its
   * hash. True if it shows a deed again, or one that there is no room for; else more has to be asked of it.
   */
  count(
    kind: CountedKind,
    actor: number,
    line: number,
    hash: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): boolean {
    const known = this.#keys.find(kind.number, actor, 0, hash, bytes, from, to);
    if (0 <= known) this.#again(known, line);
    else if (this.#hasRoom(kind, actor, bytes, from, to)) return false;
    else this.leftOut++;
    return true;
  }

  #again(known: number, line: number): void {
    const deed = this.deeds[known]!;
    deed.count++;
    deed.lastLine = line;
  }

  /** Who made a thread, if another process's did; and what its events tell of the thread that did this. */
  #makerOf(kind: DeedKind, { actor, line, detail }: ToldEvent, threadId: number): ThreadMaker | undefined {
    if (kind === "image loaded" || kind === "process created") this.#threads.did(threadId, actor, line);
    if (kind !== "thread created") return undefined;
    const maker = this.#threads.foreignMaker(threadId, actor);
    this.#threads.made(threadOf(detail()), actor, line);
    return maker;
  }

  /** Once there is none for a deed, there never is again. */
  #hasRoom(
    { kind, number, most }: Kind,
    actor: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): boolean {
    const ofKind = this.#ofKind[number]!;
    if (mostTimes * most <= ofKind || mostText <= this.#text) return false;
    if (ofKind < most) return true;
    const has = this.#ofActor[actor * deedKinds.length + number] ?? 0;
    return has < sureOfActor.usual || (has < sureOfActor.telling && isTelling(kind, bytes, from, to));
  }

  #takeRoom(number: number, actor: number): void {
    const place = actor * deedKinds.length + number;
    this.#ofActor = withRoom(this.#ofActor, place + 1);
    this.#ofActor[place]!++;
    this.#ofKind[number]!++;
  }

  #deedOf(kind: DeedKind, event: ToldEvent, targetPid: number | undefined): GrowingDeed {
    const { actor, line, micros, threadId, bytes, pathFrom, pathTo } = event;
    const whole = withoutEnvironment(event.detail());
    const detail = longestDetail < whole.length ? `${whole.slice(0, longestDetail)}…` : whole;
    const path = textOf(bytes, pathFrom, pathTo);
    const newThreadId = kind === "thread created" ? threadOf(detail) : undefined;
    const deed: GrowingDeed = { kind, actor, line, lastLine: line, micros, count: 1 };
    this.#text += path.length + detail.length;
    if (path !== "") deed.path = path;
    if (detail !== "") deed.detail = detail;
    if (targetPid !== undefined) deed.targetPid = targetPid;
    if (threadId !== undefined) deed.threadId = threadId;
    if (newThreadId !== undefined) deed.newThreadId = newThreadId;
    return deed;
  }
}

interface Kind {
  readonly kind: DeedKind;
  readonly number: number;
  /** How many of it are kept, but for those that are sure. */
  readonly most: number;
}

const kindsByName = Object.fromEntries(
  deedKinds.map((kind, number) => [kind, { kind, number, most: mostOfKind[kind] }]),
) as Readonly<Record<DeedKind, Kind>>;

/** A kind of deeds that one text tells apart. */
export interface CountedKind extends Kind {
  /** Whether the text is a far end; else it is a path. */
  readonly isRemote: boolean;
  /** Where the thread is told that did it, it tells whose threads there are. */
  readonly asksForThread: boolean;
}

/** Undefined where more is asked of events of a rule than a text. */
export function countedKind({ kind, says, apartBy }: DeedRule): CountedKind | undefined {
  if (kind === "thread exited" || says !== undefined || apartBy === "target") return undefined;
  return {
    ...kindsByName[kind],
    isRemote: apartBy === "remote",
    asksForThread: kind === "image loaded" || kind === "thread created",
  };
}

/** `192.0.2.1:50000 -> 198.51.100.7:443`: behind the arrow; where there is none, all of it. */
function startOfRemote({ bytes, pathFrom, pathTo }: ToldEvent): number {
  for (let at = pathTo - 1; pathFrom < at; at--)
    if (bytes[at] === 0x3e && bytes[at - 1] === 0x2d) return Math.min(pathTo, at + 2);
  return pathFrom;
}

/** `PID: 1432, Command line: …` */
function targetPidOf(detail: string): number | undefined {
  return numberBehind(detail, "PID: ");
}

/** `Thread ID: 5716` */
function threadOf(detail: string): number | undefined {
  return numberBehind(detail, "Thread ID: ");
}

/** Threads that another process's thread makes are apart from those that one of the process's own of its number does. */
function apartOf({ threadId }: ToldEvent, maker: ThreadMaker | undefined): number | undefined {
  return threadId !== undefined && maker ? ~threadId : threadId;
}

function numberBehind(detail: string, name: string): number | undefined {
  if (!detail.startsWith(name)) return undefined;
  const number = Number.parseInt(detail.slice(name.length, name.length + 10), 10);
  return Number.isNaN(number) ? undefined : number;
}
