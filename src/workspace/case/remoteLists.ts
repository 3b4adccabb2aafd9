import { withRoom } from "../../core/names.ts";
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
  readonly #processes: Tally;
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
    this.#processes = new Tally(texts.processes);
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
        this.#processes.add(processes.ofSighting(rows.rows[at + 2]!, rows.rows[at]!), 1);
    }
    return this.#processes.take();
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
  remotesOfProcesses(order: Uint32Array): (process: number) => Uint32Array {
    const talking = this.#talking(order);
    const starts = new Uint32Array(this.#instances + 1);
    for (const process of talking.processes) starts[process + 1] = starts[process + 1]! + 1;
    for (let i = 1; i < starts.length; i++) starts[i] = starts[i]! + starts[i - 1]!;
    const next = starts.slice();
    const remotes = new Uint32Array(talking.processes.length);
    for (let i = 0; i < remotes.length; i++) {
      const process = talking.processes[i]!;
      remotes[next[process]!] = talking.remotes[i]!;
      next[process] = next[process]! + 1;
    }
    return (process) => remotes.subarray(starts[process], starts[process + 1]);
  }

  /** Each process of each remote once, in the order given: one place each in both. */
  #talking(order: Uint32Array): { readonly processes: Uint32Array; readonly remotes: Uint32Array } {
    const last = new Int32Array(this.#instances).fill(-1);
    let processes = new Uint32Array(1 << 10);
    let remotes = new Uint32Array(1 << 10);
    let count = 0;
    for (let i = 0; i < order.length; i++) {
      const remote = order[i]!;
      // No remote has more processes than there are.
      processes = withRoom(processes, count + this.#instances);
      remotes = withRoom(remotes, count + this.#instances);
      const before = count;
      count = this.#noteTalking(remote, last, processes, count);
      remotes.fill(remote, before, count);
    }
    return { processes: processes.subarray(0, count), remotes: remotes.subarray(0, count) };
  }

  /** Writes the processes of a remote from `count` on, and returns where they end. */
  #noteTalking(remote: number, last: Int32Array, noted: Uint32Array, count: number): number {
    let to = count;
    for (const { of, remote: own } of this.#parts[remote]!) {
      const { rows, processes } = of;
      const end = rows.starts[own + 1]! * placesOfRow;
      for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow) {
        const process = processes.ofSighting(rows.rows[at + 2]!, rows.rows[at]!);
        if (process < 0 || last[process] === remote) continue;
        last[process] = remote;
        noted[to++] = process;
      }
    }
    return to;
  }
}
