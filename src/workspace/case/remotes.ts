import { canonicalAddress } from "../../core/address.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { Steps } from "../../core/steps.ts";
import { Triples } from "../../core/triples.ts";
import { absent } from "../captures/columns.ts";
import { type RemoteRows, remoteRowsOf } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { ProcessRemotes } from "./processRemotes.ts";
import { Remote, type RemoteColumns } from "./remote.ts";
import { RemoteLists } from "./remoteLists.ts";
import { type CaptureRemotes, RemoteParts } from "./remoteParts.ts";
import { spellingOrder } from "./spellingOrder.ts";
import { TextNumbers } from "./textNumbers.ts";

/** Remote endpoints, the busiest first, and which of them each process instance talks to. */
export interface GatheredRemotes {
  readonly remotes: readonly Remote[];
  readonly lists: RemoteLists;
  readonly columns: RemoteColumns;
  /** The ids of the remotes of a process, by its number. */
  readonly ofProcess: (process: number) => readonly string[];
  /** The same as places in `remotes`. */
  readonly placesOfProcess: (process: number) => Uint32Array;
}

const remotesPerStep = 1 << 12;

/** Gathers the remote endpoints of a case from those of its captures. */
export function* remoteEndpoints(
  captures: readonly ScannedCapture[],
  processes: ProcessNumbers,
): Steps<GatheredRemotes> {
  const gathering = new RemoteGathering(processes);
  for (const capture of captures) {
    yield* gathering.add(capture, yield* remoteRowsOf(capture));
    yield;
  }
  return yield* gathering.list();
}

class RemoteGathering {
  readonly #processes: ProcessNumbers;
  readonly #addresses = new TextNumbers();
  readonly #nears = new TextNumbers();
  readonly #transports = new TextNumbers();
  readonly #actions = new TextNumbers();
  /** Address, port, transport times two, plus one for inbound. */
  readonly #keys = new Triples();
  readonly #captures: CaptureRemotes[] = [];

  constructor(processes: ProcessNumbers) {
    this.#processes = processes;
  }

  *add(capture: ScannedCapture, rows: RemoteRows): Steps<void> {
    this.#captures.push({
      capture,
      rows,
      remotes: yield* this.#numberRemotes(capture, rows),
      nears: this.#numberNears(capture, rows),
      actions: Int32Array.from(capture.columns.manners, ({ action }) => this.#actions.numberOf(action)),
      processes: this.#processes.of(capture),
    });
  }

  *list(): Steps<GatheredRemotes> {
    const processes = this.#processes.instances.map(({ id }) => id);
    const parts = new RemoteParts(this.#captures, this.#keys.size);
    const lists = new RemoteLists(parts, {
      nears: this.#nears.texts,
      processes,
      actions: this.#actions.texts,
    });
    yield;
    const columns = {
      keys: this.#keys,
      addresses: this.#addresses,
      transports: this.#transports,
      parts,
      lists,
    };
    const unordered = Array.from({ length: this.#keys.size }, (_, number) => new Remote(number, columns));
    yield;
    const order = this.#busiestFirst(unordered, parts);
    const remotes = Array.from(order, (number) => unordered[number]!);
    yield;
    let known: ProcessRemotes | undefined;
    const placesOfProcess = (process: number) => {
      known ??= new ProcessRemotes(parts, order, processes.length);
      return known.of(process);
    };
    const ofProcess = (process: number) =>
      Array.from(placesOfProcess(process), (place) => remotes[place]!.id);
    return { remotes, lists, columns, ofProcess, placesOfProcess };
  }

  *#numberRemotes({ columns: { names } }: ScannedCapture, rows: RemoteRows): Steps<Uint32Array> {
    const addressOf = this.#numbersOfNames(names, this.#addresses);
    const transports = rows.numbers.transports.map((transport) => this.#transports.numberOf(transport));
    const remotes = new Uint32Array(rows.count);
    for (let remote = 0; remote < rows.count; remote++) {
      const address = addressOf(rows.address(remote));
      const way = transports[rows.transportNumber(remote)]! * 2 + (rows.isInbound(remote) ? 1 : 0);
      remotes[remote] = this.#keys.numberOf(address, rows.port(remote), way);
      if (remote % remotesPerStep === 0) yield;
    }
    return remotes;
  }

  /** The near end of each caller. */
  #numberNears({ columns: { names } }: ScannedCapture, { numbers }: RemoteRows): Int32Array {
    const nearOf = this.#numbersOfNames(names, this.#nears);
    return Int32Array.from({ length: numbers.callers.size }, (_, caller) => nearOf(numbers.nearOf(caller)));
  }

  /** Numbers a capture's names by how their addresses are spelled in the whole case; each once. */
  #numbersOfNames(names: ScannedCapture["columns"]["names"], texts: TextNumbers): (name: number) => number {
    const known = new Int32Array(names.size).fill(-1);
    return (name) => {
      if (name === absent) return -1;
      if (known[name] === -1) known[name] = texts.numberOf(canonicalAddress(names.text(name)));
      return known[name]!;
    };
  }

  /** The numbers of remotes; of those that are equally busy, in the order of their ids. */
  #busiestFirst(remotes: readonly RemoteEndpoint[], parts: RemoteParts): Uint32Array {
    const order = this.#asSpelled(remotes);
    const size = order.length;
    const spelled = order.slice();
    // One number holds how busy a remote is, and its place among the ids.
    const keys = new Float64Array(size);
    for (let place = 0; place < size; place++)
      keys[place] = place - parts.connections(spelled[place]!) * size;
    keys.sort();
    for (let place = 0; place < size; place++) {
      const key = keys[place]!;
      order[place] = spelled[key - Math.floor(key / size) * size]!;
    }
    return order;
  }

  /** The numbers of remotes in the order of their ids, which begin with the address. */
  #asSpelled(remotes: readonly RemoteEndpoint[]): Uint32Array {
    const order = spellingOrder(this.#addresses.texts);
    const starts = new Uint32Array(order.length + 1);
    for (let number = 0; number < remotes.length; number++) {
      const next = this.#keys.at(number, 0) + 1;
      starts[next] = starts[next]! + 1;
    }
    const next = new Uint32Array(order.length);
    let end = 0;
    for (const address of order) {
      next[address] = end;
      end += starts[address + 1]!;
    }
    const spelled = new Uint32Array(remotes.length);
    for (let number = 0; number < remotes.length; number++) {
      const address = this.#keys.at(number, 0);
      spelled[next[address]!] = number;
      next[address] = next[address]! + 1;
    }
    for (const address of order) {
      const count = starts[address + 1]!;
      const to = next[address]!;
      if (1 < count)
        spelled.subarray(to - count, to).sort((a, b) => (remotes[a]!.id < remotes[b]!.id ? -1 : 1));
    }
    return spelled;
  }
}
