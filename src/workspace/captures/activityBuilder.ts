import type { ModuleFacts } from "../../core/deed.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import { Names, withRoom } from "../../core/names.ts";
import type { Row } from "../../core/row.ts";
import type { Activity, Actor, CapturedSender, EventColumns } from "./activity.ts";
import { type DeedRule, deedRules } from "./deedRules.ts";
import { type CountedKind, countedKind, DeedTable, type ToldEvent } from "./deedTable.ts";
import { RowStacks } from "./rowStacks.ts";
import { SoughtWord } from "./soughtWord.ts";

interface CompiledRule {
  readonly rule: DeedRule;
  readonly words: readonly SoughtWord[];
}

const compiledRules: readonly CompiledRule[] = deedRules.map((rule) => ({
  rule,
  words: (rule.says ?? []).map((word) => new SoughtWord(word)),
}));

/** Bounds of what a hostile capture may name. */
const mostActors = 200_000;
const mostOperations = 4000;
const mostModules = 100_000;
/** Events from which a capture is large: then room is made for all at once, which takes no memory until it is used. */
const large = 1 << 14;

/**
 * Gathers what processes do in one capture of Process Monitor. Three feed it:
 *
 * - readers of lines: `add(actorOfRow(row), row, line, micros)`, which does all;
 * - readers of numbers (native captures): `actorOf`/`operationOf` once for each actor and operation, then
 *   `addEvent(…)` for every event, and where `tells(operation)` and the event succeeded also `addDeeds(…)`;
 * - the scan of plain CSV (`EventBlocks`): the same, but it writes to the columns itself, a block at a time, where
 *   `open(count)` made room.
 *
 * Events come in the capture's order.
 */
export class ActivityBuilder {
  readonly actors: Actor[] = [];
  readonly operations: string[] = [];
  readonly senders: CapturedSender[] = [];
  readonly modules = new Map<string, ModuleFacts>();
  baseRates: Float64Array | undefined;
  readonly deeds = new DeedTable();
  readonly #stacks = new RowStacks();
  /** `PID name` of actors, each with the number of its actor. */
  readonly #actorNumbers = new Map<string, number>();
  readonly #entries = new Map<string, number>();
  readonly #operationNames = new Names();
  /** By operation: what of it is a deed. */
  readonly #rules: (readonly CompiledRule[])[] = [];
  readonly #told = new RowTelling();
  readonly #expected: number;
  count = 0;
  /** Columns of events: see `EventColumns`. */
  line = new Uint32Array(256);
  time = new Float64Array(256);
  actor = new Uint32Array(256);
  operation = new Uint16Array(256);

  /** `expected`: about how many events there may be at the most. */
  constructor(expected: number) {
    this.#expected = expected;
  }

  /** An event of this actor as a reader of lines leaves it. */
  add(actor: number, row: Row, line: number, micros: number): void {
    const operation = this.operationOfRow(row);
    this.addEvent(actor, operation, line, micros);
    if (row.frames) this.#stacks.add(row, row.frames, actor, line);
    if (this.tells(operation) && isSuccess(row)) this.addDeedsOfRow(operation, actor, row, line, micros);
  }

  /** What a capture's table says of a module; the first word counts. */
  describe(module: ModuleFacts): void {
    const key = module.path.toLowerCase();
    if (this.modules.size < mostModules && !this.modules.has(key)) this.modules.set(key, module);
  }

  actorOfRow(row: Row): number {
    return this.actorOf(pidOf(row), row.text(field.process));
  }

  operationOfRow(row: Row): number {
    const from = row.from[field.action]!;
    return from < 0 ? this.operationOf("") : this.operationIn(row.bytes, from, row.to[field.action]!);
  }

