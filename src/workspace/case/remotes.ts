import { canonicalAddress } from "../../core/address.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import { farEndsOf } from "../captures/farEnds.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { Remote } from "./remote.ts";
import { RemoteFacts } from "./remoteFacts.ts";
import { keptOfFlow, RemoteFlows } from "./remoteFlows.ts";
import { spellingOrder } from "./tally.ts";
import { TextNumbers } from "./textNumbers.ts";

/** Remote endpoints, the busiest first, and which of them each process instance talks to. */
export interface GatheredRemotes {
  readonly remotes: readonly RemoteEndpoint[];
  /** The ids of the remotes of a process, by its number. */
  readonly ofProcess: (process: number) => readonly string[];
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

const flowsPerStep = 8192;

class RemoteGathering {
  readonly #processes: ProcessNumbers;
  readonly #addresses = new TextNumbers();
  readonly #nears = new TextNumbers();
  readonly #transports = new TextNumbers();
  readonly #actions = new TextNumbers();
  /** Address, port, transport, inbound. */
  readonly #keys = new Quadruples();
  readonly #facts = new RemoteFacts();
  /** The remote of each flow of each capture, -1 where it has none. */
  readonly #ofFlows: { readonly capture: ScannedCapture; readonly remotes: Int32Array }[] = [];

  constructor(processes: ProcessNumbers) {
    this.#processes = processes;
  }

  *add(capture: ScannedCapture): Steps<void> {
    const { columns, flows } = capture;
    const remotes = new Int32Array(flows.count);
    this.#ofFlows.push({ capture, remotes });
    this.#facts.open(capture);
    const addressOf = numbersOf(columns.names.size);
    const transports = columns.manners.map(({ transport }) => this.#transports.numberOf(transport));
    for (let from = 0; from < flows.count; from += flowsPerStep) {
      yield;
      const to = Math.min(flows.count, from + flowsPerStep);
      this.#number(capture, remotes, { from, to, addressOf, transports });
    }
    this.#facts.close();
  }

  *list(): Steps<GatheredRemotes> {
    const flows = yield* this.#flowsByRemote();
    yield;
    const remotes: RemoteEndpoint[] = [];
    for (let number = 0; number < this.#facts.size; number++) remotes.push(this.#remote(number, flows));
    yield;
    const order = this.#busiestFirst(remotes);
    yield;
    const talks = flows.remotesOfProcesses(order);
    return {
      remotes: Array.from(order, (number) => remotes[number]!),
      ofProcess(process) {
        const ids: string[] = [];
        for (let i = talks.starts[process]!; i < talks.starts[process + 1]!; i++)
          ids.push(remotes[talks.remotes[i]!]!.id);
        return ids;
      },
    };
  }

  /** Finds the remotes of the flows from one to another. */
  #number(
    capture: ScannedCapture,
    remotes: Int32Array,
    { from, to, addressOf, transports }: FlowRange,
  ): void {
    const { columns, flows } = capture;
    const ends = farEndsOf(capture);
    const keys = this.#keys;
    const facts = this.#facts;
    for (let flow = from; flow < to; flow++) {
      const far = ends.address[flow]!;
      remotes[flow] = -1;
      if (far === absent) continue;
      if (addressOf[far] === unasked)
        addressOf[far] = this.#addresses.numberOf(canonicalAddress(columns.names.text(far)));
      const transport = transports[columns.manner[flows.firstRows[flow]!]!]!;
      const number = keys.numberOf(addressOf[far]!, ends.port[flow]!, transport, ends.inbound[flow]!);
      if (number === facts.size) facts.add();
      facts.note(number, flow, ends.assumed[flow]!);
      remotes[flow] = number;
    }
  }

  *#flowsByRemote(): Steps<RemoteFlows> {
    const facts = this.#facts;
    const starts = new Uint32Array(facts.size + 1);
    for (let i = 0; i < facts.size; i++) starts[i + 1] = starts[i]! + facts.flows[i]!;
    const next = starts.slice();
    const flows = new Int32Array(starts[facts.size]! * keptOfFlow);
    for (const { capture, remotes } of this.#ofFlows) {
      yield;
      this.#distribute(capture, remotes, next, flows);
    }
    return new RemoteFlows(starts, flows, {
      nears: this.#nears.texts,
      processes: this.#processes.instances.map(({ id }) => id),
      actions: this.#actions.texts,
    });
  }

  #distribute(capture: ScannedCapture, remotes: Int32Array, next: Uint32Array, kepts: Int32Array): void {
    const { columns, flows } = capture;
    const { near } = farEndsOf(capture);
    const nearOf = numbersOf(columns.names.size);
    const processes = this.#processes.ofFlows(capture);
    const actions = columns.manners.map(({ action }) => this.#actions.numberOf(action));
    for (let flow = 0; flow < flows.count; flow++) {
      const remote = remotes[flow]!;
      if (remote < 0) continue;
      const id = near[flow]!;
      if (nearOf[id] === unasked) nearOf[id] = this.#nears.numberOf(canonicalAddress(columns.names.text(id)));
      const at = next[remote]! * keptOfFlow;
      next[remote] = next[remote]! + 1;
      kepts[at] = nearOf[id]!;
      kepts[at + 1] = processes?.[flow] ?? -1;
      kepts[at + 2] = actions[columns.manner[flows.firstRows[flow]!]!]!;
      kepts[at + 3] = flows.rowCounts[flow]!;
    }
  }

  #remote(number: number, flows: RemoteFlows): RemoteEndpoint {
    const facts = this.#facts;
    const address = this.#addresses.text(this.#keys.at(number, 0))!;
    const port = this.#keys.at(number, 1);
    const transport = this.#transports.text(this.#keys.at(number, 2));
    const direction = this.#keys.at(number, 3) === 1 ? "inbound" : "outbound";
    return new Remote(
      {
        id: remoteId(address, port === absent ? undefined : port, transport, direction),
        address,
        port: port === absent ? undefined : port,
        transport,
        direction,
      },
      number,
      facts,
      flows,
    );
  }

  /** The numbers of remotes; of those that are equally busy, in the order of their ids. */
  #busiestFirst(remotes: readonly RemoteEndpoint[]): Uint32Array {
    const addresses = this.#addresses.texts;
    const rank = new Float64Array(addresses.length);
    for (const [place, number] of spellingOrder(addresses).entries()) rank[number] = place;
    // An id begins with its address, so nearly all are told apart by one number.
    const keys = Float64Array.from(
      remotes,
      (_, number) => rank[this.#keys.at(number, 0)]! - this.#facts.count[number]! * addresses.length,
    );
    return Uint32Array.from(remotes.keys()).sort(
      (a, b) => keys[a]! - keys[b]! || (remotes[a]!.id < remotes[b]!.id ? -1 : 1),
    );
  }
}

/** Flows of one capture, and what its numbers mean among all captures. */
interface FlowRange {
  readonly from: number;
  readonly to: number;
  readonly addressOf: Int32Array;
  readonly transports: readonly number[];
}

const unasked = -2;

/** Room for a number of each of a capture's names, each to be asked once. */
function numbersOf(names: number): Int32Array {
  return new Int32Array(names).fill(unasked);
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
