import type { ProcessInstance } from "../../core/caseView.ts";
import { picked } from "../../core/names.ts";
import type { FlowTable } from "../captures/flowTable.ts";
import { rowNumbersOf } from "../captures/rowNumbers.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { whosOf } from "../captures/whos.ts";
import type { FlowSocketJoin } from "./flowSocketJoins.ts";
import { livesOf } from "./lives.ts";
import type { InstanceSightings } from "./processInstances.ts";
import type { CaptureSightings, Sighting } from "./processSightings.ts";

/** Says which process instance each row of a case is of: the one it names, else the one a join leads to. */
export class ProcessNumbers {
  readonly instances: readonly ProcessInstance[];
  readonly #ofCapture = new Map<string, CaptureProcessNumbers>();
  readonly #ofLives = new Map<string, Int32Array>();
  readonly #narrowed = new WeakMap<ScannedCapture, CaptureProcessNumbers>();

  constructor(instances: readonly InstanceSightings[], sightings: ReadonlyMap<string, CaptureSightings>) {
    this.instances = instances.map(({ instance }) => instance);
    const numberOf = new Map<Sighting, number>();
    for (const [number, { sightings: own }] of instances.entries())
      for (const sighting of own) numberOf.set(sighting, number);
    for (const [id, { capture, sightings: own, ofWho, ofRow }] of sightings) {
      const ofSighting = Int32Array.from(own, (sighting) => numberOf.get(sighting) ?? -1);
      const inCase = (place: number) => (place < 0 ? unnamed : ofSighting[place]!);
      const numbers = new CaptureProcessNumbers(capture, ofWho?.map(inCase), ofRow?.map(inCase));
      this.#ofCapture.set(id, numbers);
      if (livesOf(capture)) this.#ofLives.set(id, ofSighting);
    }
  }

  /** The place of a life of a capture in `instances`; -1 where it has none. */
  ofLife(capture: ScannedCapture, life: number): number {
    return this.#ofLives.get(capture.id)?.[life] ?? -1;
  }

  /** The same for one capture, for who asks of many of its rows. */
  of(capture: ScannedCapture): CaptureProcessNumbers {
    const ofWhole = this.#ofCapture.get(capture.id) ?? new CaptureProcessNumbers(capture, undefined);
    if (!capture.narrowedFrom) return ofWhole;
    const known = this.#narrowed.get(capture) ?? ofWhole.narrowed(capture, capture.narrowedFrom.rows);
    this.#narrowed.set(capture, known);
    return known;
  }

  /** Place in `instances`, -1 where nothing tells. Rows of a flow are of one process. */
  ofFlow(capture: ScannedCapture, flow: number): number {
    return this.of(capture).ofRow(capture.flows.firstRow(flow));
  }

  ofRow(capture: ScannedCapture, row: number): ProcessInstance | undefined {
    return this.instances[this.of(capture).ofRow(row)];
  }

  /** Rows of a log that name no process themselves are of these instances; below 0 where nothing tells. */
  learnRows(log: ScannedCapture, ofRow: Int32Array): void {
    this.#ofCapture.get(log.id)?.learnRows(ofRow);
  }

  /** Rows that name no process themselves are the socket's that explains them, unless that is doubtful. */
  learn(joins: readonly FlowSocketJoin[]): void {
    for (const { flows: log, joinedFlows, socket, confidence } of joins) {
      const number = this.of(socket.capture).ofRow(socket.row);
      if (0 <= number && confidence !== "low")
        this.#ofCapture.get(log.id)?.learn(log.flows, joinedFlows, number);
    }
  }
}

/** A caller that names no process, or one of several. */
const unnamed = -2;

/** Says which process instance each row of one capture is of, by its place among all; -1 where nothing tells. */
export class CaptureProcessNumbers {
  readonly #capture: ScannedCapture;
  /** The instance of each process that rows name; undefined where none of them is told. */
  readonly #ofWho: Int32Array | undefined;
  /** The instance of single rows whose caller tells none; below 0 for all others. */
  #ofRow: Int32Array | undefined;
  /** What joins say of flows whose rows name no process. */
  #learned: { readonly flowOf: Uint32Array; readonly instances: Int32Array } | undefined;
  #callers: { readonly ofRow: Uint32Array; readonly instances: Int32Array } | undefined;

  constructor(capture: ScannedCapture, ofWho: Int32Array | undefined, ofRow?: Int32Array) {
    this.#capture = capture;
    this.#ofWho = ofWho;
    this.#ofRow = ofRow;
  }

  /** Whether rows of one flow may be of several. */
  get isByRow(): boolean {
    return this.#ofRow !== undefined;
  }

  ofRow(row: number): number {
    const { ofRow } = this.#ofCallers;
    return this.ofCaller(ofRow[row] ?? unnamed, row);
  }

  /** The same for who knows the row's caller. */
  ofCaller(caller: number, row: number): number {
    const instance = this.#ofCallers.instances[caller] ?? unnamed;
    if (instance !== unnamed) return instance;
    if (this.#ofRow && 0 <= this.#ofRow[row]!) return this.#ofRow[row]!;
    return this.#learned ? this.#learned.instances[this.#learned.flowOf[row]!]! : -1;
  }

  /** The instance of each caller, below 0 for none; undefined where rows of one caller may be of many. */
  get ofAllCallers(): Int32Array | undefined {
    return this.#learned || this.#ofRow ? undefined : this.#ofCallers.instances;
  }

  /** The same for some of the rows. */
  narrowed(part: ScannedCapture, rows: Uint32Array): CaptureProcessNumbers {
    const ofRow = this.#ofRow && picked(this.#ofRow, rows);
    const numbers = new CaptureProcessNumbers(part, this.#ofWho, ofRow);
    const learned = this.#learned;
    if (learned) numbers.#learned = { ...learned, flowOf: picked(learned.flowOf, rows) };
    return numbers;
  }

  learnRows(ofRow: Int32Array): void {
    const known = this.#ofRow;
    this.#ofRow = known ? ofRow.map((instance, row) => (known[row]! < 0 ? instance : known[row]!)) : ofRow;
  }

  learn(flows: FlowTable, joined: Iterable<number>, instance: number): void {
    this.#learned ??= { flowOf: flows.ofRow, instances: new Int32Array(flows.count).fill(-1) };
    const { instances } = this.#learned;
    for (const flow of joined) if (instances[flow] === -1) instances[flow] = instance;
  }

  get #ofCallers() {
    this.#callers ??= {
      ofRow: rowNumbersOf(this.#capture).callerOf,
      instances: whosOf(this.#capture).ofCaller.map((who) =>
        who < 0 || !this.#ofWho ? unnamed : this.#ofWho[who]!,
      ),
    };
    return this.#callers;
  }
}