  addDeedsOfRow(operation: number, actor: number, row: Row, line: number, micros: number): void {
    this.addDeeds(operation, this.#told.of(row, actor, line, micros));
  }

  /** The number of an actor: of this entry, where the capture has a process table, else of this PID and name. */
  actorOf(pid: number, name: string | undefined, entry?: number): number {
    const key = entry === undefined ? keyOf(pid, name) : `#${entry}`;
    const known = this.#actorNumbers.get(key);
    if (known !== undefined) return known;
    if (mostActors <= this.actors.length) return mostActors - 1;
    const entered = entry ?? this.#entries.get(key);
    const number = this.actors.push({ pid, name, ...(entered === undefined ? {} : { entry: entered }) }) - 1;
    this.#actorNumbers.set(key, number);
    return number;
  }

  /** Says which entry of the capture's list of processes events of this PID and name are of. The first one counts. */
  enter(pid: number, name: string | undefined, entry: number): void {
    const key = keyOf(pid, name);
    if (!this.#entries.has(key)) this.#entries.set(key, entry);
  }

  /** The same of the actor that came last. */
  enterLast(entry: number): void {
    const last = this.actors.length - 1;
    this.actors[last] = { ...this.actors[last]!, entry };
  }

  /** The number of an operation, as printed. */
  operationOf(name: string): number {
    const bytes = new TextEncoder().encode(name);
    return this.operationIn(bytes, 0, bytes.length);
  }

  operationIn(bytes: Uint8Array, from: number, to: number): number {
    const known = this.#operationNames.find(bytes, from, to);
    if (0 <= known) return known;
    if (mostOperations <= this.operations.length) return mostOperations - 1;
    const name = textOf(bytes, from, to);
    this.operations.push(name);
    this.#rules.push(compiledRules.filter(({ rule }) => rule.operation === name));
    return this.#operationNames.idOf(bytes, from, to);
  }

  /** Whether events of this operation may be deeds. */
  tells(operation: number): boolean {
    return this.#rules[operation]!.length !== 0;
  }

  addEvent(actor: number, operation: number, line: number, micros: number): void {
    const i = this.open(1);
    this.line[i] = line;
    this.time[i] = micros;
    this.actor[i] = actor;
    this.operation[i] = operation;
  }

  /** Makes room for so many events more, which the caller writes to the columns from the number on that it returns. */
  open(events: number): number {
    const first = this.count;
    this.count += events;
    if (this.line.length < this.count) this.#grow();
    return first;
  }

  /** What of an event that succeeded is a deed. `told` is only read, and not kept. */
  addDeeds(operation: number, told: ToldEvent): void {
    for (const { rule, words } of this.#rules[operation]!)
      if (words.length === 0 || words.some((word) => says(told, word))) this.deeds.add(rule, told);
  }

  /** The kind of deeds of an operation of which events may be counted by their texts alone: see `DeedTable.count`. */
  countedKind(operation: number): CountedKind | undefined {
    const [only, ...others] = this.#rules[operation]!;
    return only && others.length === 0 ? countedKind(only.rule) : undefined;
  }

  finish(): Activity {
    const { actors, operations, modules } = this;
    const senders = [...this.senders, ...this.#stacks.senders(modules)];
    const baseRates = this.baseRates ?? this.#stacks.baseRates(actors.length);
    return {
      events: this.#columns(),
      ...{ actors, operations, senders, modules },
      ...{ deeds: this.deeds.deeds, deedsLeftOut: this.deeds.leftOut },
      ...(baseRates ? { baseRates } : {}),
    };
  }

  #columns(): EventColumns {
    const { count } = this;
    return {
      count,
      line: this.line.subarray(0, count),
      time: this.time.subarray(0, count),
      actor: this.actor.subarray(0, count),
      operation: this.operation.subarray(0, count),
    };
  }

  #grow(): void {
    const length = this.count < large ? this.count : Math.max(this.count, this.#expected);
    this.line = withRoom(this.line, length);
    this.time = withRoom(this.time, length);
    this.actor = withRoom(this.actor, length);
    this.operation = withRoom(this.operation, length);
  }
}

class RowTelling implements ToldEvent {
  actor = 0;
  line = 0;
  micros = Number.NaN;
  threadId: number | undefined = undefined;
  bytes = new Uint8Array(0);
  pathFrom = 0;
  pathTo = 0;
  #row: Row | undefined;

  of(row: Row, actor: number, line: number, micros: number): this {
    const thread = row.number(field.threadId);
    this.#row = row;
    this.actor = actor;
    this.line = line;
    this.micros = micros;
    this.threadId = Number.isNaN(thread) ? undefined : thread;
    this.bytes = row.bytes as Uint8Array<ArrayBuffer>;
    this.pathFrom = row.has(field.path) ? row.from[field.path]! : 0;
    this.pathTo = row.has(field.path) ? row.to[field.path]! : 0;
    return this;
  }

  readonly detail = (): string => this.#row?.text(field.detail) ?? "";

  readonly says = (word: SoughtWord): boolean => {
    const row = this.#row;
    return (
      row?.has(field.detail) === true && word.isIn(row.bytes, row.from[field.detail]!, row.to[field.detail]!)
    );
  };
}

function keyOf(pid: number, name: string | undefined): string {
  return `${pid} ${name ?? ""}`;
}

function pidOf(row: Row): number {
  const pid = row.number(field.pid);
  return pid <= 0xffff_ffff ? pid : noPid;
}

/** Of events whose line says no PID. */
export const noPid = -1;

const success = [...new TextEncoder().encode("SUCCESS")];

/** Where there is no result, nothing says that it failed. */
export function isSuccess(row: Row): boolean {
  const index: FieldIndex = field.result;
  const from = row.from[index]!;
  if (from < 0) return true;
  return row.to[index]! - from === success.length && success.every((byte, i) => row.bytes[from + i] === byte);
}

function says(told: ToldEvent, word: SoughtWord): boolean {
  return told.says ? told.says(word) : told.detail().includes(word.text);
}
