import { type DeedKind, deedKinds } from "../../core/deed.ts";
import { Names } from "../../core/names.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { CapturedDeed } from "./activity.ts";
import { type DeedRule, mostOfKind } from "./deedRules.ts";

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
}

/** So many of each kind every actor may have, whatever the others did before. */
const sureOfActor = 64;
/** Bounds of all deeds of a capture together: their number, and UTF-16 units of their texts. */
const mostDeeds = 80_000;
const mostText = 16 << 20;
/** UTF-16 units of a detail; the rest is left out. */
const longestDetail = 4096;

type GrowingDeed = { -readonly [Key in keyof CapturedDeed]: CapturedDeed[Key] };

/** Gathers deeds, one of a kind, an actor and a path. Its memory is bounded. */
export class DeedTable {
  readonly deeds: GrowingDeed[] = [];
  leftOut = 0;
  readonly #paths = new Names();
  readonly #numbers = new Quadruples();
  readonly #ofKind = new Uint32Array(deedKinds.length);
  /** By actor and kind. */
  readonly #ofActor = new Map<number, number>();
  #text = 0;

  add({ kind, apartBy }: DeedRule, event: ToldEvent): void {
    const { actor, bytes, pathTo } = event;
    const kindNumber = kindNumbers[kind];
    const target = apartBy === "target" ? targetPidOf(event.detail()) : undefined;
    const apart = (apartBy === "thread" ? event.threadId : target) ?? 0;
    const from = apartBy === "remote" ? startOfRemote(event) : event.pathFrom;
    const path = this.#paths.find(bytes, from, pathTo);
    const known = path < 0 ? -1 : this.#numbers.find(kindNumber, actor, path, apart);
    if (0 <= known) {
      const deed = this.deeds[known]!;
      deed.count++;
      deed.lastLine = event.line;
    } else if (this.#hasRoom(kindNumber, actor)) {
      this.#numbers.numberOf(kindNumber, actor, this.#paths.idOf(bytes, from, pathTo), apart);
      this.#keep(kind, event, target);
    } else this.leftOut++;
  }

  #hasRoom(kind: number, actor: number): boolean {
    if (mostDeeds <= this.deeds.length || mostText <= this.#text) return false;
    const key = actor * deedKinds.length + kind;
    const has = this.#ofActor.get(key) ?? 0;
    if (sureOfActor <= has && mostOfKind[deedKinds[kind]!] <= this.#ofKind[kind]!) return false;
    this.#ofActor.set(key, has + 1);
    this.#ofKind[kind]!++;
    return true;
  }

  #keep(kind: DeedKind, event: ToldEvent, targetPid: number | undefined): void {
    const { actor, line, micros, threadId, bytes, pathFrom, pathTo } = event;
    const whole = withoutEnvironment(kind, event.detail());
    const detail = longestDetail < whole.length ? `${whole.slice(0, longestDetail)}…` : whole;
    const path = this.#paths.text(this.#paths.idOf(bytes, pathFrom, pathTo));
    const newThreadId = kind === "thread created" ? numberBehind(detail, "Thread ID: ") : undefined;
    this.#text += path.length + detail.length;
    this.deeds.push({
      ...{ kind, actor, line, lastLine: line, micros, count: 1 },
      ...(path === "" ? {} : { path }),
      ...(detail === "" ? {} : { detail }),
      ...(targetPid === undefined ? {} : { targetPid }),
      ...(threadId === undefined ? {} : { threadId }),
      ...(newThreadId === undefined ? {} : { newThreadId }),
    });
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

function numberBehind(detail: string, name: string): number | undefined {
  if (!detail.startsWith(name)) return undefined;
  const number = Number.parseInt(detail.slice(name.length, name.length + 10), 10);
  return Number.isNaN(number) ? undefined : number;
}

/** The environment of a process holds secrets. */
function withoutEnvironment(kind: DeedKind, detail: string): string {
  if (kind !== "process started") return detail;
  const directory = detail.indexOf(", Current directory: ");
  const environment = detail.indexOf(", Environment:", directory);
  return environment < 0 ? detail : detail.slice(0, environment);
}
