import type { LineReference, RemoteEndpoint } from "../../core/caseView.ts";
import type { Direction } from "../../core/direction.ts";
import type { Instant } from "../../core/instant.ts";
import type { RemoteFacts } from "./remoteFacts.ts";
import type { RemoteFlows } from "./remoteFlows.ts";

/** What tells one remote from all others. */
export interface RemoteIdentity {
  readonly id: string;
  readonly address: string;
  readonly port: number | undefined;
  readonly transport: string | undefined;
  readonly direction: Direction;
}

/**
 * A remote endpoint over the columns it was gathered in: its lists are made when somebody asks for them, and of
 * most remotes of a large log nobody does.
 */
export class Remote implements RemoteEndpoint {
  readonly id: string;
  readonly address: string;
  declare readonly port?: number;
  declare readonly transport?: string;
  readonly direction: Direction;
  readonly count: number;
  declare readonly first?: Instant;
  declare readonly last?: Instant;
  readonly #number: number;
  readonly #facts: RemoteFacts;
  readonly #flows: RemoteFlows;
  #sources: readonly string[] | undefined;
  #processes: readonly string[] | undefined;

  constructor(identity: RemoteIdentity, number: number, facts: RemoteFacts, flows: RemoteFlows) {
    this.id = identity.id;
    this.address = identity.address;
    this.direction = identity.direction;
    if (identity.port !== undefined) this.port = identity.port;
    if (identity.transport !== undefined) this.transport = identity.transport;
    this.count = facts.count[number]!;
    const span = facts.span(number);
    if (span) {
      this.first = span.first;
      this.last = span.last;
    }
    this.#number = number;
    this.#facts = facts;
    this.#flows = flows;
  }

  get directionAssumed(): boolean {
    return this.#facts.isDirectionAssumed(this.#number);
  }

  get sources(): readonly string[] {
    this.#sources ??= this.#flows.nears(this.#number);
    return this.#sources;
  }

  get processes(): readonly string[] {
    this.#processes ??= this.#flows.processes(this.#number);
    return this.#processes;
  }

  get actions(): readonly string[] {
    return this.#flows.actions(this.#number);
  }

  get evidence(): readonly [LineReference, ...LineReference[]] {
    return this.#facts.evidence(this.#number);
  }
}
