import { ascii, indexOfByte } from "../../core/ascii.ts";
import type { EventNumbering, Kernel } from "../../core/kernel.ts";
import { textOf } from "../../core/lineBytes.ts";
import { eventKeys, eventMark, telling } from "../../core/plainEvents.ts";
import { textHash } from "../../core/textHash.ts";
import type { CaptureClock } from "../reading/captureClock.ts";
import type { FileRows } from "../reading/fileReading.ts";
import { type ActivityBuilder, isSuccess } from "./activityBuilder.ts";
import type { Columns } from "./columns.ts";
import type { CountedKind, ToldEvent } from "./deedTable.ts";
import type { EventRows } from "./eventRows.ts";
import { NetworkEnds } from "./networkEnds.ts";
import type { SoughtWord } from "./soughtWord.ts";

const { succeeded, quoted } = eventMark;

/** Takes events in blocks: numbers column by column, and of the rows that have more to tell their texts. */
export class EventBlocks {
  readonly #rows: EventRows;
  readonly #columns: Columns;
  readonly #clock: CaptureClock;
  readonly #ends = new NetworkEnds();
  readonly #told = new BlockTelling();
  /** Numbers by keys, -1 where it is not known. */
  readonly #actors = new Int32Array(eventKeys);
  readonly #operations = new Int32Array(eventKeys);
  /** By operation: a row of `columns` of it that succeeded, -1 where there is none; by actor: one of his. */
  readonly #modelOfOperation: number[] = [];
  readonly #modelOfActor: number[] = [];
  readonly #isNetwork: boolean[] = [];
  readonly #counted: (CountedKind | undefined)[] = [];
  #generation = -1;
  /** The one that is taken over. */
  #block: FileRows | undefined;
  readonly #numbering: EventNumbering = {
    capture: Symbol(),
    actor: (row) => this.#actorOf(row, this.#block!.rows.events.actorKey[row]!),
    operation: (row) => this.#operationOf(row, this.#block!.rows.events.operationKey[row]!),
  };
  /** Doubts of rows that were read the ordinary way. */
  flaws = 0;

  constructor(rows: EventRows, columns: Columns, clock: CaptureClock) {
    this.#rows = rows;
    this.#columns = columns;
    this.#clock = clock;
  }

  take(block: FileRows): void {
    const { rows } = block;
    const { events, kernel } = rows;
    const { activity } = this.#rows;
    const at = activity.open(rows.count);
    this.#block = block;
    this.#clock.writeMicros(rows, activity.time, at);
    if (this.#generation !== events.generation) this.#forgetKeys(events.generation);
    if (kernel) this.#takeNumbers(kernel, block.line, at);
    else this.#setNumbers(block, at);
    for (let i = 0; i < events.tellingCount; i++) this.#tell(block, events.telling[i]!, at);
    this.#block = undefined;
  }

  #takeNumbers(kernel: Kernel, line: number, at: number): void {
    const { activity } = this.#rows;
    const { count } = kernel.rows;
    kernel.numberEvents(line, this.#numbering);
    activity.line.set(kernel.line.subarray(0, count), at);
    activity.actor.set(kernel.source.subarray(0, count), at);
    activity.operation.set(kernel.manner.subarray(0, count), at);
  }

  /** The same without a kernel. */
  #setNumbers({ line, rows: { events, count } }: FileRows, at: number): void {
    const { activity } = this.#rows;
    for (let i = 0; i < count; i++) {
      activity.line[at + i] = line + i;
      activity.actor[at + i] = this.#actorOf(i, events.actorKey[i]!);
      activity.operation[at + i] = this.#operationOf(i, events.operationKey[i]!);
    }
  }

  #forgetKeys(generation: number): void {
    this.#generation = generation;
    this.#actors.fill(-1);
    this.#operations.fill(-1);
  }

  #actorOf(i: number, key: number): number {
    const known = this.#actors[key]!;
    if (0 <= known) return known;
    const { line, rowAt } = this.#block!;
    const actor = this.#rows.actorOf(rowAt(i), line + i);
    this.#actors[key] = actor;
    return actor;
  }

  /** And says which events of the operation have more to tell. */
  #operationOf(i: number, key: number): number {
    const known = this.#operations[key]!;
    if (0 <= known) return known;
    const { rows, rowAt } = this.#block!;
    const { activity } = this.#rows;
    const operation = activity.operationOfRow(rowAt(i));
    const isNetwork = /^(?:TCP|UDP) /i.test(activity.operations[operation]!);
    const ofFiles = activity.tells(operation) ? telling.ofSuccess : telling.never;
    this.#operations[key] = operation;
    this.#isNetwork[operation] = isNetwork;
    this.#counted[operation] = activity.countedKind(operation);
    rows.events.tellingOf[key] = isNetwork ? telling.always : ofFiles;
    return operation;
  }

  #tell(block: FileRows, i: number, at: number): void {
    const { events } = block.rows;
    const { activity } = this.#rows;
    const operation = activity.operation[at + i]!;
    const marks = events.marks[i]!;
    const isNetwork = this.#isNetwork[operation]!;
    const isPlain = (marks & quoted) === 0;
    const hasSucceeded = (marks & succeeded) !== 0;
    const hasEnds = isNetwork && isPlain && hasSucceeded && this.#pushEnds(block, i, at);
    if (isNetwork && !hasEnds) this.#push(block, i, at);
    if (!hasSucceeded || !activity.tells(operation)) return;
    if (isPlain && this.#count(block, i, at, hasEnds)) return;
    const told = this.#told.of(block, i, activity, at);
    if (isPlain || !told.hasQuotedPath) activity.addDeeds(operation, told);
    else activity.addDeedsOfRow(operation, told.actor, block.rowAt(i), told.line, told.micros);
  }

  /** A deed that was seen before, or one too many, which nearly all are: nothing but its text is asked for. */
  #count({ rows: { events, bytes }, line }: FileRows, i: number, at: number, hasEnds: boolean): boolean {
    const { deeds, actor, operation } = this.#rows.activity;
    const kind = this.#counted[operation[at + i]!];
    if (!kind || (kind.asksForThread && 0 <= events.thread[i]!)) return false;
    const to = events.pathEnd[i]!;
    if (!kind.isRemote) {
      const from = events.pathStart[i]!;
      return deeds.count(kind, actor[at + i]!, line + i, events.pathHash[i]!, bytes, from, to);
    }
    const { from } = this.#ends.remote;
    return hasEnds && deeds.count(kind, actor[at + i]!, line + i, textHash(bytes, from, to), bytes, from, to);
  }

  /** A connection the ordinary way. */
  #push({ rowAt, line }: FileRows, i: number, at: number): void {
    const { activity } = this.#rows;
    const row = rowAt(i);
    this.flaws += row.flaws.length;
    if (row.kind !== "connection") return;
    this.#columns.push(row, line + i, activity.time[at + i]!);
    this.#modelOfActor[activity.actor[at + i]!] ??= this.#columns.count - 1;
    if (isSuccess(row)) this.#modelOfOperation[activity.operation[at + i]!] ??= this.#columns.count - 1;
  }

  /** A connection like others of its operation and of its actor in all but its ends, if these are plain. */
  #pushEnds({ rows: { events, bytes }, line }: FileRows, i: number, at: number): boolean {
    const { activity } = this.#rows;
    const operation = this.#modelOfOperation[activity.operation[at + i]!];
    const actor = this.#modelOfActor[activity.actor[at + i]!];
    if (operation === undefined || actor === undefined) return false;
    if (!this.#ends.read(bytes, events.pathStart[i]!, events.pathEnd[i]!)) return false;
    this.#columns.pushEnds(bytes, this.#ends, line + i, activity.time[at + i]!, { operation, actor });
    return true;
  }
}

