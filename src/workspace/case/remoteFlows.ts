import { Tally } from "./tally.ts";

/** Places of one flow: its near end, its process, its action, all by number, -1 for none; its rows. */
export const keptOfFlow = 4;

/** What the numbers of flows stand for. */
export interface FlowTexts {
  readonly nears: readonly string[];
  readonly processes: readonly string[];
  readonly actions: readonly string[];
}

/** The flows of a case, remote after remote: lists of near ends, processes and actions are made when asked for. */
export class RemoteFlows {
  readonly #starts: Uint32Array;
  readonly #flows: Int32Array;
  readonly #processes: readonly string[];
  readonly #tallies: readonly [nears: Tally, processes: Tally, actions: Tally];

  /** `flows` has `keptOfFlow` places for each flow; those of remote i begin with flow `starts[i]`. */
  constructor(starts: Uint32Array, flows: Int32Array, { nears, processes, actions }: FlowTexts) {
    this.#starts = starts;
    this.#flows = flows;
    this.#processes = processes;
    this.#tallies = [new Tally(nears), new Tally(processes), new Tally(actions)];
  }

  /** The near ends of a remote, the most frequent first. */
  nears(remote: number): readonly string[] {
    return this.#textsOf(remote, 0);
  }

  processes(remote: number): readonly string[] {
    return this.#textsOf(remote, 1);
  }

  actions(remote: number): readonly string[] {
    return this.#textsOf(remote, 2);
  }

  /** The remotes of each process, in the order given. */
  remotesOfProcesses(order: Uint32Array): { readonly starts: Uint32Array; readonly remotes: Uint32Array } {
    const starts = new Uint32Array(this.#processes.length + 1);
    this.#eachTalk(order, (process) => {
      starts[process + 1] = starts[process + 1]! + 1;
    });
    for (let i = 1; i < starts.length; i++) starts[i] = starts[i]! + starts[i - 1]!;
    const next = starts.slice();
    const remotes = new Uint32Array(starts[this.#processes.length]!);
    this.#eachTalk(order, (process, remote) => {
      remotes[next[process]!] = remote;
      next[process] = next[process]! + 1;
    });
    return { starts, remotes };
  }

  #textsOf(remote: number, place: 0 | 1 | 2): readonly string[] {
    const tally = this.#tallies[place];
    const flows = this.#flows;
    const end = this.#starts[remote + 1]! * keptOfFlow;
    for (let at = this.#starts[remote]! * keptOfFlow; at < end; at += keptOfFlow)
      tally.add(flows[at + place]!, flows[at + 3]!);
    return tally.take();
  }

  /** Each process of each remote once. */
  #eachTalk(order: Uint32Array, visit: (process: number, remote: number) => void): void {
    const flows = this.#flows;
    const lastRemote = new Int32Array(this.#processes.length).fill(-1);
    for (let i = 0; i < order.length; i++) {
      const remote = order[i]!;
      const end = this.#starts[remote + 1]! * keptOfFlow;
      for (let at = this.#starts[remote]! * keptOfFlow; at < end; at += keptOfFlow) {
        const process = flows[at + 1]!;
        if (process < 0 || lastRemote[process] === remote) continue;
        lastRemote[process] = remote;
        visit(process, remote);
      }
    }
  }
}
