import type { ProcessInstance } from "../../core/caseView.ts";
import { picked } from "../../core/names.ts";
import type { FlowTable } from "../captures/flowTable.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { FlowSocketJoin } from "./flowSocketJoins.ts";
import type { InstanceSightings } from "./processInstances.ts";
import type { CaptureSightings, Sighting } from "./processSightings.ts";

/** Says which process instance each row of a case is of: the one it names, else the one a join leads to. */
export class ProcessNumbers {
  readonly instances: readonly ProcessInstance[];
  readonly #ofCapture = new Map<string, CaptureProcessNumbers>();
  readonly #narrowed = new WeakMap<ScannedCapture, CaptureProcessNumbers>();

  constructor(instances: readonly InstanceSightings[], sightings: ReadonlyMap<string, CaptureSightings>) {
    this.instances = instances.map(({ instance }) => instance);
    const numberOf = new Map<Sighting, number>();
    for (const [number, { sightings: own }] of instances.entries())
      for (const sighting of own) numberOf.set(sighting, number);
    for (const [capture, { sightings: own, ofRow }] of sightings) {
      const ofSighting = Int32Array.from(own, (sighting) => numberOf.get(sighting) ?? -1);
      this.#ofCapture.set(capture, new CaptureProcessNumbers(ofRow, ofSighting));
    }
  }

  /** The same for one capture, for who asks of many of its rows. */
  of(capture: ScannedCapture): CaptureProcessNumbers {
    const ofWhole = this.#ofCapture.get(capture.id) ?? nobody;
    if (!capture.narrowedFrom) return ofWhole;
    const known = this.#narrowed.get(capture) ?? ofWhole.narrowed(capture.narrowedFrom.rows);
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

  /** Rows that name no process themselves are the socket's that explains them, unless that is doubtful. */
  learn(joins: readonly FlowSocketJoin[]): void {
    for (const { flows: log, joinedFlows, socket, confidence } of joins) {
      const number = this.of(socket.capture).ofRow(socket.row);
      if (0 <= number && confidence !== "low")
        this.#ofCapture.get(log.id)?.learn(log.flows, joinedFlows, number);
    }
  }
}

/** Says which process instance each row of one capture is of, by its place among all; -1 where nothing tells. */
export class CaptureProcessNumbers {
  /** The sighting of each row; the instance of each sighting. */
  readonly #sightings: Int32Array;
  readonly #instances: Int32Array;
  /** What joins say of flows whose rows name no process. */
  #learned: { readonly flowOf: Uint32Array; readonly instances: Int32Array } | undefined;

  constructor(sightings: Int32Array, instances: Int32Array) {
    this.#sightings = sightings;
    this.#instances = instances;
  }

  ofRow(row: number): number {
    return this.ofSighting(this.#sightings[row] ?? -1, row);
  }

  /** The same for who knows the row's sighting. */
  ofSighting(sighting: number, row: number): number {
    if (0 <= sighting) return this.#instances[sighting]!;
    return this.#learned ? this.#learned.instances[this.#learned.flowOf[row]!]! : -1;
  }

  /** The same for some of the rows. */
  narrowed(rows: Uint32Array): CaptureProcessNumbers {
    const part = new CaptureProcessNumbers(
      this.#sightings.length === 0 ? this.#sightings : picked(this.#sightings, rows),
      this.#instances,
    );
    const learned = this.#learned;
    if (learned) part.#learned = { ...learned, flowOf: picked(learned.flowOf, rows) };
    return part;
  }

  learn(flows: FlowTable, joined: Iterable<number>, instance: number): void {
    this.#learned ??= { flowOf: flows.ofRow, instances: new Int32Array(flows.count).fill(-1) };
    const { instances } = this.#learned;
    for (const flow of joined) if (instances[flow] === -1) instances[flow] = instance;
  }
}

const nobody = new CaptureProcessNumbers(new Int32Array(0), new Int32Array(0));
