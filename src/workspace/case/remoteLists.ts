import { placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaptureProcessNumbers } from "../joins/processNumbers.ts";
import { Tally } from "./tally.ts";

/** The remotes of a capture, and what its names, manners and sightings are by number in the whole case. */
export interface CaptureRemotes {
  readonly capture: ScannedCapture;
  readonly rows: RemoteRows;
  readonly nears: Int32Array;
  readonly actions: Int32Array;
  readonly processes: CaptureProcessNumbers;
}

/** A remote as one capture has it. */
export interface RemotePart {
  readonly of: CaptureRemotes;
  /** Its number among the capture's remotes. */
  readonly remote: number;
}

/** The near ends, processes and actions of the case's remotes, listed when asked for. */
export class RemoteLists {
  readonly #parts: readonly (readonly RemotePart[])[];
  readonly #instances: number;
  readonly #nears: Tally;
  readonly #talking: Tally;
  readonly #actions: Tally;

  /** `parts` are those of each remote; the texts are what the numbers of its parts stand for. */
  constructor(
    parts: readonly (readonly RemotePart[])[],
    texts: {
      readonly nears: readonly string[];
      readonly processes: readonly string[];
      readonly actions: readonly string[];
    },
  ) {
    this.#parts = parts;
    this.#instances = texts.processes.length;
    this.#nears = new Tally(texts.nears);
    this.#talking = new Tally(texts.processes);
    this.#actions = new Tally(texts.actions);
  }

  /** The near ends of a remote, the most frequent first. */
  nears(remote: number): readonly string[] {
    for (const { of, remote: own } of this.#parts[remote]!) {
      const { rows, nears } = of;
      const end = rows.starts[own + 1]! * placesOfRow;
      for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow)
        this.#nears.add(nears[rows.rows[at + 1]!]!, 1);
    }
    return this.#nears.take();
  }

  processes(remote: number): readonly string[] {
    for (const { of, remote: own } of this.#parts[remote]!) {
      const { rows, processes } = of;
      const end = rows.starts[own + 1]! * placesOfRow;
      for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow)
        this.#talking.add(processes.ofSighting(rows.rows[at + 2]!, rows.rows[at]!), 1);
    }
    return this.#talking.take();
  }

  actions(remote: number): readonly string[] {
    for (const { of, remote: own } of this.#parts[remote]!) {
      const { rows, actions } = of;
      const end = rows.starts[own + 1]! * placesOfRow;
      for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow)
        this.#actions.add(actions[rows.rows[at + 3]!]!, 1);
    }
    return this.#actions.take();
  }

  /** The remotes of each process, in the order given. */
  remotesOfProcesses(order: Uint32Array): readonly (readonly number[])[] {
    const remotes: number[][] = Array.from({ length: this.#instances }, () => []);
    const last = new Int32Array(this.#instances).fill(-1);
    for (let i = 0; i < order.length; i++) this.#tell(order[i]!, remotes, last);
    return remotes;
  }

  #tell(remote: number, remotes: readonly number[][], last: Int32Array): void {
    for (const { of, remote: own } of this.#parts[remote]!) {
      const { rows, processes } = of;
      const end = rows.starts[own + 1]! * placesOfRow;
      for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow) {
        const process = processes.ofSighting(rows.rows[at + 2]!, rows.rows[at]!);
        if (process < 0 || last[process] === remote) continue;
        last[process] = remote;
        remotes[process]!.push(remote);
      }
    }
  }
}
