import { type DeedKind, deedKinds } from "../../core/deed.ts";
import { textOf } from "../../core/lineBytes.ts";
import { withRoom } from "../../core/names.ts";
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
    const number = kindNumbers[kind];
    const target = apartBy === "target" ? targetPidOf(event.detail()) : undefined;
    const maker = event.threadId === undefined ? undefined : this.#makerOf(kind, event, event.threadId);
    const apart = (apartBy === "thread" ? apartOf(event, maker) : target) ?? 0;
    const from = apartBy === "remote" ? startOfRemote(event) : event.pathFrom;
    const known = this.#keys.find(number, actor, apart, bytes, from, pathTo);
    if (0 <= known) {
      const deed = this.deeds[known]!;
      deed.count++;
      deed.lastLine = event.line;
    } else if (this.#hasRoom(kind, number, event)) {
      this.#keys.add(number, actor, apart, bytes, from, pathTo);
      const deed = this.#deedOf(kind, event, target);
      this.deeds.push(maker ? { ...deed, maker } : deed);
    } else this.leftOut++;
  }

  /** Who made a thread, if another process's did; and what its events tell of the thread that did this. */
  #makerOf(kind: DeedKind, { actor, line, detail }: ToldEvent, threadId: number): ThreadMaker | undefined {
    if (kind === "image loaded" || kind === "process created") this.#threads.did(threadId, actor, line);
    if (kind !== "thread created") return undefined;
    const maker = this.#threads.foreignMaker(threadId, actor);
    this.#threads.made(threadOf(detail()), actor, line);
    return maker;
  }

  #hasRoom(kind: DeedKind, number: number, { actor, bytes, pathFrom, pathTo }: ToldEvent): boolean {
    const most = mostOfKind[kind];
    if (mostTimes * most <= this.#ofKind[number]! || mostText <= this.#text) return false;
    const place = actor * deedKinds.length + number;
    this.#ofActor = withRoom(this.#ofActor, place + 1);
    const has = this.#ofActor[place]!;
    const isSure =
      has < sureOfActor.usual ||
      (has < sureOfActor.telling && isTelling(kind, textOf(bytes, pathFrom, pathTo)));
    if (!isSure && most <= this.#ofKind[number]!) return false;
    this.#ofActor[place]!++;
    this.#ofKind[number]!++;
    return true;
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

const kindNumbers = Object.fromEntries(deedKinds.map((kind, i) => [kind, i])) as Readonly<
  Record<DeedKind, number>
>;

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
