import { canonicalAddress } from "../core/address.ts";
import type { LineReference, RemoteEndpoint } from "../core/caseView.ts";
import type { Instant } from "../core/instant.ts";
import { withRoom } from "../core/names.ts";
import { Quadruples } from "../core/quadruples.ts";
import type { Steps } from "../core/steps.ts";
import { absent } from "./columns.ts";
import { type FarEnds, farEndsOf } from "./farEnds.ts";
import type { ProcessNumbers } from "./processNumbers.ts";
import type { ScannedCapture } from "./scannedFile.ts";
import { Counted, TextNumbers } from "./textNumbers.ts";

interface GrowingRemote {
  directionAssumed: boolean;
  count: number;
  /** Microseconds since 1970; infinite where no row has a time. */
  first: number;
  last: number;
  /** How its times are to be understood. */
  clock: ScannedCapture["clock"];
  readonly evidence: LineReference[];
}

/** Remote endpoints, the busiest first, and the ids of those that each process instance talks to, by its number. */
export interface GatheredRemotes {
  readonly remotes: readonly RemoteEndpoint[];
  readonly ofProcess: readonly (readonly string[])[];
}

/** Gathers the remote endpoints of a case from the flows of its captures. */
export function* remoteEndpoints(
  captures: readonly ScannedCapture[],
  processes: ProcessNumbers,
): Steps<GatheredRemotes> {
  const gathering = new RemoteGathering(processes);
  for (const capture of captures) yield* gathering.add(capture);
  return yield* gathering.list();
}

const flowsPerStep = 2048;
const remotesPerStep = 512;

/** A flow's facts as they are kept until remotes are listed: one column each. */
const flowColumns = ["remote", "near", "count", "process", "action"] as const;

class RemoteGathering {
  readonly #processes: ProcessNumbers;
  readonly #addresses = new TextNumbers();
  readonly #words = new TextNumbers();
  /** Address, port, transport, inbound. */
  readonly #keys = new Quadruples();
  readonly #remotes: GrowingRemote[] = [];
  /** `flowColumns`, flow after flow. */
  #flows = new Int32Array(1 << 12);
  #flowCount = 0;

  constructor(processes: ProcessNumbers) {
    this.#processes = processes;
  }

  *add(capture: ScannedCapture): Steps<void> {
    const { columns, flows } = capture;
    const ends = farEndsOf(capture);
    const addressOf = numbering(columns.names.size, (id) =>
      this.#addresses.numberOf(canonicalAddress(columns.names.text(id))),
    );
    const transportOf = numbering(columns.manners.length, (id) =>
      this.#words.numberOf(columns.manners[id]!.transport),
    );
    const actionOf = numbering(columns.manners.length, (id) =>
      this.#words.numberOf(columns.manners[id]!.action),
    );
    this.#flows = withRoom(this.#flows, (this.#flowCount + flows.count) * flowColumns.length);
    for (let flow = 0; flow < flows.count; flow++) {
      if (flow % flowsPerStep === 0) yield;
      if (ends.address[flow] === absent) continue;
      const row = flows.firstRow(flow);
      const manner = columns.manner[row]!;
      const address = addressOf(ends.address[flow]!);
      const number = this.#keys.numberOf(address, ends.port[flow]!, transportOf(manner), ends.inbound[flow]!);
      const count = flows.rows(flow);
      this.#note(number, capture, ends, flow, count);
      const at = this.#flowCount++ * flowColumns.length;
      this.#flows[at] = number;
      this.#flows[at + 1] = addressOf(ends.near[flow]!);
      this.#flows[at + 2] = count;
      this.#flows[at + 3] = this.#processes.ofFlow(capture, flow);
      this.#flows[at + 4] = actionOf(manner);
    }
  }

