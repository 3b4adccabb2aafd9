import { canonicalAddress } from "../core/address.ts";
import type { LineReference, RemoteEndpoint } from "../core/caseView.ts";
import type { Instant } from "../core/instant.ts";
import { Tuples } from "../core/tuples.ts";
import { absent } from "./columns.ts";
import { farEndReader } from "./farEnds.ts";
import type { ScannedCapture } from "./scannedFile.ts";
import { Counted, TextNumbers } from "./textNumbers.ts";

/** Names the process of a flow's rows; undefined where nothing tells. */
export type ProcessOfRow = (capture: ScannedCapture, row: number) => string | undefined;

interface GrowingRemote {
  directionAssumed: boolean;
  count: number;
  first: Instant | undefined;
  last: Instant | undefined;
  readonly evidence: LineReference[];
  /** Its flows, by their place in `FlowFacts`. */
  readonly flows: number[];
}

/** What is kept of each flow until remotes are listed. */
interface FlowFacts {
  readonly near: number[];
  readonly count: number[];
  readonly process: number[];
  readonly action: number[];
}

const directions = ["outbound", "inbound"] as const;

/** Gathers the remote endpoints of a case from the flows of its captures, the busiest first. */
export function remoteEndpoints(
  captures: readonly ScannedCapture[],
  processOf: ProcessOfRow,
): readonly RemoteEndpoint[] {
  return new RemoteGathering(processOf).gather(captures);
}

class RemoteGathering {
  readonly #processOf: ProcessOfRow;
  readonly #addresses = new TextNumbers();
  readonly #words = new TextNumbers();
  readonly #processes = new TextNumbers();
  /** Address, port, transport, direction. */
  readonly #keys = new Tuples(4);
  readonly #remotes: GrowingRemote[] = [];
  readonly #flows: FlowFacts = { near: [], count: [], process: [], action: [] };

  constructor(processOf: ProcessOfRow) {
    this.#processOf = processOf;
  }

  gather(captures: readonly ScannedCapture[]): readonly RemoteEndpoint[] {
    for (const capture of captures) this.#add(capture);
    const nears = new Counted(this.#addresses);
    const processes = new Counted(this.#processes);
    const actions = new Counted(this.#words);
    const remotes = this.#remotes.map((remote, number) => {
      for (const flow of remote.flows) {
        const count = this.#flows.count[flow]!;
        nears.add(this.#flows.near[flow]!, count);
        processes.add(this.#flows.process[flow]!, count);
        actions.add(this.#flows.action[flow]!, count);
      }
      return this.#finished(remote, number, nears.take(), processes.take(), actions.take());
    });
    return remotes.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  }

  #add(capture: ScannedCapture): void {
    const { columns, flows } = capture;
    const farEndOf = farEndReader(capture);
    const numbers = new Map<number, number>();
    const addressNumber = (id: number) => {
      let number = numbers.get(id);
      if (number === undefined) {
        number = this.#addresses.numberOf(canonicalAddress(columns.names.text(id)));
        numbers.set(id, number);
      }
      return number;
    };
    const tuple = new Int32Array(4);
    for (let flow = 0; flow < flows.count; flow++) {
      const start = flows.starts[flow]!;
      const row = flows.rows[start]!;
      const far = farEndOf(row);
      if (!far) continue;
      const manner = columns.mannerOf(row);
      tuple[0] = addressNumber(far.address);
      tuple[1] = far.port;
      tuple[2] = this.#words.numberOf(manner.transport);
      tuple[3] = directions.indexOf(far.direction);
      const remote = this.#remoteOf(this.#keys.numberOf(tuple));
      const count = flows.starts[flow + 1]! - start;
      if (!far.assumed) remote.directionAssumed = false;
      remote.count += count;
      noteTimes(remote, capture, flow);
      if (remote.evidence.at(-1)?.uri !== capture.uri)
        remote.evidence.push({ uri: capture.uri, line: columns.line[row]! });
      remote.flows.push(this.#flows.count.length);
      this.#flows.count.push(count);
      this.#flows.near.push(addressNumber(far.near));
      this.#flows.action.push(this.#words.numberOf(manner.action));
      this.#flows.process.push(this.#processes.numberOf(this.#processOf(capture, row)));
    }
  }

  #remoteOf(number: number): GrowingRemote {
    let remote = this.#remotes[number];
    if (!remote) {
      remote = {
        directionAssumed: true,
        count: 0,
        first: undefined,
        last: undefined,
        evidence: [],
        flows: [],
      };
      this.#remotes.push(remote);
    }
    return remote;
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
    const direction = directions[this.#keys.at(number, 3)]!;
    return {
      id: remoteId({
        address,
        direction,
        ...(port === absent ? {} : { port }),
        ...(transport === undefined ? {} : { transport }),
      }),
      address,
      ...(port === absent ? {} : { port }),
      ...(transport === undefined ? {} : { transport }),
      direction,
      directionAssumed: remote.directionAssumed,
      count: remote.count,
      ...(remote.first ? { first: remote.first } : {}),
      ...(remote.last ? { last: remote.last } : {}),
      sources,
      processes,
      actions,
      evidence: remote.evidence as unknown as RemoteEndpoint["evidence"],
    };
  }
}

/** `203.0.113.77 12000 udp outbound` */
export function remoteId({
  address,
  port,
  transport,
  direction,
}: Pick<RemoteEndpoint, "address" | "port" | "transport" | "direction">): string {
  return `${address} ${port ?? "-"} ${transport ?? "-"} ${direction}`;
}

function noteTimes(remote: GrowingRemote, { clock, flows }: ScannedCapture, flow: number): void {
  const first = flows.first[flow]!;
  const last = flows.last[flow]!;
  if (!clock || last < first) return;
  if (first < (remote.first?.micros ?? Number.POSITIVE_INFINITY)) remote.first = { ...clock, micros: first };
  if ((remote.last?.micros ?? Number.NEGATIVE_INFINITY) < last) remote.last = { ...clock, micros: last };
}
