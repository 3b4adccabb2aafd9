import type { ProcessInstance } from "../../core/caseView.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { FlowSocketJoin } from "./flowSocketJoins.ts";
import type { InstanceSightings } from "./processInstances.ts";
import type { CaptureSightings, Sighting } from "./processSightings.ts";

/** Says which process instance each flow of a case is of: by its own rows, else by a join. */
export class ProcessNumbers {
  readonly instances: readonly ProcessInstance[];
  readonly #ofFlow = new Map<string, Int32Array>();

  constructor(instances: readonly InstanceSightings[], sightings: ReadonlyMap<string, CaptureSightings>) {
    this.instances = instances.map(({ instance }) => instance);
    const numberOf = new Map<Sighting, number>();
    for (const [number, { sightings: own }] of instances.entries())
      for (const sighting of own) numberOf.set(sighting, number);
    for (const [capture, { sightings: own, ofFlow }] of sightings) {
      const numbers = own.map((sighting) => numberOf.get(sighting) ?? -1);
      const instanceOf = new Int32Array(ofFlow.length);
      for (let flow = 0; flow < ofFlow.length; flow++)
        instanceOf[flow] = ofFlow[flow]! < 0 ? -1 : numbers[ofFlow[flow]!]!;
      this.#ofFlow.set(capture, instanceOf);
    }
  }

  /** Place in `instances`, -1 where nothing tells. */
  ofFlow(capture: ScannedCapture, flow: number): number {
    return this.#ofFlow.get(capture.id)?.[flow] ?? -1;
  }

  /** The same for all flows of a capture; undefined where none of its rows names a process. */
  ofFlows(capture: ScannedCapture): Int32Array | undefined {
    return this.#ofFlow.get(capture.id);
  }

  ofRow(capture: ScannedCapture, row: number): ProcessInstance | undefined {
    return this.instances[this.ofFlow(capture, capture.flows.ofRow[row]!)];
  }

  /** Flows that name no process themselves are the socket's that explains them, unless that is doubtful. */
  learn(joins: readonly FlowSocketJoin[]): void {
    for (const { flows: log, joinedFlows, socket, confidence } of joins) {
      const number = this.ofFlow(socket.capture, socket.capture.flows.ofRow[socket.row]!);
      const ofFlow = this.#ofFlow.get(log.id);
      if (number < 0 || !ofFlow || confidence === "low") continue;
      for (const flow of joinedFlows) if (ofFlow[flow] === -1) ofFlow[flow] = number;
    }
  }
}