  *list(): Steps<GatheredRemotes> {
    const nears = new Counted(this.#addresses.size, (number) => this.#addresses.text(number)!);
    const { instances } = this.#processes;
    const processes = new Counted(instances.length, (number) => instances[number]!.id);
    const actions = new Counted(this.#words.size, (number) => this.#words.text(number)!);
    const { starts, order } = this.#byRemote();
    const remotes: { readonly talking: readonly number[]; readonly remote: RemoteEndpoint }[] = [];
    for (const [number, remote] of this.#remotes.entries()) {
      if (number % remotesPerStep === 0) yield;
      for (let i = starts[number]!; i < starts[number + 1]!; i++) {
        const at = order[i]! * flowColumns.length;
        const count = this.#flows[at + 2]!;
        nears.add(this.#flows[at + 1]!, count);
        processes.add(this.#flows[at + 3]!, count);
        actions.add(this.#flows[at + 4]!, count);
      }
      const talking = processes.take();
      const finished = this.#finished(
        remote,
        number,
        texts(nears),
        talking.map(processes.textOf),
        texts(actions),
      );
      remotes.push({ talking, remote: finished });
    }
    yield;
    remotes.sort((a, b) => b.remote.count - a.remote.count || (a.remote.id < b.remote.id ? -1 : 1));
    const ofProcess: string[][] = instances.map(() => []);
    for (const { talking, remote } of remotes)
      for (const process of talking) ofProcess[process]!.push(remote.id);
    return { remotes: remotes.map(({ remote }) => remote), ofProcess };
  }

  #note(number: number, capture: ScannedCapture, ends: FarEnds, flow: number, count: number): void {
    const remote = this.#remotes[number] ?? this.#newRemote();
    const { flows, columns } = capture;
    if (ends.assumed[flow] === 0) remote.directionAssumed = false;
    remote.count += count;
    noteTimes(remote, capture.clock, flows.first(flow), flows.last(flow));
    if (remote.evidence.at(-1)?.uri === capture.uri) return;
    remote.evidence.push({ uri: capture.uri, line: columns.line[flows.firstRow(flow)]! });
  }

  #newRemote(): GrowingRemote {
    const remote: GrowingRemote = {
      directionAssumed: true,
      count: 0,
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
      clock: undefined,
      evidence: [],
    };
    this.#remotes.push(remote);
    return remote;
  }

  /** The flows in the order of their remotes. */
  #byRemote(): { readonly starts: Uint32Array; readonly order: Uint32Array } {
    const starts = new Uint32Array(this.#remotes.length + 1);
    for (let i = 0; i < this.#flowCount; i++) {
      const behind = this.#flows[i * flowColumns.length]! + 1;
      starts[behind] = starts[behind]! + 1;
    }
    for (let i = 0; i < this.#remotes.length; i++) starts[i + 1] = starts[i + 1]! + starts[i]!;
    const next = starts.slice();
    const order = new Uint32Array(this.#flowCount);
    for (let i = 0; i < this.#flowCount; i++) {
      const remote = this.#flows[i * flowColumns.length]!;
      order[next[remote]!] = i;
      next[remote] = next[remote]! + 1;
    }
    return { starts, order };
  }

  #finished(
    remote: GrowingRemote,
    number: number,
    sources: readonly string[],
    processes: readonly string[],
    actions: readonly string[],
  ): RemoteEndpoint {
    const address = this.#addresses.text(this.#keys.at(number, 0))!;
    const port = this.#keys.at(number, 1);
    const transport = this.#words.text(this.#keys.at(number, 2));
    const direction = this.#keys.at(number, 3) === 1 ? "inbound" : "outbound";
    return {
      id: remoteId(address, port === absent ? undefined : port, transport, direction),
      address,
      ...(port === absent ? {} : { port }),
      ...(transport === undefined ? {} : { transport }),
      direction,
      directionAssumed: remote.directionAssumed,
      count: remote.count,
      ...spanOf(remote),
      sources,
      processes,
      actions,
      evidence: remote.evidence as unknown as RemoteEndpoint["evidence"],
    };
  }
}

/** `203.0.113.77 12000 udp outbound` */
export function remoteId(
  address: string,
  port: number | undefined,
  transport: string | undefined,
  direction: string,
): string {
  return `${address} ${port ?? "-"} ${transport ?? "-"} ${direction}`;
}

/** A clock of an unknown zone cannot be put in one order with one that is known: the times of the surest count. */
function noteTimes(remote: GrowingRemote, clock: ScannedCapture["clock"], first: number, last: number): void {
  if (!clock || last < first) return;
  const surer = (remote.clock?.assumed.length ?? Number.POSITIVE_INFINITY) - clock.assumed.length;
  if (surer < 0) return;
  if (0 < surer) {
    remote.clock = clock;
    remote.first = first;
    remote.last = last;
  }
  if (first < remote.first) remote.first = first;
  if (remote.last < last) remote.last = last;
}

function spanOf({ clock, first, last }: GrowingRemote): {
  readonly first?: Instant;
  readonly last?: Instant;
} {
  return clock && first <= last
    ? { first: { ...clock, micros: first }, last: { ...clock, micros: last } }
    : {};
}

/** A function of small numbers, each asked once. */
function numbering(size: number, numberOf: (id: number) => number): (id: number) => number {
  const unasked = -2;
  const known = new Int32Array(size).fill(unasked);
  return (id) => {
    if (known[id] === unasked) known[id] = numberOf(id);
    return known[id]!;
  };
}

function texts(counted: Counted): readonly string[] {
  return counted.take().map(counted.textOf);
}
