import { canonicalAddress } from "../core/address.ts";
import type { RemoteEndpoint } from "../core/caseView.ts";
import { withRoom } from "../core/names.ts";
import { Quadruples } from "../core/quadruples.ts";
import type { Steps } from "../core/steps.ts";
import { absent } from "./columns.ts";
import { farEndsOf } from "./farEnds.ts";
import type { ProcessNumbers } from "./processNumbers.ts";
import { RemoteFacts } from "./remoteFacts.ts";
import type { ScannedCapture } from "./scannedFile.ts";
import { Tally } from "./tally.ts";
import { TextNumbers } from "./textNumbers.ts";

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

const flowsPerStep = 8192;
const remotesPerStep = 512;

/** What is kept of a flow until remotes are listed: its near end, its process, its action, its rows. */
const kept = 4;

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

  /** The processes of remotes, remote after remote. */
  #talking = new Uint32Array(1 << 10);
  readonly #talkingStarts: number[] = [0];

  constructor(processes: ProcessNumbers) {
    this.#processes = processes;
  }

  *add(capture: ScannedCapture): Steps<void> {
    const { columns, flows } = capture;
    const remotes = new Int32Array(flows.count);
    this.#ofFlows.push({ capture, remotes });
    this.#facts.open(capture.uri);
    const addressOf = numbersOf(columns.names.size);
    const transports = columns.manners.map(({ transport }) => this.#transports.numberOf(transport));
    for (let from = 0; from < flows.count; from += flowsPerStep) {
      yield;
      const to = Math.min(flows.count, from + flowsPerStep);
      this.#number(capture, remotes, { from, to, addressOf, transports });
    }
  }

  *list(): Steps<GatheredRemotes> {
    const ids = this.#processes.instances.map(({ id }) => id);
    const byRemote = yield* this.#flowsByRemote();
    const tallies = {
      nears: new Tally(this.#nears.texts),
      processes: new Tally(ids),
      actions: new Tally(this.#actions.texts),
    };
    const remotes: RemoteEndpoint[] = [];
    for (let number = 0; number < this.#facts.size; number++) {
      if (number % remotesPerStep === 0) yield;
      this.#count(number, byRemote, tallies);
      remotes.push(this.#worded(number, tallies));
    }
    yield;
    const order = busiestFirst(remotes);
    yield;
    const ofProcess: string[][] = ids.map(() => []);
    for (const number of order) this.#tell(ofProcess, number, remotes[number]!.id);
    return { remotes: order.map((number) => remotes[number]!), ofProcess };
  }

  #count(number: number, { starts, flows }: FlowsByRemote, { nears, processes, actions }: Tallies): void {
    const end = starts[number + 1]! * kept;
    for (let at = starts[number]! * kept; at < end; at += kept) {
      const count = flows[at + 3]!;
      nears.add(flows[at]!, count);
      processes.add(flows[at + 1]!, count);
      actions.add(flows[at + 2]!, count);
    }
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
      facts.note(number, capture, flow, ends.assumed[flow]!);
      remotes[flow] = number;
    }
  }

  /** What is kept of the flows, remote after remote, and where each remote's start. */
  *#flowsByRemote(): Steps<FlowsByRemote> {
    const facts = this.#facts;
    const starts = new Uint32Array(facts.size + 1);
    for (let i = 0; i < facts.size; i++) starts[i + 1] = starts[i]! + facts.flows[i]!;
    const next = starts.slice();
    const flows = new Int32Array(starts[facts.size]! * kept);
    for (const { capture, remotes } of this.#ofFlows) {
      yield;
      this.#distribute(capture, remotes, next, flows);
    }
    return { starts, flows };
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
      const at = next[remote]! * kept;
      next[remote] = next[remote]! + 1;
      kepts[at] = nearOf[id]!;
      kepts[at + 1] = processes?.[flow] ?? -1;
      kepts[at + 2] = actions[columns.manner[flows.firstRows[flow]!]!]!;
      kepts[at + 3] = flows.rowCounts[flow]!;
    }
  }

  #worded(number: number, { nears, processes, actions }: Tallies): RemoteEndpoint {
    const facts = this.#facts;
    const address = this.#addresses.text(this.#keys.at(number, 0))!;
    const port = this.#keys.at(number, 1);
    const transport = this.#transports.text(this.#keys.at(number, 2));
    const direction = this.#keys.at(number, 3) === 1 ? "inbound" : "outbound";
    // Key by key: three spreads would cost more than all the rest.
    const remote: { -readonly [K in keyof RemoteEndpoint]: RemoteEndpoint[K] } = {
      id: remoteId(address, port === absent ? undefined : port, transport, direction),
      address,
      direction,
      directionAssumed: facts.isDirectionAssumed(number),
      count: facts.count[number]!,
      sources: nears.takeTexts(),
      processes: this.#noteTalking(processes),
      actions: actions.takeTexts(),
      evidence: facts.evidence(number),
    };
    const span = facts.span(number);
    if (port !== absent) remote.port = port;
    if (transport !== undefined) remote.transport = transport;
    if (span) {
      remote.first = span.first;
      remote.last = span.last;
    }
    return remote;
  }

  /** Keeps the processes of one remote more, and returns their ids. */
  #noteTalking(processes: Tally): readonly string[] {
    const texts = processes.takeTexts();
    const start = this.#talkingStarts.at(-1)!;
    this.#talking = withRoom(this.#talking, start + texts.length);
    for (let i = 0; i < texts.length; i++) this.#talking[start + i] = processes.taken[i]!;
    this.#talkingStarts.push(start + texts.length);
    return texts;
  }

  /** Tells the processes of one remote of it. */
  #tell(ofProcess: readonly string[][], number: number, id: string): void {
    const end = this.#talkingStarts[number + 1]!;
    for (let i = this.#talkingStarts[number]!; i < end; i++) ofProcess[this.#talking[i]!]!.push(id);
  }
}

/** Flows of one capture, and what its numbers mean among all captures. */
interface FlowRange {
  readonly from: number;
  readonly to: number;
  readonly addressOf: Int32Array;
  readonly transports: readonly number[];
}

interface FlowsByRemote {
  readonly starts: Uint32Array;
  readonly flows: Int32Array;
}

interface Tallies {
  readonly nears: Tally;
  readonly processes: Tally;
  readonly actions: Tally;
}

/** The places of remotes; of those that are equally busy, in the order of their ids. */
function busiestFirst(remotes: readonly RemoteEndpoint[]): readonly number[] {
  // Most are told apart by one number: a comparison of ids is some steps through memory.
  const counts = Float64Array.from(remotes, ({ count }) => count);
  const ids = remotes.map(({ id }) => id);
  return [...ids.keys()].sort((a, b) => counts[b]! - counts[a]! || (ids[a]! < ids[b]! ? -1 : 1));
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