/** A row of a block; its detail becomes text only where somebody asks. */
class BlockTelling implements ToldEvent {
  actor = 0;
  line = 0;
  micros = Number.NaN;
  threadId: number | undefined = undefined;
  bytes: Uint8Array = new Uint8Array(0);
  pathFrom = 0;
  pathTo = 0;
  #detailFrom = 0;
  #detailTo = 0;
  #isQuoted = false;

  of({ rows: { bytes, events }, line }: FileRows, i: number, activity: ActivityBuilder, at: number): this {
    const thread = events.thread[i]!;
    this.actor = activity.actor[at + i]!;
    this.line = line + i;
    this.micros = activity.time[at + i]!;
    this.threadId = thread < 0 ? undefined : thread;
    this.bytes = bytes;
    this.pathFrom = events.pathStart[i]!;
    this.pathTo = events.pathEnd[i]!;
    this.#isQuoted = (events.marks[i]! & quoted) !== 0;
    this.#detailFrom = events.detailStart[i]!;
    this.#detailTo = events.detailEnd[i]!;
    return this;
  }

  /** Quotes in details are many, and those in a path very few. */
  get hasQuotedPath(): boolean {
    return 0 <= indexOfByte(this.bytes, ascii.quote, this.pathFrom, this.pathTo);
  }

  readonly detail = (): string => {
    const text = textOf(this.bytes, this.#detailFrom, this.#detailTo);
    return this.#isQuoted ? text.replaceAll('""', '"') : text;
  };

  readonly says = (word: SoughtWord): boolean => word.isIn(this.bytes, this.#detailFrom, this.#detailTo);
}
