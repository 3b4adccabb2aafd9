import type { LineReference, RemoteEndpoint } from "../../core/caseView.ts";
import type { Direction } from "../../core/direction.ts";
import type { Instant } from "../../core/instant.ts";
import { countOf, evidenceOf, isDirectionAssumed, spanOf } from "./remoteFacts.ts";
import type { RemoteLists, RemotePart } from "./remoteLists.ts";

/** What tells one remote from all others. */
export interface RemoteIdentity {
  readonly id: string;
  readonly address: string;
  readonly port: number | undefined;
  readonly transport: string | undefined;
  readonly direction: Direction;
}

/**
 * A remote endpoint over the rows that it was found in: its lists are made when somebody asks for them, and of
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
  readonly #parts: readonly RemotePart[];
  readonly #lists: RemoteLists;
  #sources: readonly string[] | undefined;
  #processes: readonly string[] | undefined;

  constructor(identity: RemoteIdentity, number: number, parts: readonly RemotePart[], lists: RemoteLists) {
    this.id = identity.id;
    this.address = identity.address;
    this.direction = identity.direction;
    if (identity.port !== undefined) this.port = identity.port;
    if (identity.transport !== undefined) this.transport = identity.transport;
    this.count = countOf(parts);
    const span = spanOf(parts);
    if (span) {
      this.first = span.first;
      this.last = span.last;
    }
    this.#number = number;
    this.#parts = parts;
    this.#lists = lists;
  }

  get directionAssumed(): boolean {
    return isDirectionAssumed(this.#parts);
  }

  get sources(): readonly string[] {
    this.#sources ??= this.#lists.nears(this.#number);
    return this.#sources;
  }

  get processes(): readonly string[] {
    this.#processes ??= this.#lists.processes(this.#number);
    return this.#processes;
  }

  get actions(): readonly string[] {
    return this.#lists.actions(this.#number);
  }

  get evidence(): readonly [LineReference, ...LineReference[]] {
    return evidenceOf(this.#parts);
  }
}
