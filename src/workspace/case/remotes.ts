import { canonicalAddress } from "../../core/address.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import { type RemoteRows, remoteRowsOf } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { Remote } from "./remote.ts";
import { RemoteLists, type RemotePart } from "./remoteLists.ts";
import { spellingOrder } from "./tally.ts";
import { TextNumbers } from "./textNumbers.ts";

/** Remote endpoints, the busiest first, and which of them each process instance talks to. */
export interface GatheredRemotes {
  readonly remotes: readonly RemoteEndpoint[];
  /** The ids of the remotes of a process, by its number. */
  readonly ofProcess: (process: number) => readonly string[];
}

/** Gathers the remote endpoints of a case from those of its captures. */
export function* remoteEndpoints(
  captures: readonly ScannedCapture[],
  processes: ProcessNumbers,
): Steps<GatheredRemotes> {
  const gathering = new RemoteGathering(processes);
  for (const capture of captures) {
    gathering.add(capture, yield* remoteRowsOf(capture));
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
  /** Address, port, transport, inbound. */
  readonly #keys = new Quadruples();
  /** What captures have of each remote. */
  readonly #parts: RemotePart[][] = [];

  constructor(processes: ProcessNumbers) {
    this.#processes = processes;
  }

  add(capture: ScannedCapture, rows: RemoteRows): void {
    const { names, manners } = capture.columns;
    const of = {
      capture,
      rows,
      nears: this.#numberNears(capture, rows),
      actions: Int32Array.from(manners, ({ action }) => this.#actions.numberOf(action)),
      processes: this.#processes.of(capture),
    };
    for (let remote = 0; remote < rows.count; remote++) {
      const address = this.#addresses.numberOf(canonicalAddress(names.text(rows.address(remote))));
      const transport = this.#transports.numberOf(rows.transport(remote));
      const number = this.#keys.numberOf(
        address,
        rows.port(remote),
        transport,
        rows.isInbound(remote) ? 1 : 0,
      );
      const parts = this.#parts[number];
      if (parts) parts.push({ of, remote });
      else this.#parts.push([{ of, remote }]);
    }
  }

  *list(): Steps<GatheredRemotes> {
    const processes = this.#processes.instances.map(({ id }) => id);
    const lists = new RemoteLists(this.#parts, {
      nears: this.#nears.texts,
      processes,
      actions: this.#actions.texts,
    });
    const remotes = this.#parts.map((parts, number) => this.#remote(number, parts, lists));
    yield;
    const order = this.#busiestFirst(remotes);
    yield;
    let remotesOf: ((process: number) => Uint32Array) | undefined;
    return {
      remotes: Array.from(order, (number) => remotes[number]!),
      ofProcess(process) {
        remotesOf ??= lists.remotesOfProcesses(order);
        return Array.from(remotesOf(process), (number) => remotes[number]!.id);
      },
    };
  }

  /** The number of each name that is a near end in the capture. */
  #numberNears({ columns }: ScannedCapture, { isNear }: RemoteRows): Int32Array {
    return Int32Array.from(isNear, (is, name) =>
      is === 0 ? -1 : this.#nears.numberOf(canonicalAddress(columns.names.text(name))),
    );
  }

  #remote(number: number, parts: readonly RemotePart[], lists: RemoteLists): RemoteEndpoint {
    const address = this.#addresses.text(this.#keys.at(number, 0))!;
    const printedPort = this.#keys.at(number, 1);
    const port = printedPort === absent ? undefined : printedPort;
    const transport = this.#transports.text(this.#keys.at(number, 2));
    const direction = this.#keys.at(number, 3) === 1 ? "inbound" : "outbound";
    const id = remoteId(address, port, transport, direction);
    return new Remote({ id, address, port, transport, direction }, number, parts, lists);
  }

  /** The numbers of remotes; of those that are equally busy, in the order of their ids. */
  #busiestFirst(remotes: readonly RemoteEndpoint[]): Uint32Array {
    const addresses = this.#addresses.texts;
    const rank = new Float64Array(addresses.length);
    for (const [place, number] of spellingOrder(addresses).entries()) rank[number] = place;
    // An id begins with its address, so nearly all are told apart by one number.
    const keys = Float64Array.from(
      remotes,
      ({ count }, number) => rank[this.#keys.at(number, 0)]! - count * addresses.length,
    );
    return Uint32Array.from(remotes.keys()).sort(
      (a, b) => keys[a]! - keys[b]! || (remotes[a]!.id < remotes[b]!.id ? -1 : 1),
    );
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
