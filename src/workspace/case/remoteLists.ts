import { placesOfCaller, placesOfRow } from "../captures/remoteRows.ts";
import type { CaptureRemotes, RemoteParts } from "./remoteParts.ts";
import { Tally } from "./tally.ts";

/** The near ends, processes and actions of the case's remotes, listed when asked for. */
export class RemoteLists {
  /** Near ends and processes of the remote asked for last. */
  readonly nears: Tally;
  readonly processes: Tally;
  readonly #parts: RemoteParts;
  readonly #actions: Tally;

  /** The texts are what the numbers of the parts stand for. */
  constructor(
    parts: RemoteParts,
    texts: {
      readonly nears: readonly string[];
      readonly processes: readonly string[];
      readonly actions: readonly string[];
    },
  ) {
    this.#parts = parts;
    this.nears = new Tally(texts.nears);
    this.processes = new Tally(texts.processes);
    this.#actions = new Tally(texts.actions);
  }

  /** Counts the near ends of a remote in `nears`, from where they are to be taken. */
  countNears(remote: number): void {
    const { starts, capture, captures, remote: own } = this.#parts;
    for (let part = starts[remote]!; part < starts[remote + 1]!; part++) {
      const { rows, nears } = captures[capture[part]!]!;
      const { callers, callerStarts } = rows;
      const end = callerStarts[own[part]! + 1]! * placesOfCaller;
      for (let at = callerStarts[own[part]!]! * placesOfCaller; at < end; at += placesOfCaller)
        this.nears.add(nears[callers[at]!]!, callers[at + 1]!);
    }
  }

  /** The same for processes. */
  countProcesses(remote: number): void {
    const { starts, capture, captures, remote: own } = this.#parts;
    for (let part = starts[remote]!; part < starts[remote + 1]!; part++) {
      const { rows, processes } = captures[capture[part]!]!;
      const ofCaller = processes.ofAllCallers;
      if (!ofCaller) {
        this.#countProcessesOfRows(captures[capture[part]!]!, own[part]!);
        continue;
      }
      const { callers, callerStarts } = rows;
      const end = callerStarts[own[part]! + 1]! * placesOfCaller;
      for (let at = callerStarts[own[part]!]! * placesOfCaller; at < end; at += placesOfCaller)
        this.processes.add(ofCaller[callers[at]!]!, callers[at + 1]!);
    }
  }

  actions(remote: number): readonly string[] {
    for (const { of, remote: own } of this.#parts.of(remote)) {
      const { rows, actions, capture } = of;
      const end = rows.starts[own + 1]! * placesOfRow;
      for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow)
        this.#actions.add(actions[capture.columns.manner[rows.rows[at]!]!]!, 1);
    }
    return this.#actions.takeTexts();
  }

  #countProcessesOfRows({ rows, processes }: CaptureRemotes, own: number): void {
    const end = rows.starts[own + 1]! * placesOfRow;
    for (let at = rows.starts[own]! * placesOfRow; at < end; at += placesOfRow)
      this.processes.add(processes.ofCaller(rows.rows[at + 1]!, rows.rows[at]!), 1);
  }
}
