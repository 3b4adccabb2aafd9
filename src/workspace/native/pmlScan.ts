import type { CaptureFacts } from "../../core/capture.ts";
import { operationKey, pmlOperationOf } from "../../formats/procmon/pml/details/operationTable.ts";
import type { EventHead } from "../../formats/procmon/pml/eventHead.ts";
import { procmonPml } from "../../formats/procmon/pml/procmonPml.ts";
import { ActivityBuilder } from "../captures/activityBuilder.ts";
import { Columns } from "../captures/columns.ts";
import { FlowTable } from "../captures/flowTable.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { FileEntry } from "../reading/files.ts";
import { capturedSenders } from "./capturedSenders.ts";
import { isNetwork, NetworkRows, sends } from "./networkRows.ts";
import type { PmlCapture } from "./pmlCapture.ts";
import { PmlModules } from "./pmlModules.ts";
import { processEntries } from "./pmlProcessEntries.ts";
import { PmlSenders, shareOfUnknown } from "./pmlSenders.ts";
import { isFileOpening, isImageLoad, mayCreateOrDelete, PmlTelling } from "./pmlTelling.ts";
import { StackSamples } from "./stackSamples.ts";

export interface PmlScanOptions {
  readonly entry: FileEntry;
  readonly facts: CaptureFacts;
  /** Microseconds that the clock was ahead, by the analyst's word. */
  readonly skew: number;
}

/** An actor and an operation of the capture by what events name them by. */
interface Numbered {
  readonly number: number;
  readonly tells: boolean;
}

const slots = 1 << 10;

/** Gathers a native capture from its events, without making text of them but where a deed or a connection needs it. */
export class PmlScan {
  readonly #options: PmlScanOptions;
  readonly #capture: PmlCapture;
  readonly #activity: ActivityBuilder;
  readonly #columns: Columns;
  readonly #network: NetworkRows;
  readonly #senders: PmlSenders;
  readonly #samples: StackSamples;
  readonly #modules: PmlModules;
  readonly #told: PmlTelling;
  /** Operations met lately by their keys, each in a slot of its key. */
  readonly #keys = new Float64Array(slots).fill(-1);
  readonly #numbered: Numbered[] = [];
  readonly #actors = new Map<number, number>();
  /** Of actors, the event that is their first. */
  readonly #firstEvents: number[] = [];
  #lastKey = -1;
  #lastOperation: Numbered = { number: 0, tells: false };
  #lastProcess = -1;
  #lastActor = 0;

  constructor(capture: PmlCapture, options: PmlScanOptions) {
    const { header, offsets, processes } = capture;
    this.#options = options;
    this.#capture = capture;
    this.#activity = new ActivityBuilder(offsets.count);
    // Connections are few of a capture's events.
    this.#columns = new Columns(offsets.count / 16);
    this.#network = new NetworkRows(this.#columns, capture);
    this.#senders = new PmlSenders(header.highestUserAddress, header.pointerSize);
    this.#samples = new StackSamples(header.highestUserAddress);
    this.#modules = new PmlModules(processes);
    this.#told = new PmlTelling(capture.names);
  }

  add(event: number, head: EventHead): void {
    const operation = this.#operationOf(head);
    const actor = this.#actorOf(head.processIndex, event);
    const micros = head.micros - this.#options.skew;
    this.#activity.addEvent(actor, operation.number, event, micros);
    this.#samples.see(actor, event, head);
    if (isNetwork(head)) this.#addNetwork(event, head, actor, operation, micros);
    else if (operation.tells && head.result === 0)
      this.#addDeed(event, head, actor, operation.number, micros);
  }

  finish(): ScannedCapture {
    const { entry, facts } = this.#options;
    const { header, offsets, processes } = this.#capture;
    const { computer } = header;
    this.#putSenders();
    return {
      ...{ id: `${entry.uri}#L1`, uri: entry.uri, format: procmonPml.id, family: procmonPml.family },
      ...{ firstLine: 0, lastLine: Math.max(0, offsets.count - 1), facts, place: "file" },
      columns: this.#columns,
      flows: new FlowTable(this.#columns),
      processes: processEntries(processes, (index) => this.#firstEvents[this.#actors.get(index) ?? -1] ?? 0),
      ...{ files: [], gaps: [], issues: 0 },
      activity: this.#activity.finish(),
      clock: { assumed: [], digits: 7, utcOffset: 0 },
      ...(computer === "" ? {} : { lineHost: computer }),
    };
  }

  #operationOf(head: EventHead): Numbered {
    const key = operationKey(head);
    if (key === this.#lastKey) return this.#lastOperation;
    const slot = (key ^ (key >>> 8) ^ (key >>> 21)) & (slots - 1);
    if (this.#keys[slot] !== key) {
      this.#numbered[slot] = this.#numberedOperation(key);
      this.#keys[slot] = key;
    }
    this.#lastKey = key;
    this.#lastOperation = this.#numbered[slot]!;
    return this.#lastOperation;
  }

  #numberedOperation(key: number): Numbered {
    const number = this.#activity.operationOf(pmlOperationOf(key).name);
    return { number, tells: this.#activity.tells(number) };
  }

  #actorOf(index: number, event: number): number {
    if (index === this.#lastProcess) return this.#lastActor;
    let actor = this.#actors.get(index);
    if (actor === undefined) {
      const { processes } = this.#capture;
      const process = processes.of(index);
      actor = process
        ? this.#activity.actorOf(process.pid, process.name, processes.list.indexOf(process))
        : this.#activity.actorOf(-1, undefined);
      this.#actors.set(index, actor);
      this.#firstEvents[actor] ??= event;
    }
    this.#lastProcess = index;
    this.#lastActor = actor;
    return actor;
  }

  #addNetwork(event: number, head: EventHead, actor: number, operation: Numbered, micros: number): void {
    const ends = this.#network.add(event, head, micros);
    if (ends === undefined) return;
    const transport = sends(head);
    if (transport) this.#senders.add(event, head, ends, transport);
    if (!operation.tells || head.result !== 0) return;
    this.#told.take(head, actor, event, micros);
    this.#told.takePath(this.#network.ends[ends]!.path);
    this.#activity.addDeeds(operation.number, this.#told);
  }

  #addDeed(event: number, head: EventHead, actor: number, operation: number, micros: number): void {
    if (isFileOpening(head) && !mayCreateOrDelete(head)) return;
    const told = this.#told;
    told.take(head, actor, event, micros);
    told.findPath();
    if (isImageLoad(head)) this.#modules.load(event, head, told);
    this.#activity.addDeeds(operation, told);
  }

  #putSenders(): void {
    const { processes } = this.#capture;
    const { ends } = this.#network;
    const facts = this.#modules.facts;
    for (const [path, module] of facts) this.#activity.modules.set(path, module);
    const sends = this.#senders.told((number) => this.#modules.of(ends[number]!.processIndex));
    const actorOf = (number: number) => this.#actors.get(ends[number]!.processIndex)!;
    const columns = this.#columns;
    this.#activity.senders.push(...capturedSenders(sends, { columns, ends, actorOf, facts }));
    if (sends.length === 0 || processes.list.length === 0) return;
    const rates = new Float64Array(this.#activity.actors.length).fill(Number.NaN);
    for (const index of new Set(sends.map(({ ends: number }) => ends[number]!.processIndex))) {
      const actor = this.#actors.get(index)!;
      rates[actor] = shareOfUnknown(this.#samples.of(actor), this.#modules.of(index));
    }
    this.#activity.baseRates = rates;
  }
}
